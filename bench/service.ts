/**
 * What the HTTP service costs, over sockets: an article seen before beside an empty route of as many bytes, one edited
 * sentence beside the whole, the event loop under load, and the cold start of the built service.
 *
 * `npm run build && npm run bench:service [-- --seconds N --articles N]`
 * @module
 */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { Command } from 'commander';
import pMap from 'p-map';
import type { Localisation } from '../src/translation/localisation.ts';
import { edit, editionWord, fixtureSentences, page } from './article.ts';
import { count } from './count.ts';
import { median, printTable } from './figures.ts';
import type { ChildReport } from './service-child.ts';

const SEGMENTS = 40;
const CONNECTIONS = 10;

interface Child {
  readonly url: string;
  readonly process: ChildProcess;
}

async function startChild(environment: Record<string, string> = {}): Promise<Child> {
  const child = fork(fileURLToPath(new URL('service-child.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx', '--import', new URL('built.mjs', import.meta.url).href],
    env: { ...process.env, ...environment },
    // Its log goes nowhere, but is written.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { url: message.url, process: child };
}

async function report({ process: child }: Child): Promise<ChildReport> {
  child.send('report');
  return ((await once(child, 'message')) as [ChildReport])[0];
}

const toBody = (content: string) => JSON.stringify({ content, target: 'fr', format: 'html' });

async function post(url: string, content: string): Promise<string> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${url}/v1/translate`, { method: 'POST', headers, body: toBody(content) });
  const answer = await response.text();
  if (!response.ok) throw new Error(`status ${response.status}: ${answer}`);
  return answer;
}

const engineMs = async (url: string, content: string) =>
  (JSON.parse(await post(url, content)) as Localisation).stats.engineMs;

interface Burst {
  readonly perSecond: number;
  /** Microseconds of the server's processor time. */
  readonly cpuPerRequest: number;
  readonly latency: autocannon.Histogram;
}

async function fire(server: Child, content: string, connections: number, seconds: number): Promise<Burst> {
  await report(server);
  const result = await autocannon({
    url: `${server.url}/v1/translate`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: toBody(content),
    connections,
    duration: seconds,
  });
  if (result.non2xx > 0 || result.errors > 0) throw new Error('not every request was answered with 200');
  const { cpuMs } = await report(server);
  return {
    perSecond: result.requests.average,
    cpuPerRequest: (1000 * cpuMs) / result.requests.total,
    latency: result.latency,
  };
}

/** From the start of the process to its first translated sentence, in milliseconds. */
async function coldStart(): Promise<number> {
  const started = performance.now();
  const server = spawn(process.execPath, [fileURLToPath(new URL('../dist/entry/node.js', import.meta.url))], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of server.stdout) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  await post(/http:[^"\s]+/.exec(said)![0], '<p>The mayor resigned on Monday.</p>');
  const taken = performance.now() - started;
  server.kill('SIGTERM');
  await once(server, 'exit');
  return taken;
}

async function measure(options: { seconds: number; articles: number; rounds: number }): Promise<void> {
  const { seconds, articles, rounds } = options;
  const sentences = (await fixtureSentences()).slice(0, SEGMENTS);
  const edition = (word: string) => sentences.map((sentence) => edit(sentence, word));
  const rows: [string, string][] = [];
  const service = await startChild();

  // Engine time of a whole article and of the same with one sentence edited, each article new to the cache.
  await engineMs(service.url, page(sentences));
  const shares: number[] = [];
  const wholes: number[] = [];
  for (let i = 0; i < articles; i++) {
    const whole = edition(editionWord(i));
    const edited = whole.with(
      (i * 7) % whole.length,
      edit(whole[(i * 7) % whole.length]!, editionWord(1000 + i)),
    );
    wholes.push(await engineMs(service.url, page(whole)));
    shares.push(await engineMs(service.url, page(edited)));
  }
  rows.push([`an article of ${SEGMENTS} sentences, engine time`, `${median(wholes).toFixed(0)} ms`]);
  rows.push([
    'one sentence edited, engine time of the whole',
    `${((100 * median(shares)) / median(wholes)).toFixed(1)} %`,
  ]);

  const seen = page(sentences);
  const answer = await post(service.url, seen);
  // The client reads answers as text, which takes it three times as long where there are accents in them.
  const bare = await startChild({ BARE_ANSWER: answer });
  const ascii = await startChild({ BARE_ANSWER: 'x'.repeat(Buffer.byteLength(answer)) });
  const ours: Burst[] = [];
  const theirs: Burst[] = [];
  const inAscii: Burst[] = [];
  for (let round = -1; round < rounds; round++) {
    const bursts = [
      await fire(service, seen, CONNECTIONS, seconds),
      await fire(bare, seen, CONNECTIONS, seconds),
      await fire(ascii, seen, CONNECTIONS, seconds),
    ] as const;
    // The first round warms up.
    if (round < 0) continue;
    ours.push(bursts[0]);
    theirs.push(bursts[1]);
    inAscii.push(bursts[2]);
  }
  const alone = await fire(service, seen, 1, seconds);
  const size = `${CONNECTIONS} clients, ${Buffer.byteLength(answer)} bytes`;
  const figures = (bursts: readonly Burst[]) =>
    `${median(bursts.map((one) => one.perSecond)).toFixed(0)}/s, ${median(bursts.map((one) => one.cpuPerRequest)).toFixed(0)} µs of processor`;
  const share = (of: readonly Burst[], value: (ours: Burst, theirs: Burst) => number) =>
    `${(100 * median(ours.map((one, i) => value(one, of[i]!)))).toFixed(0)} %`;
  rows.push(['seen before, one client, p50 / p99', `${alone.latency.p50} / ${alone.latency.p99} ms`]);
  rows.push([`seen before, ${size}`, figures(ours)]);
  for (const [what, bursts] of [
    ['the same answer', theirs],
    ['as much ASCII', inAscii],
  ] as const) {
    rows.push([`an empty route that returns ${what}`, figures(bursts)]);
    rows.push(['rate beside it', share(bursts, (a, b) => a.perSecond / b.perSecond)]);
    rows.push(['the same by processor time', share(bursts, (a, b) => b.cpuPerRequest / a.cpuPerRequest)]);
  }
  bare.process.disconnect();
  ascii.process.disconnect();

  await report(service);
  const load = Array.from({ length: 2 * articles }, (_, i) => page(edition(editionWord(5000 + i))));
  await pMap(load, (content) => post(service.url, content), { concurrency: CONNECTIONS });
  const { lagP99, rssMb } = await report(service);
  rows.push([
    `${load.length} new articles, ${CONNECTIONS} at a time: event loop late by, p99`,
    `${lagP99.toFixed(1)} ms`,
  ]);
  rows.push(['memory of the process after that', `${rssMb.toFixed(0)} MB`]);
  service.process.disconnect();

  const starts: number[] = [];
  for (let i = 0; i < 5; i++) starts.push(await coldStart());
  rows.push(['cold start to the first translated sentence, median', `${median(starts).toFixed(0)} ms`]);
  printTable(['', ''], rows);
}

await new Command('bench:service')
  .option('--seconds <count>', 'length of each burst of requests', count, 3)
  .option('--rounds <count>', 'bursts', count, 5)
  .option('--articles <count>', 'new articles', count, 20)
  .action(measure)
  .parseAsync();
