/**
 * Request bodies: read once, bounded, decoded strictly.
 * @module
 */
import type { z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit as honoBodyLimit } from 'hono/body-limit';
import { NewsglotError } from '../errors.ts';
import { check } from './check.ts';
import { contentCoding, type Decompressors, STANDARD_CODINGS, unfolded } from './content-coding.ts';
import { respondWithError } from './errors.ts';
import { mendWindows1252 } from './windows-1252.ts';

/**
 * Refuses bodies over `maxBytes`: by their stated length, to which HTTP holds them, or else counted while they stream in;
 * compressed ones both as they come and as they unfold. What is not counted is not touched either, since that would cost a
 * stream and a `Request` on Node.
 */
export function bodyLimit(maxBytes: number, codings: Decompressors = STANDARD_CODINGS): MiddlewareHandler {
  const tooLarge = () => new NewsglotError('content_too_large', `the body is larger than ${maxBytes} bytes`);
  const refuse = (c: Context) => respondWithError(c, tooLarge());
  const counted = honoBodyLimit({ maxSize: maxBytes, onError: refuse });
  return function bodyLimit(c, next) {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const length = c.req.header('Content-Length');
    if (length !== undefined && Number(length) > maxBytes) return Promise.resolve(refuse(c));
    const coding = contentCoding(c);
    if (coding !== undefined)
      return unfolded(c, coding, { codings, maxBytes, tooLarge }, () => counted(c, next));
    if (length === undefined || c.req.header('Transfer-Encoding') !== undefined) return counted(c, next);
    return next();
  };
}

/** The media type of a request in lower case without parameters, and its charset (`utf-8` unless stated). */
export function mediaType(c: Context): { readonly type: string; readonly charset: string } {
  const header = c.req.header('Content-Type') ?? '';
  if (!header.includes(';')) return { type: header.trim().toLowerCase(), charset: 'utf-8' };
  const [type = '', ...parameters] = header.split(';').map((part) => part.trim());
  const charset = parameters
    .map((p) => /^charset="?([^"]+)"?$/i.exec(p)?.[1])
    .find((found) => found !== undefined);
  return { type: type.toLowerCase(), charset: (charset ?? 'utf-8').toLowerCase() };
}

/**
 * The body as JSON.
 * @throws NewsglotError as {@link readJsonText} and {@link parseJson}.
 */
export async function readJson(c: Context): Promise<unknown> {
  return parseJson(await readJsonText(c));
}

/**
 * Reads a body that must be JSON, and checks it.
 * @throws NewsglotError `unsupported_media_type`; as {@link readJson} and `check`.
 */
export async function readJsonRequest<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  if (mediaType(c).type === 'application/json') return check(schema, await readJson(c));
  throw new NewsglotError('unsupported_media_type', 'Content-Type must be application/json');
}

/**
 * The text of a JSON body.
 * @throws NewsglotError `invalid_request` for bytes that are not UTF-8.
 */
export async function readJsonText(c: Context): Promise<string> {
  return decodeJsonText(await c.req.arrayBuffer());
}

/**
 * The text of the bytes of a JSON body.
 * @throws NewsglotError `invalid_request` for bytes that are not UTF-8.
 */
export function decodeJsonText(bytes: ArrayBuffer): string {
  return decode(bytes, jsonDecoder);
}

/**
 * Parses a JSON body.
 * @throws NewsglotError `invalid_json`
 */
export function parseJson(text: string): unknown {
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
  const decoder = decoderOf(charset);
  const text = decode(await c.req.arrayBuffer(), decoder);
  return decoder.encoding === 'windows-1252' ? mendWindows1252(text) : text;
}

const jsonDecoder = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: ArrayBuffer, decoder: TextDecoder): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new NewsglotError('invalid_request', 'the body is not text in its charset');
  }
}

function decoderOf(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  } catch {
    throw new NewsglotError('unsupported_media_type', 'the charset of the body is not supported');
  }
}
