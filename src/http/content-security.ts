/**
 * What a browser may make of an answer: of an interface for programs, nothing. Pages have a policy of their own, articles a
 * sandbox.
 * @module
 * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
import type { MiddlewareHandler } from 'hono';
import { noteHeader } from './common-headers.ts';

/**
 * Notes what answers state that state nothing else. `hono/secure-headers` makes a response object of every answer, which costs
 * as much as the rest of an answer from the cache. There is no `Strict-Transport-Security`: whoever terminates TLS knows
 * whether the whole domain may have it.
 */
export const contentSecurity: MiddlewareHandler = function contentSecurity(c, next) {
  noteHeader(c, 'X-Content-Type-Options', 'nosniff');
  noteHeader(c, 'Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  return next();
};
