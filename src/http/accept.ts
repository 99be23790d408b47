/**
 * Content negotiation.
 * @module
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-accept
 */
import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';

/** Whether the client names `type` in its `Accept` and nothing that it likes better; wildcards do not name it. */
export function wants(c: Context, type: string): boolean {
  const accepted = parseAccept(c.req.header('Accept') ?? '').filter(({ q }) => q > 0);
  const named = accepted.find((accept) => accept.type.toLowerCase() === type);
  return named !== undefined && accepted.every(({ q }) => q <= named.q);
}
