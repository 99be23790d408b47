/**
 * Measures whether markers survive, and what they cost: sentences of a test set with one to four markers each, through
 * the engine, beside the same sentences without.
 *
 * `npm run eval:markers -- FILE.tsv --pair en-fr [--lines 500] [--beams N] [--show N] [--model-directory DIR]`
 * @module
 */
import { Command, Option } from 'commander';
import { count } from '../bench/count.ts';
import { loadEmbeddedEngine } from '../src/engine/embedded-node.ts';
import { chrf } from './chrf.ts';
import { MOST_MARKERS, mark, markersOf, unmark } from './mark-sentence.ts';
import { type Pair, readTestSet } from './mt-files.ts';
import { translateAll } from './mt-translate.ts';

interface Options {
  readonly pair: Pair;
  readonly lines: number;
  readonly beams: number;
  readonly modelDirectory?: string;
  readonly show: number;
}

async function evaluate(file: string, options: Options): Promise<void> {
  const { pair, lines, beams, modelDirectory, show } = options;
  const plain = (await readTestSet(file, pair, Number.POSITIVE_INFINITY))
    .map((line, i) => ({ line, ...mark(line.source, 1 + (i % MOST_MARKERS)) }))
    .filter(({ text }) => markersOf(text).length > 0)
    .slice(0, lines);
  const engine = await loadEmbeddedEngine(modelDirectory === undefined ? {} : { directory: modelDirectory });
  const marked = await translateAll(
    engine,
    plain.map(({ line, text }) => ({ ...line, source: text })),
    { pair, beams },
  );
  const unmarked = await translateAll(
    engine,
    plain.map(({ line }) => line),
    { pair, beams },
  );
  await engine.close();

  const kept = marked.map(({ source, hypothesis }) => ({
    markers: markersOf(source).length,
    once: sameMarkers(source, hypothesis),
  }));
  const share = (rows: typeof kept) =>
    `${((100 * rows.filter(({ once }) => once).length) / rows.length).toFixed(1)} % of ${rows.length}`;
  console.log(`${file}, ${pair}, beams ${beams}: sentences whose markers all came back, each exactly once`);
  for (let markers = 1; markers <= MOST_MARKERS; markers++) {
    const rows = kept.filter((row) => row.markers === markers);
    if (rows.length > 0) console.log(`  ${markers} marker${markers > 1 ? 's' : ''}: ${share(rows)}`);
  }
  console.log(`  all: ${share(kept)}`);
  const restored = marked.map(({ reference, hypothesis }, i) => ({
    reference,
    hypothesis: unmark(hypothesis, plain[i]!.hidden),
  }));
  console.log(`  chrF2 with markers ${chrf(restored).toFixed(1)}, without ${chrf(unmarked).toFixed(1)}`);
  const lost = marked.filter(({ source, hypothesis }) => !sameMarkers(source, hypothesis));
  for (const { source, hypothesis } of lost.slice(0, show)) console.log(`\n${source}\n${hypothesis}`);
}

function sameMarkers(source: string, translation: string): boolean {
  return markersOf(source).sort().join() === markersOf(translation).sort().join();
}

await new Command('eval:markers')
  .description('How many sentences get all their markers back, each exactly once, and what markers cost.')
  .argument('<file>', 'test set: english<TAB>french, a sentence a line')
  .addOption(new Option('--pair <pair>', 'direction').choices(['en-fr', 'fr-en']).makeOptionMandatory())
  .option('--lines <count>', 'sentences', count, 500)
  .option('--beams <count>', 'width of the beam', count, 1)
  .option('--model-directory <dir>', 'folder of a manifest.json, instead of models/')
  .option('--show <count>', 'print so many of those that lost one', count, 0)
  .action(evaluate)
  .parseAsync();
