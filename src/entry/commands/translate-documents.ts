/**
 * The work of `newsglot translate`; apart from the command, so that help and completion need not load it. The model's code is
 * loaded once there is work for it.
 * @module
 */
import pMap from 'p-map';
import { NewsglotError } from '../../errors.ts';
import { checkLanguage } from '../../http/check.ts';
import type { Localisation } from '../../translation/localisation.ts';
import type { LocaliseRequest, Progress } from '../../translation/localiser.ts';
import { EXIT, explain } from './exit.ts';
import { readGlossary } from './glossary-option.ts';
import { findInputs, readInput } from './inputs.ts';
import { planOutputs, type Task, writeOutput } from './outputs.ts';
import { createProgress, type ProgressView, QUIET } from './progress.ts';
import type { TranslateFlags } from './translate.ts';

/** Documents under way at a time: enough that the engine's batches are full while others are read and written. */
const AT_A_TIME = 4;

/**
 * Localises documents; one that fails does not keep the others from being done.
 * @returns the exit code
 * @throws NewsglotError for what is wrong with the command line.
 */
export async function translateDocuments(names: readonly string[], flags: TranslateFlags): Promise<number> {
  const inputs = await findInputs(names);
  const alone = inputs.length === 1;
  if (!alone && flags.out === undefined && !flags.json) {
    throw new NewsglotError('invalid_request', 'several documents need --out FOLDER, or --json');
  }
  const tasks = await planOutputs(inputs, flags.out, flags.json && '.json');
  const glossary = flags.glossary === undefined ? undefined : await readGlossary(flags.glossary);
  const [{ readConfig }, { createNodeServices }] = await Promise.all([
    import('../config.ts'),
    import('../services-node.ts'),
  ]);
  // Documents here are their own queue: none has to be refused for the sake of the others.
  const config = readConfig({ MAX_QUEUED_CHARACTERS: '1000000000', ...process.env });
  const services = await createNodeServices(config);
  const view = flags.quiet ? QUIET : createProgress('localising {bar} {value}/{total} segments{files}');
  try {
    const { languages } = services.models[0]!;
    const request = {
      target: checkLanguage(flags.to, languages, '--to'),
      source: flags.from === undefined ? undefined : checkLanguage(flags.from, languages, '--from'),
      glossary,
      typography: flags.typography,
    } satisfies Partial<LocaliseRequest>;
    const translator = await services.translator();
    const counts = countSegments(view, inputs.length);
    const layout = (file: string | undefined) => (alone || file !== undefined ? 'indented' : 'line');
    const options = { format: flags.format, maxBytes: config.MAX_BODY_BYTES };

    const localiseOne = async ({ input, file }: Task): Promise<Outcome> => {
      try {
        const document = await readInput(input, options);
        const result = await translator.localise(
          { ...request, ...document },
          { onSegment: (_, progress) => counts.reached(input.name, progress) },
        );
        const output = flags.json ? asJson(input.name, result, layout(file)) : result.content;
        await writeOutput(output, file);
        view.line(`${input.name}: ${summary(result)}`);
        return result.stats.uncertain + result.stats.failed > 0 ? 'incomplete' : 'whole';
      } catch (error) {
        view.stop();
        console.error(`newsglot: ${input.name}: ${explain(error)}`);
        return 'failed';
      }
    };
    const outcomes = await pMap(tasks, localiseOne, { concurrency: AT_A_TIME });
    if (outcomes.includes('failed')) return EXIT.failure;
    return flags.strict && outcomes.includes('incomplete') ? EXIT.incomplete : EXIT.ok;
  } finally {
    view.stop();
    await services.close();
  }
}

type Outcome = 'whole' | 'incomplete' | 'failed';

/** Adds up the segments of all documents for the bar. */
function countSegments(view: ProgressView, documents: number) {
  const begun = new Set<string>();
  const sum = { done: 0, total: 0, whole: 0 };
  return {
    /** One more segment of a document is done. */
    reached(name: string, { done, total }: Progress): void {
      if (!begun.has(name)) sum.total += total;
      begun.add(name);
      sum.done++;
      if (done === total) sum.whole++;
      const files = documents > 1 ? `, ${sum.whole} of ${documents} documents` : '';
      view.show(sum.done, sum.total, { files });
    },
  };
}

/** A result as JSON: over many lines for people, or on one of several lines. */
function asJson(document: string, result: Localisation, layout: 'indented' | 'line'): string {
  return `${JSON.stringify({ document, ...result }, null, layout === 'indented' ? 2 : undefined)}\n`;
}

function summary({ stats }: Localisation): string {
  const { translated, kept, uncertain, failed, totalMs } = stats;
  return `${translated} translated, ${kept} kept, ${uncertain} uncertain, ${failed} failed, ${Math.round(totalMs)} ms`;
}
