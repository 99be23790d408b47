/**
 * Which scripts of other origins may call the service: all of them unless told otherwise, and always without credentials.
 * A caller has a key, or is anonymous; nothing depends on cookies.
 * @module
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
import type { MiddlewareHandler } from 'hono';
import { cors as honoCors } from 'hono/cors';
import { noteHeader } from './common-headers.ts';

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

/** CORS. Hono's own middleware answers preflight requests; all other answers get what they need at the end. */
export function crossOrigin(allowed: AllowedOrigins): MiddlewareHandler {
  const preflight = honoCors({
    origin: allowed === '*' ? '*' : [...allowed],
    allowMethods: ['GET', 'HEAD', 'POST', 'DELETE'],
    maxAge: 86_400,
  });
  return function crossOrigin(c, next) {
    if (c.req.method === 'OPTIONS') return preflight(c, next);
    const origin = allowed === '*' ? '*' : c.req.header('Origin');
    if (origin !== undefined && (allowed === '*' || allowed.includes(origin))) {
      noteHeader(c, 'Access-Control-Allow-Origin', origin);
      noteHeader(c, 'Access-Control-Expose-Headers', EXPOSED);
    }
    if (allowed !== '*') noteHeader(c, 'Vary', 'Origin');
    return next();
  };
}
