/**
 * Content negotiation.
 * @module
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-accept
 */
import type { Context } from 'hono';
import { parseAccept } from 'hono/utils/accept';

/** Whether the client names `type` in its `Accept` and nothing that it likes better; wildcards do not name it. */
export function wants(c: Context, type: string): boolean {
  return isWanted(c.req.header('Accept'), type);
}

/** As {@link wants}, of the header's value. */
export function isWanted(accept: string | null | undefined, type: string): boolean {
  // Most requests do not name it at all.
  if (!accept?.toLowerCase().includes(type)) return false;
  const accepted = parseAccept(accept).filter(({ q }) => q > 0);
  const named = accepted.find((one) => one.type.toLowerCase() === type);
  return named !== undefined && accepted.every(({ q }) => q <= named.q);
}
