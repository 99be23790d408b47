/**
 * Which scripts of other origins may call the service: all of them unless told otherwise, and always without credentials.
 * A caller has a key, or is anonymous; nothing depends on cookies.
 * @module
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
import type { Context, MiddlewareHandler } from 'hono';
import { cors as honoCors } from 'hono/cors';

/** Origins whose scripts may call; `*` for all. */
export type AllowedOrigins = '*' | readonly string[];

/** Response headers that scripts of other origins may read. */
const EXPOSED = [
  'Content-Language',
  'Content-Location',
  'ETag',
  'Retry-After',
  'Server-Timing',
  'X-Request-Id',
  'X-Trace-ID',
].join(',');

/**
 * CORS. Hono's own middleware answers preflight requests; on all others it would make a response object before there is a
 * response, which costs as much as the rest of an answer from the cache.
 */
export function crossOrigin(allowed: AllowedOrigins): MiddlewareHandler {
  const preflight = honoCors({
    origin: allowed === '*' ? '*' : [...allowed],
    allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
    maxAge: 86_400,
  });
  const allow = (c: Context, origin: string) => {
    c.header('Access-Control-Allow-Origin', origin);
    c.header('Access-Control-Expose-Headers', EXPOSED);
  };
  if (allowed === '*') {
    return function anyOrigin(c, next) {
      if (c.req.method === 'OPTIONS') return preflight(c, next);
      allow(c, '*');
      return next();
    };
  }
  return async function crossOrigin(c, next) {
    if (c.req.method === 'OPTIONS') return preflight(c, next);
    const origin = c.req.header('Origin');
    if (origin !== undefined && allowed.includes(origin)) allow(c, origin);
    await next();
    // Last, since handlers state what their own answers vary by.
    c.header('Vary', 'Origin', { append: true });
  };
}
