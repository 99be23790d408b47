/**
 * Headers that all answers have: the id of the request, what scripts of other origins may do, what a browser may make of the
 * answer. They are noted on a request's way in, as plain data, and put on its answer at the end.
 *
 * Hono's `c.header` gathers headers in a `Headers`, which on Node costs half as much as the rest of an answer from the cache;
 * an object is written as it is. Hence {@link answer}, for what is answered often.
 * @module
 */
import type { Context } from 'hono';

interface CommonHeaders {
  readonly headers: Record<string, string>;
  /** An answer that has them already. */
  complete?: Response;
}

declare module 'hono' {
  interface ContextVariableMap {
    common: CommonHeaders;
  }
}

/**
 * Notes a header of the answer, whoever gives it; nothing where it has no value. An answer that states the header itself has
 * its own. What it varies by is added.
 */
export function noteHeader(c: Context, name: string, value: string | undefined): void {
  if (value !== undefined) commonOf(c).headers[name] = value;
}

/** An answer with these headers and those that were noted. What was set with `c.header` is not heeded. */
export function answer(
  c: Context,
  body: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Response {
  const common = commonOf(c);
  // One by one: to spread two objects into a third takes ten times as long.
  for (const name in headers) common.headers[name] = headers[name] as string;
  common.complete = new Response(body, { status: 200, headers: common.headers });
  return common.complete;
}

/** Puts the headers that were noted on the answer. */
export function completeHeaders(c: Context): void {
  const { headers, complete } = commonOf(c);
  const { res } = c;
  if (res === complete) return;
  for (const [name, value] of Object.entries(headers)) {
    if (name === 'Vary') res.headers.append(name, value);
    else if (!res.headers.has(name)) res.headers.set(name, value);
  }
}

function commonOf(c: Context): CommonHeaders {
  const known: CommonHeaders | undefined = c.get('common');
  if (known) return known;
  const common: CommonHeaders = { headers: {} };
  c.set('common', common);
  return common;
}
