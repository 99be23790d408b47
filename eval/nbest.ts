/**
 * Translates sentence pairs in both directions and prints all that the beam ends with: what a model can learn from its own
 * best translations (`models/training/distill.py`).
 *
 * `npm run eval:nbest -- FILE.tsv > NBEST.jsonl`; a line of FILE is `English<TAB>French`, one of the output
 * `[pair, source, reference, [[translation, chrF2, complete], …]]`.
 * @module
 */
import { Command } from 'commander';
import pMap from 'p-map';
import { count } from '../bench/count.ts';
import { loadEmbeddedEngine } from '../src/engine/embedded-node.ts';
import type { Candidate, Engine } from '../src/engine/engine.ts';
import type { LanguageCode } from '../src/language/codes.ts';
import { chrf } from './chrf.ts';
import { type Pair, readTestSet, type TestLine } from './mt-files.ts';

/** Sentences in flight, of one length: enough for full batches on every core. */
const CONCURRENCY = 800;
/** A beam of four in batches of 40 sentences. */
const BATCH = { rows: 160, tokens: 8192 };

async function hypotheses(engine: Engine, { source: text, reference }: TestLine, pair: Pair, beams: number) {
  const [source, target] = pair.split('-') as [LanguageCode, LanguageCode];
  const best = await engine.translate({ text, source, target, beams, alternatives: beams - 1 });
  const all = [best, ...(best.alternatives ?? [])];
  const rate = ({ text: hypothesis, complete }: Candidate) => [
    hypothesis,
    Number(chrf([{ hypothesis, reference }]).toFixed(1)),
    complete,
  ];
  return [pair, text, reference, all.map(rate)];
}

await new Command('eval:nbest')
  .argument('<file>', 'a sentence pair a line')
  .option('--beams <count>', 'width of the beam', count, 4)
  .action(async (file: string, { beams }: { beams: number }) => {
    const engine = await loadEmbeddedEngine({ limits: { batch: BATCH } });
    for (const pair of ['en-fr', 'fr-en'] as const) {
      const lines = (await readTestSet(file, pair, Number.POSITIVE_INFINITY)).sort(
        (a, b) => a.source.length - b.source.length,
      );
      await pMap(
        lines,
        async (line) => console.log(JSON.stringify(await hypotheses(engine, line, pair, beams))),
        { concurrency: CONCURRENCY },
      );
    }
    await engine.close();
  })
  .parseAsync();
