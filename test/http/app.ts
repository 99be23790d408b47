/** The whole app with the real model. */
import { afterAll } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/entry/config.ts';
import { createServerServices } from '../../src/entry/jobs-node.ts';
import type { Log } from '../../src/telemetry/log.ts';
import { noMetrics } from '../../src/telemetry/metrics.ts';

/** Builds the app, once per test file; `environment` holds settings as an operator would give them. */
export async function startApp(environment: Record<string, string> = {}) {
  const opened = await openApp(environment);
  afterAll(() => opened.close());
  return opened;
}

/** An app that its test closes itself. */
export async function openApp(environment: Record<string, string> = {}) {
  const faults: unknown[] = [];
  const log: Log = { write: (_, message, facts) => void (message === 'fault' && faults.push(facts)) };
  const services = await createServerServices(readConfig(environment), { log, metrics: noMetrics });
  const app = createApp(services);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { app, post, faults, close: services.close };
}
