/** The whole app with the real model. */
import { afterAll } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/entry/config.ts';
import { createServerServices } from '../../src/entry/jobs-node.ts';

/** Builds the app, once per test file; `environment` holds settings as an operator would give them. */
export async function startApp(environment: Record<string, string> = {}) {
  const opened = await openApp(environment);
  afterAll(() => opened.close());
  return opened;
}

/** An app that its test closes itself. */
export async function openApp(environment: Record<string, string> = {}) {
  const faults: unknown[] = [];
  const services = await createServerServices(readConfig(environment), (error) => faults.push(error));
  const app = createApp(services);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { app, post, faults, close: services.close };
}
