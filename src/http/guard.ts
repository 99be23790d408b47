/**
 * A guard before the service, where the platform has one: turns away callers who send far too much before their requests
 * are read. What a caller may use is for `Accounts` to say, exactly.
 * @module
 */
import type { MiddlewareHandler } from 'hono';
import { NewsglotError } from '../errors.ts';
import type { Services } from '../services.ts';

/** Seconds of the guard's window. */
const WINDOW_S = 60;

/** Asks the guard for every request that may cost something. */
export function guarded(guard: NonNullable<Services['guard']>): MiddlewareHandler {
  return async function guarded(c, next) {
    if (c.req.method === 'POST' && !(await guard(c.req.raw))) {
      throw new NewsglotError('rate_limited', 'too many requests', { retryAfter: WINDOW_S });
    }
    return next();
  };
}
