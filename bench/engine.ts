/**
 * Words per second: the library's own pipeline, a sentence a call, beside the engine's decode loop, on one text in one run.
 *
 * `npm run bench:engine [-- FILE --rounds N]`; FILE has an English sentence a line (or `english<TAB>…`). Without it, the
 * English sentences of the annotated pages are taken.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { type EmbeddedOptions, loadEmbeddedEngine } from '../src/engine/embedded-node.ts';
import type { Engine } from '../src/engine/engine.ts';
import type { LanguageCode } from '../src/language/codes.ts';
import { annotatedSentences } from './article.ts';
import { count } from './count.ts';
import { median, printTable } from './figures.ts';

const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];

/** A way to translate all sentences; what it gives back is only looked at to see that it did. */
interface Contender {
  readonly name: string;
  run(sentences: readonly string[]): Promise<unknown>;
  close?(): Promise<void>;
}

/** The library as its documentation has it, one call a sentence. */
async function library(threads: number | undefined): Promise<Contender> {
  const { env, pipeline } = await import('@xenova/transformers');
  env.localModelPath = fileURLToPath(new URL('../models/', import.meta.url));
  env.allowRemoteModels = false;
  const translate = await pipeline('translation', 'embedded', {
    dtype: 'q8',
    ...(threads !== undefined && { session_options: { intraOpNumThreads: threads } }),
  });
  return {
    name: `(a) the library's pipeline, a sentence a call, ${threads ?? 'its default'} thread${threads === 1 ? '' : 's'}`,
    async run(sentences) {
      for (const sentence of sentences)
        await translate(sentence, { src_lang: 'en', tgt_lang: 'fr' } as never);
    },
  };
}

async function ours(
  name: string,
  options: EmbeddedOptions,
  run: (engine: Engine, sentences: readonly string[]) => Promise<unknown>,
): Promise<Contender> {
  const engine = await loadEmbeddedEngine(options);
  return { name, run: (sentences) => run(engine, sentences), close: () => engine.close() };
}

const request = (text: string) => ({ text, source: en, target: fr });
const together = (engine: Engine, sentences: readonly string[]) =>
  Promise.all(sentences.map((text) => engine.translate(request(text))));
async function oneByOne(engine: Engine, sentences: readonly string[]): Promise<void> {
  for (const text of sentences) await engine.translate(request(text));
}

async function readSentences(file: string | undefined): Promise<string[]> {
  if (file !== undefined) {
    const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.split('\t')[0]!.trim());
    return lines.filter((line) => line !== '');
  }
  return annotatedSentences();
}

async function measure(file: string | undefined, { rounds, lines }: { rounds: number; lines: number }) {
  const sentences = (await readSentences(file)).slice(0, lines);
  const words = sentences.reduce((sum, sentence) => sum + sentence.split(/\s+/).length, 0);
  console.log(`${sentences.length} sentences, ${words} words, medians of ${rounds} rounds\n`);
  const contenders = [
    await library(undefined),
    await library(1),
    await ours(
      '(b) the decode loop, a batch of 1, one thread',
      { threads: 1, limits: { batch: { rows: 1, tokens: 512 } } },
      oneByOne,
    ),
    await ours('(c) the decode loop, batches, one thread', { threads: 1 }, together),
    await ours('(d) batches on all cores', {}, together),
  ];
  const seconds = contenders.map((): number[] => []);
  const processor = contenders.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [i, { run }] of contenders.entries()) {
      const [start, cpu] = [performance.now(), process.cpuUsage()];
      await run(sentences);
      const { user, system } = process.cpuUsage(cpu);
      // The first round warms up.
      if (round < 0) continue;
      seconds[i]!.push((performance.now() - start) / 1000);
      processor[i]!.push((user + system) / 1e6);
    }
  }
  await Promise.all(contenders.map(({ close }) => close?.()));
  const columns = [seconds, processor].map((taken) => {
    const speeds = taken.map((one) => words / median(one));
    const baseline = Math.max(speeds[0]!, speeds[1]!);
    return speeds.map((speed) => [speed.toFixed(0), (speed / baseline).toFixed(2)]);
  });
  printTable(
    ['', 'words/s', '× (a)', 'words a second of processor', '× (a)'],
    contenders.map(({ name }, i) => [name, ...columns.flatMap((column) => column[i]!)]),
  );
}

await new Command('bench:engine')
  .argument('[file]', 'an English sentence a line')
  .option('--rounds <count>', 'times each is measured', count, 5)
  .option('--lines <count>', 'first lines only', count, Number.POSITIVE_INFINITY)
  .action(measure)
  .parseAsync();
