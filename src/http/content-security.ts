/**
 * What a browser may make of an answer: of an interface for programs, nothing. Pages have a policy of their own, articles a
 * sandbox.
 * @module
 * @see https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
import type { MiddlewareHandler } from 'hono';

/**
 * Sets headers before there is an answer, so that handlers can set others. `hono/secure-headers` sets them afterwards, for
 * which it makes a response object of every answer; that costs as much as the rest of an answer from the cache. There is no
 * `Strict-Transport-Security`: whoever terminates TLS knows whether the whole domain may have it.
 */
export const contentSecurity: MiddlewareHandler = function contentSecurity(c, next) {
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
  return next();
};
