/**
 * Request bodies: read once, bounded, decoded strictly.
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit as honoBodyLimit } from 'hono/body-limit';
import { NewsglotError } from '../errors.ts';
import { respondWithError } from './errors.ts';

/** Refuses bodies over `maxBytes`, counted while they stream in. */
export function bodyLimit(maxBytes: number): MiddlewareHandler {
  return honoBodyLimit({
    maxSize: maxBytes,
    onError: (c) =>
      respondWithError(
        c,
        new NewsglotError('content_too_large', `the body is larger than ${maxBytes} bytes`),
      ),
  });
}

/** The media type of a request in lower case without parameters, and its charset (`utf-8` unless stated). */
export function mediaType(c: Context): { readonly type: string; readonly charset: string } {
  const header = c.req.header('Content-Type') ?? '';
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim());
  const charset = parameters
    .map((p) => /^charset="?([^"]+)"?$/i.exec(p)?.[1])
    .find((found) => found !== undefined);
  return { type: type.toLowerCase(), charset: (charset ?? 'utf-8').toLowerCase() };
}

/**
 * The body as JSON.
 * @throws NewsglotError `invalid_json`
 */
export async function readJson(c: Context): Promise<unknown> {
  const text = decode(await c.req.arrayBuffer(), 'utf-8', 'strip-bom');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new NewsglotError('invalid_json', 'the body is not valid JSON');
  }
}

/**
 * The body as text, a byte order mark included.
 * @throws NewsglotError `unsupported_media_type` for a charset that is not known, `invalid_request` for bytes that are not in it.
 */
export async function readText(c: Context, charset: string): Promise<string> {
  return decode(await c.req.arrayBuffer(), charset, 'keep-bom');
}

function decode(bytes: ArrayBuffer, charset: string, bom: 'keep-bom' | 'strip-bom'): string {
  let decoder: TextDecoder;
  try {
    decoder = new TextDecoder(charset, { fatal: true, ignoreBOM: bom === 'keep-bom' });
  } catch {
    throw new NewsglotError('unsupported_media_type', 'the charset of the body is not supported');
  }
  try {
    return decoder.decode(bytes);
  } catch {
    throw new NewsglotError('invalid_request', 'the body is not text in its charset');
  }
}
