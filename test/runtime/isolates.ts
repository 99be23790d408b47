/** Isolates of the Worker beside each other in one workerd: each has its own memory, the bindings are shared. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test';
import { createApp } from '../../src/app.ts';
import { createWorkerServices } from '../../src/entry/services-worker.ts';

/** Sends a request to an isolate. @returns the answer, once all that the request wrote is written. */
export type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** A new isolate. @param bindings stand in place of those of wrangler.toml. */
export function startIsolate(bindings: Readonly<Record<string, unknown>> = {}): Ask {
  const bound = { ...env, ...bindings };
  const app = createApp(createWorkerServices(bound));
  return async (path, init) => {
    const context = createExecutionContext();
    const response = await app.fetch(
      new Request(`http://newsglot.test${path}`, init),
      bound,
      context as never,
    );
    await waitOnExecutionContext(context);
    return response;
  };
}

/** The init of a request that posts JSON. */
export function json(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
