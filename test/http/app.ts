/** The whole app with the real model, once per test file. */
import { afterAll } from 'vitest';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/entry/config.ts';
import { createNodeServices } from '../../src/entry/services-node.ts';

/** Builds the app; `environment` holds settings as an operator would give them. */
export async function startApp(environment: Record<string, string> = {}) {
  const faults: unknown[] = [];
  const services = await createNodeServices(readConfig(environment), (error) => faults.push(error));
  afterAll(() => services.close());
  const app = createApp(services);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return { app, post, faults };
}
