/**
 * Reading LibreTranslate's request fields, with its words for what is wrong with them.
 * @module
 */
import type { Context } from 'hono';
import type { Format } from '../../document/document.ts';
import { NewsglotError } from '../../errors.ts';
import { type LanguageCode, parseLanguage } from '../../language/codes.ts';
import type { Limits } from '../../services.ts';
import { type Fields, queryFields, readBodyFields } from '../fields.ts';

/** Longest stretch of a field's value that an error quotes, in UTF-16 code units. */
const QUOTED = 40;

/**
 * The fields of a request: those of the query string, and over them those of the body. Unknown ones are let be.
 * @throws NewsglotError `unsupported_media_type` for a body that cannot be read where the query has nothing to say.
 */
export async function readFields(c: Context): Promise<Fields> {
  const query = queryFields(c);
  const body = await readBodyFields(c);
  if (body) return { ...query, ...body };
  if (Object.keys(query).length > 0 || c.req.header('Content-Type') === undefined) return query;
  throw new NewsglotError('unsupported_media_type', 'Content-Type must be application/json or a form');
}

/** Refuses requests that lack one of `names`. An empty text or list is none. */
export function requireFields(fields: Fields, names: readonly string[]): void {
  for (const name of names) {
    const value = fields[name];
    if (
      value === undefined ||
      value === null ||
      value === '' ||
      (Array.isArray(value) && value.length === 0)
    ) {
      throw invalid(name, `Invalid request: missing ${name} parameter`);
    }
  }
}

/** The key of a request, unless it comes in a header. */
export function readKey({ api_key: key }: Fields): string | undefined {
  return typeof key === 'string' && key !== '' ? key : undefined;
}

/** A field that must be a text. */
export function textField(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string') return value;
  throw invalid(name, `Invalid request: ${name} parameter is not a string`);
}

/** The texts of `q`, and whether they came as an array, as which the answer then goes back. */
export interface Texts {
  readonly texts: readonly string[];
  readonly shape: 'one' | 'array';
}

/** Reads `q` and holds it to the limits of a batch. */
export function readTexts(fields: Fields, { texts: mostTexts, characters: most }: Limits): Texts {
  const { q } = fields;
  const texts: unknown[] = Array.isArray(q) ? q : [q];
  if (!texts.every((text) => typeof text === 'string')) {
    throw invalid('q', 'Invalid request: q parameter is not a string or an array of strings');
  }
  if (texts.length > mostTexts) throw tooMuch(texts.length, mostTexts);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > most) throw tooMuch(characters, most);
  return { texts, shape: Array.isArray(q) ? 'array' : 'one' };
}

/** Reads a language code, in any case. */
export function readLanguage(fields: Fields, name: string, known: readonly LanguageCode[]): LanguageCode {
  const tag = textField(fields, name);
  const code = parseLanguage(tag);
  if (code && known.includes(code)) return code;
  throw new NewsglotError('unsupported_language', `${tag.slice(0, QUOTED)} is not supported`, {
    param: name,
  });
}

/** Reads `format`; text unless it is stated. */
export function readFormat(fields: Fields): Format {
  const { format } = fields;
  if (format === undefined || format === null || format === '' || format === 'text') return 'text';
  if (format === 'html') return 'html';
  const stated = textField(fields, 'format');
  throw new NewsglotError('unsupported_format', `${stated.slice(0, QUOTED)} format is not supported`, {
    param: 'format',
  });
}

/** Reads `alternatives`, a count from 0. */
export function readAlternatives(fields: Fields): number {
  const { alternatives } = fields;
  if (alternatives === undefined || alternatives === null || alternatives === '') return 0;
  const count = typeof alternatives === 'string' ? Number(alternatives) : alternatives;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 0) return count;
  throw invalid('alternatives', 'Invalid request: alternatives parameter is not a number');
}

function invalid(param: string, message: string): NewsglotError {
  return new NewsglotError('invalid_request', message, { param });
}

function tooMuch(size: number, limit: number): NewsglotError {
  return new NewsglotError(
    'content_too_large',
    `Invalid request: request (${size}) exceeds text limit (${limit})`,
    { param: 'q' },
  );
}
