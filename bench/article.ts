/**
 * What an article costs: the first time, again, and with one sentence edited; beside an empty route of as many bytes.
 * usage: npm run bench:article
 */
import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/entry/config.ts';
import { createNodeServices } from '../src/entry/services-node.ts';
import type { Localisation } from '../src/translation/localisation.ts';

const ROUNDS = 300;
const EDIT_WORDS = [
  'now',
  'already',
  'slowly',
  'quietly',
  'often',
  'never',
  'again',
  'nearly',
  'also',
  'only',
];

const started = performance.now();
const services = await createNodeServices(readConfig({}));
const app = createApp(services);
const page = await readFile(new URL('../test/fixtures/one-language-en.html', import.meta.url), 'utf8');

async function localise(content: string): Promise<Localisation> {
  const body = JSON.stringify({ content, target: 'fr', format: 'html' });
  // As over a socket: without a length, the body would be counted while it streams.
  const length = String(Buffer.byteLength(body));
  const response = await app.request('/v1/translate', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Length': length },
    body,
  });
  return (await response.json()) as Localisation;
}

await localise('<p>The mayor resigned on Monday.</p>');
const coldStart = performance.now() - started;
const whole = await localise(page);
const body = JSON.stringify(whole);
const bare = new Hono().post('/', (c) => c.body(body, 200, { 'Content-Type': 'application/json' }));

const edited: number[] = [];
for (let i = 0; i < EDIT_WORDS.length; i++) {
  const { stats } = await localise(page.replace('They have moved', `They have ${EDIT_WORDS[i]} moved`));
  edited.push(stats.engineMs);
}
const seen = await times(ROUNDS, () => localise(page));
const empty = await times(ROUNDS, async () => {
  const response = await bare.request('/', { method: 'POST', body: JSON.stringify({ content: page }) });
  await response.json();
});

const { segments, translated, engineMs, totalMs } = whole.stats;
const row = (name: string, value: string) => console.log(`${name.padEnd(58)} ${value}`);
row('services loaded and one sentence translated', `${coldStart.toFixed(0)} ms`);
row(
  `whole article, ${segments} segments, ${translated} translated`,
  `${totalMs.toFixed(0)} ms, engine ${engineMs.toFixed(0)} ms`,
);
row(
  'one sentence edited, median engine time of the whole',
  `${((100 * median(edited)) / engineMs).toFixed(1)} %`,
);
row('seen before, p50 / p99', `${median(seen).toFixed(2)} / ${quantile(seen, 0.99).toFixed(2)} ms`);
row(
  'rate beside an empty route returning as many bytes',
  `${((100 * mean(empty)) / mean(seen)).toFixed(0)} %`,
);
await services.close();

async function times(rounds: number, work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const before = performance.now();
    await work();
    taken.push(performance.now() - before);
  }
  return taken;
}

function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))]!;
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
