/**
 * Compressed request bodies.
 * @module
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-content-encoding
 */
import type { Context } from 'hono';
import { NewsglotError } from '../errors.ts';

/** Takes compressed bytes in and gives what they unfold to, no faster than it is read. */
export type Decompressor = ReadableWritablePair<Uint8Array, Uint8Array>;

/** Makes decompressors, by content coding in lower case. */
export type Decompressors = ReadonlyMap<string, () => Decompressor>;

const standard = (format: CompressionFormat) => () => new DecompressionStream(format) as Decompressor;

/** What every runtime reads. */
export const STANDARD_CODINGS: Decompressors = new Map([
  ['gzip', standard('gzip')],
  ['x-gzip', standard('gzip')],
  ['deflate', standard('deflate')],
]);

/** How a body is read, and how much of it. */
interface Bounds {
  readonly codings: Decompressors;
  readonly maxBytes: number;
  readonly tooLarge: () => NewsglotError;
}

/** The content coding of a request in lower case; `undefined` for a body that is as it is. */
export function contentCoding(c: Context): string | undefined {
  const coding = c.req.header('Content-Encoding')?.trim().toLowerCase();
  return coding === '' || coding === 'identity' ? undefined : coding;
}

/**
 * Has a body read decompressed. Its compressed form is counted here; `read` counts what it unfolds to.
 * @throws NewsglotError `unsupported_media_type` for a coding that is not known, or several; `content_too_large`;
 * `invalid_request` for a body that is not in its coding.
 */
export async function unfolded<T>(
  c: Context,
  coding: string,
  { codings, maxBytes, tooLarge }: Bounds,
  read: () => Promise<T>,
): Promise<T> {
  const stream = codings.get(coding)?.();
  if (!stream) {
    c.header('Accept-Encoding', [...codings.keys()].filter((name) => !name.startsWith('x-')).join(', '));
    throw new NewsglotError('unsupported_media_type', 'the Content-Encoding is not supported');
  }
  const { body, headers: stated, url, method, signal } = c.req.raw;
  if (!body) return read();
  const headers = new Headers(stated);
  for (const name of ['Content-Encoding', 'Content-Length']) headers.delete(name);
  const ending = new AbortController();
  let size = 0;
  const counting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      size += chunk.length;
      if (size > maxBytes) controller.error(tooLarge());
      else controller.enqueue(chunk);
    },
  });
  const whole = body.pipeThrough(counting, { signal: ending.signal }).pipeThrough(stream);
  // A stream as a body asks for `duplex`, which TypeScript's library lacks.
  const init: RequestInit & { readonly duplex: 'half' } = {
    method,
    headers,
    signal,
    body: whole,
    duplex: 'half',
  };
  c.req.raw = new Request(url, init);
  try {
    return await read();
  } catch (cause) {
    if (size > maxBytes) throw tooLarge();
    throw new NewsglotError('invalid_request', `the body is not valid ${coding}`, { cause });
  } finally {
    // Nothing more is wanted of a body that was refused in the midst of it.
    ending.abort();
  }
}
