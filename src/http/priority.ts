/**
 * How urgent a request is against others: the header `Priority` of RFC 9218, `u=0` (most urgent) to `u=7`, 3 unless told.
 * @module
 * @see https://www.rfc-editor.org/rfc/rfc9218#name-urgency
 */
import type { Context } from 'hono';

const DEFAULT_URGENCY = 3;

/** A request's share of the engine: 1, and half as much for each step that it is less urgent; more than 1 is not given. */
export function weightOf(c: Context): number {
  const urgency = /(?:^|,)\s*u=([0-7])\s*(?:[,;]|$)/.exec(c.req.header('Priority') ?? '')?.[1];
  return 2 ** Math.min(0, DEFAULT_URGENCY - Number(urgency ?? DEFAULT_URGENCY));
}
