/**
 * Measures translation quality: a test set through the engine, scored against its references, beside other systems.
 *
 * `npm run eval:mt -- FILE.tsv --pair en-fr [--lines N] [--beams N] [--published DIR] [--model-directory DIR]`
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { decodeHTML } from 'entities';
import { count } from '../bench/count.ts';
import { loadEmbeddedEngine } from '../src/engine/embedded-node.ts';
import { bleu } from './bleu.ts';
import { chrf } from './chrf.ts';
import { type Pair, readPublished, readTestSet, type TestLine } from './mt-files.ts';
import { countFaults, type Translated, translateAll } from './mt-translate.ts';
import { thresholdEffects } from './threshold.ts';

interface Options {
  readonly pair: Pair;
  readonly lines: number;
  readonly beams: number;
  readonly published?: string;
  readonly modelDirectory?: string;
  readonly model: string;
  readonly threads?: number;
  readonly thresholds?: true;
  readonly output?: string;
}

const BAD_CHRF = 25;
const THRESHOLDS = [-2, -1.75, -1.5, -1.4, -1.3, -1.2, -1.1, -1, -0.9, -0.8];

function scores(lines: readonly TestLine[], hypotheses: readonly string[]) {
  const pairs = lines.map(({ reference }, i) => ({ reference, hypothesis: hypotheses[i] ?? '' }));
  return { BLEU: bleu(pairs).toFixed(1), chrF2: chrf(pairs).toFixed(1) };
}

/** A column of text, one translation a line: score, whether complete, sentence chrF2, source, reference, translation. */
function table(translations: readonly Translated[]): string {
  const rows = translations.map((one) =>
    [
      one.score.toFixed(3),
      one.complete,
      chrf([one]).toFixed(1),
      one.source,
      one.reference,
      one.hypothesis,
    ].join('\t'),
  );
  return `${rows.join('\n')}\n`;
}

function printThresholds(translations: readonly Translated[]): void {
  const judged = translations.map((one) => ({ score: one.score, chrf: chrf([one]) }));
  const bad = judged.filter((one) => one.chrf < BAD_CHRF).length;
  console.log(`${bad} of ${judged.length} translations have a chrF2 below ${BAD_CHRF}`);
  const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(100 * share).toFixed(1)} %`);
  console.table(
    thresholdEffects(judged, { thresholds: THRESHOLDS, bad: BAD_CHRF }).map((effect) => ({
      'score below': effect.threshold,
      'bad caught': percent(effect.badCaught),
      'good lost': percent(effect.goodLost),
      'bad among those left out': percent(effect.precision),
    })),
  );
}

async function evaluate(file: string, options: Options): Promise<void> {
  const { pair, beams, modelDirectory, model, threads } = options;
  const lines = await readTestSet(file, pair, options.lines);
  const engine = await loadEmbeddedEngine({
    name: model,
    ...(modelDirectory !== undefined && { directory: modelDirectory }),
    ...(threads !== undefined && { threads }),
  });
  const start = performance.now();
  const translations = await translateAll(engine, lines, { pair, beams });
  const seconds = (performance.now() - start) / 1000;
  await engine.close();

  const words = lines.reduce((sum, { source }) => sum + source.split(/\s+/).length, 0);
  const { empty, cut, looping } = countFaults(translations);
  console.log(`${file}, ${pair}, ${lines.length} lines, ${words} words, beams ${beams}`);
  console.log(
    `model ${engine.model.name} ${engine.model.hash.slice(0, 12)}: ${Math.round(words / seconds)} words/s`,
  );
  console.log(`empty ${empty}, cut off ${cut}, looping ${looping}`);
  const own = scores(
    lines,
    translations.map(({ hypothesis }) => hypothesis),
  );
  const systems =
    options.published === undefined
      ? []
      : await readPublished(options.published, { file, pair, lines: lines.length });
  // Some were fetched from services that answer with HTML.
  const others = systems.map(({ name, hypotheses }) => [
    name,
    scores(
      lines,
      hypotheses.map((text) => decodeHTML(text)),
    ),
  ]);
  console.table(Object.fromEntries([['newsglot', own], ...others]));
  if (options.thresholds) printThresholds(translations);
  if (options.output !== undefined) await writeFile(options.output, table(translations));
}

await new Command('eval:mt')
  .description('Scores the engine on a test set: BLEU and chrF2 as sacrebleu defines them.')
  .argument('<file>', 'test set: english<TAB>french, a sentence a line')
  .addOption(new Option('--pair <pair>', 'direction').choices(['en-fr', 'fr-en']).makeOptionMandatory())
  .option('--lines <count>', 'first lines only', count, Number.POSITIVE_INFINITY)
  .option('--beams <count>', 'width of the beam', count, 1)
  .option('--published <dir>', 'other systems’ translations: DIR/en-fr/SET.SYSTEM.fr')
  .option('--model-directory <dir>', 'folder of a manifest.json, instead of models/')
  .option('--model <name>', 'name in the manifest', 'embedded')
  .option('--threads <count>', 'decode loops', count)
  .option('--thresholds', 'what a lower bound on the model’s own score would catch and lose')
  .option('--output <file>', 'write every translation with its score')
  .action(evaluate)
  .parseAsync();
