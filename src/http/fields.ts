/**
 * Request fields of the compatible surfaces, which take them as JSON, as a form or from the query string.
 * @module
 */
import type { Context } from 'hono';
import { NewsglotError } from '../errors.ts';
import { mediaType, readJson, readText } from './body.ts';

/** Fields by name, not checked yet: any JSON value, or strings (several in an array) and files of a form. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * The fields of a body.
 * @returns `undefined` when its media type is neither JSON nor a form.
 * @throws NewsglotError `invalid_json` for JSON that is no object, `invalid_request` for a broken form.
 */
export async function readBodyFields(c: Context): Promise<Fields | undefined> {
  const { type } = mediaType(c);
  if (type === 'application/json' || /^application\/[^/]+\+json$/.test(type)) {
    const value = await readJson(c);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
    throw new NewsglotError('invalid_json', 'the body must be a JSON object');
  }
  if (type === 'application/x-www-form-urlencoded')
    return gather(new URLSearchParams(await readText(c, 'utf-8')));
  if (type === 'multipart/form-data') return gather(await readMultipart(c));
  return undefined;
}

/** The fields of the query string. */
export function queryFields(c: Context): Fields {
  return gather(new URL(c.req.url).searchParams);
}

async function readMultipart(c: Context): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch (cause) {
    throw new NewsglotError('invalid_request', 'the body is not valid multipart/form-data', { cause });
  }
}

function gather(entries: Iterable<[string, unknown]>): Fields {
  const fields = new Map<string, unknown>();
  for (const [name, value] of entries) {
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else fields.set(name, [before, value]);
  }
  return Object.fromEntries(fields);
}
