/**
 * Scripts of every origin may call the service, without credentials.
 * @module
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/**
 * CORS for every origin. Hono's own middleware answers preflight requests; on all others it would make a response object
 * before there is a response, which costs as much as the rest of an answer from the cache.
 */
export function openCors(exposeHeaders: readonly string[]): MiddlewareHandler {
  const preflight = cors({ maxAge: 86_400 });
  const exposed = exposeHeaders.join(',');
  return async function openCors(c, next) {
    if (c.req.method === 'OPTIONS') return preflight(c, next);
    c.header('Access-Control-Allow-Origin', '*');
    c.header('Access-Control-Expose-Headers', exposed);
    return next();
  };
}
