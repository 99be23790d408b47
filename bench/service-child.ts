/**
 * A server in a process of its own, for `service.ts`: the service, or an empty route that returns what it is told. Tells its
 * parent where it listens, and answers each message with what happened since the last one.
 * @module
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readConfig } from '../src/entry/config.ts';
import { startServer } from '../src/entry/node.ts';
import { openLog } from '../src/telemetry/pino-log.ts';
import { createPrometheus } from '../src/telemetry/prometheus.ts';

/** What a child says of itself. */
export interface ChildReport {
  /** Milliseconds by which timers were late, 99th percentile. */
  readonly lagP99: number;
  /** Milliseconds of processor time. */
  readonly cpuMs: number;
  readonly rssMb: number;
  readonly heapMb: number;
}

const { BARE_ANSWER } = process.env;
const url = BARE_ANSWER === undefined ? await service() : await bare(BARE_ANSWER);
const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.send!({ url });
let cpu = process.cpuUsage();
process.on('message', () => {
  const { user, system } = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const report: ChildReport = {
    lagP99: delay.percentile(99) / 1e6 - RESOLUTION_MS,
    cpuMs: (user + system) / 1000,
    rssMb: rss / 2 ** 20,
    heapMb: heapUsed / 2 ** 20,
  };
  process.send!(report);
  delay.reset();
});
process.on('disconnect', () => process.exit());

/** The service as it is run, log and metrics included. */
async function service(): Promise<string> {
  const log = await openLog({ level: 'info', format: 'json' });
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1' });
  return (await startServer(config, { log, metrics: createPrometheus() })).url;
}

async function bare(answer: string): Promise<string> {
  const body = new TextEncoder().encode(answer);
  const app = new Hono().post('/v1/translate', (c) =>
    c.body(body, 200, { 'Content-Type': 'application/json' }),
  );
  return new Promise((resolve) => {
    serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
}
