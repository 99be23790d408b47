/**
 * A typed client of the native interface: `import { createClient } from 'newsglot/client'`. It knows every address, what to
 * send to it and what comes back, from the definitions of the routes themselves; at run time it is `hono/client`.
 * @module
 * @see https://hono.dev/docs/guides/rpc
 */
import { hc } from 'hono/client';
import type { nativeRoutes } from './http/native.ts';

/** The native interface as a type. */
export type NativeApi = ReturnType<typeof nativeRoutes>;

/** How a client calls. */
export interface ClientOptions {
  /** An API key. */
  readonly key?: string;
  /** Stands in for the global `fetch`: to retry, to log, or to call an app in the same process. */
  readonly fetch?: typeof fetch;
}

/**
 * Makes a client.
 * @param baseUrl where the service is, e.g. `http://localhost:8787`
 * @example
 * const newsglot = createClient('http://localhost:8787');
 * const response = await newsglot.v1.translate.$post({ json: { content: 'The mayor resigned.', target: 'fr' } });
 * if (response.ok) console.log((await response.json()).content);
 */
export function createClient(baseUrl: string, { key, fetch }: ClientOptions = {}) {
  return hc<NativeApi>(baseUrl, {
    ...(key !== undefined && { headers: { Authorization: `Bearer ${key}` } }),
    ...(fetch && { fetch }),
  });
}

/** A client. */
export type NewsglotClient = ReturnType<typeof createClient>;
