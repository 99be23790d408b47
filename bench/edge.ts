/**
 * What the service costs at the edge, in workerd with the bundle that would be uploaded: start-up, cold start, memory,
 * words a second, an article seen before; and what each place for the model's files would cost.
 *
 * `npm run bench:edge [-- --rounds N]`
 * @module
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { edit, editionWord, fixtureSentences, page } from './article.ts';
import { count } from './count.ts';
import { bundleWorker, type WorkerModule } from './edge/bundle.ts';
import { Isolate, type ModelPlace } from './edge/isolate.ts';
import { median, printTable, quantile } from './figures.ts';

const WORDS = 1000;
const CACHED_REQUESTS = 200;
const MB = 1e6;

const words = (text: string) => text.split(/\s+/).length;
const mb = (bytes: number) => `${(bytes / MB).toFixed(1)} MB`;
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/** The sentences of the fixtures, and edited ones, until there are as many words. */
async function article(): Promise<{ readonly html: string; readonly words: number }> {
  const fixtures = await fixtureSentences();
  const sentences: string[] = [];
  let sum = 0;
  for (let i = 0; sum < WORDS; i++) {
    const edition = Math.floor(i / fixtures.length);
    const fixture = fixtures[i % fixtures.length]!;
    const sentence = edition === 0 ? fixture : edit(fixture, editionWord(edition));
    sentences.push(sentence);
    sum += words(sentence);
  }
  return { html: page(sentences), words: sum };
}

const translate = (isolate: Isolate, content: string, path = '/v1/translate') =>
  isolate.request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ content, target: 'fr' }),
  });

interface Times {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** From before the start of workerd to the answer of a first request. */
async function startUp(
  start: () => Promise<Isolate>,
  ask: (isolate: Isolate) => Promise<unknown>,
): Promise<Times> {
  const started = performance.now();
  const isolate = await start();
  await ask(isolate);
  const times = { wallMs: performance.now() - started, cpuMs: isolate.cpuMs() };
  await isolate.close();
  return times;
}

async function medianTimes(rounds: number, measure: () => Promise<Times>): Promise<Times> {
  const all: Times[] = [];
  for (let i = 0; i < rounds; i++) all.push(await measure());
  return { wallMs: median(all.map((t) => t.wallMs)), cpuMs: median(all.map((t) => t.cpuMs)) };
}

async function benchTimes(bundle: readonly WorkerModule[], rounds: number): Promise<void> {
  const health = (isolate: Isolate) => isolate.request('/health');
  const sentence = (isolate: Isolate) => translate(isolate, 'The mayor resigned on Monday.');
  const empty = await medianTimes(rounds, () => startUp(Isolate.startEmpty, health));
  const started = await medianTimes(rounds, () => startUp(() => Isolate.start(bundle), health));
  const translated = await medianTimes(rounds, () => startUp(() => Isolate.start(bundle), sentence));
  const row = (name: string, goal: string, { wallMs, cpuMs }: Times) => [
    name,
    goal,
    ms(wallMs - empty.wallMs),
    ms(cpuMs - empty.cpuMs),
  ];
  printTable(
    ['beyond an empty Worker, median', 'goal', 'wall', 'processor'],
    [
      row('start-up', '400 ms', started),
      row('cold start to the first translated sentence', '2,500 ms', translated),
    ],
  );
}

async function benchArticle(bundle: readonly WorkerModule[]): Promise<void> {
  const { html, words } = await article();
  const isolate = await Isolate.start(bundle);
  const rows: string[][] = [];
  const note = async (name: string) => {
    const { heap, buffers, wasm, uncollected } = await isolate.memory();
    rows.push([name, mb(heap), mb(buffers), mb(wasm), mb(heap + buffers + wasm), mb(uncollected)]);
  };
  await note('before the model');
  await translate(isolate, 'The mayor resigned on Monday.');
  await note('model loaded');
  const [cpu, started] = [isolate.cpuMs(), performance.now()];
  await translate(isolate, html);
  const [wallMs, cpuMs] = [performance.now() - started, isolate.cpuMs() - cpu];
  await note(`after an article of ${words} words`);
  printTable(['goal: 110 MB', 'heap', 'buffers', 'WASM', 'sum', 'sum before collection'], rows);
  console.log(
    `\n${words} words: ${Math.round((1000 * words) / wallMs)} words/s, ${Math.round((1000 * words) / cpuMs)} a second of processor`,
  );
  const answer = await translate(isolate, html);
  const seen = await latencies(() => translate(isolate, html));
  await isolate.close();
  const empty = await Isolate.startEmpty();
  const bare = await latencies(() => translate(empty, html, `/?bytes=${Buffer.byteLength(answer)}`));
  await empty.close();
  const row = (name: string, goal: string, taken: readonly number[]) => [
    name,
    goal,
    ms(quantile(taken, 0.5)),
    ms(quantile(taken, 0.99)),
  ];
  printTable(
    ['', 'goal', 'p50', 'p99'],
    [
      row("seen before, from the isolate's memory", '5 ms', seen),
      row('an empty Worker that answers with as many bytes', '', bare),
    ],
  );
}

/** How long each of many requests takes, one after the other. */
async function latencies(request: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < CACHED_REQUESTS; i++) {
    const asked = performance.now();
    await request();
    taken.push(performance.now() - asked);
  }
  return taken;
}

async function benchPlaces(bundle: readonly WorkerModule[]): Promise<void> {
  const rows: string[][] = [];
  for (const place of ['assets', 'bundle', 'r2'] satisfies ModelPlace[]) {
    const isolate = await Isolate.start(bundle, { place });
    await isolate.request('/health');
    const started = isolate.cpuMs();
    await translate(isolate, 'The mayor resigned on Monday.');
    const translated = isolate.cpuMs();
    const { heap, buffers, wasm, uncollected } = await isolate.memory();
    await isolate.close();
    rows.push([place, ms(started), ms(translated), mb(buffers), mb(heap + buffers + wasm), mb(uncollected)]);
  }
  printTable(
    [
      'the model lies in',
      'start, processor',
      'first sentence, processor',
      'buffers',
      'memory',
      'memory before collection',
    ],
    rows,
  );
}

const options = new Command()
  .option('--rounds <n>', 'starts of workerd for each median', count, 3)
  .option('--places', 'compare places for the model’s files')
  .parse()
  .opts<{ rounds: number; places?: true }>();
const folder = await mkdtemp(join(tmpdir(), 'newsglot-edge-'));
try {
  const bundle = await bundleWorker(folder);
  for (const { type, contents } of bundle) console.log(`${type}: ${mb(contents.length)}`);
  if (options.places) await benchPlaces(bundle);
  else {
    await benchTimes(bundle, options.rounds);
    await benchArticle(bundle);
  }
} finally {
  await rm(folder, { recursive: true });
}
