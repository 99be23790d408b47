/**
 * Shapes of LibreTranslate's requests, with its words for what is wrong with them.
 * @module
 */
import { z } from '@hono/zod-openapi';

/** Longest stretch of a field's value that an error quotes, in UTF-16 code units. */
export const QUOTED = 40;

/** The error of a field that is missing, `null` or empty, or else of another type. */
const wording = (name: string, type: string) => (input: unknown) =>
  input === undefined || input === null || input === '' || (Array.isArray(input) && input.length === 0)
    ? `Invalid request: missing ${name} parameter`
    : `Invalid request: ${name} parameter is not ${type}`;

function required(name: string) {
  const word = wording(name, 'a string');
  return z.string({ error: ({ input }) => word(input) }).min(1, word(''));
}

const text = wording('q', 'a string or an array of strings');
const q = z
  .union([
    z.string({ error: ({ input }) => text(input) }).min(1, text('')),
    z
      .array(z.string({ error: ({ input }) => text(input ?? {}) }), { error: ({ input }) => text(input) })
      .min(1, text([])),
  ])
  .openapi({ description: 'One text, or several.', example: ['The mayor resigned.', 'Lire la suite'] });
// Read before the rest is checked, so that who may not ask learns nothing else.
const api_key = z
  .unknown()
  .optional()
  .openapi({ type: 'string', description: 'The key, unless it is in a header.' });
/** `null` and the empty text stand for a field that is not there. */
const absent = z.union([z.null(), z.literal('')]).transform(() => undefined);
const format = z
  .union([
    z.enum(['text', 'html'], {
      error: ({ input }) =>
        typeof input === 'string'
          ? `${input.slice(0, QUOTED)} format is not supported`
          : wording('format', 'a string')(input),
    }),
    absent,
  ])
  .optional()
  .transform((stated) => stated ?? 'text')
  .openapi({ type: 'string', enum: ['text', 'html'], default: 'text' });

const NOT_A_NUMBER = 'Invalid request: alternatives parameter is not a number';

/** Body or query of `POST /translate`. */
export const translateRequest = z
  .object({
    q,
    source: required('source').openapi({ description: 'A language, or `auto`.', example: 'auto' }),
    target: required('target').openapi({ example: 'fr' }),
    format,
    alternatives: z
      .union([
        z.int(NOT_A_NUMBER).min(0, NOT_A_NUMBER),
        absent,
        z.string().regex(/^\d+$/, NOT_A_NUMBER).transform(Number),
      ])
      .optional()
      .transform((stated) => stated ?? 0)
      .openapi({ type: 'integer', minimum: 0, default: 0 }),
    api_key,
  })
  .openapi('LibreTranslateRequest');

/** Body or query of `POST /detect`. */
export const detectRequest = z.object({ q, format, api_key }).openapi('LibreDetectRequest');
