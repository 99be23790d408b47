/**
 * The fields of `POST /v2/translate`.
 * @module
 * @see https://developers.deepl.com/api-reference/translate
 */
import { z } from 'zod';
import { NewsglotError } from '../../errors.ts';
import type { Fields } from '../fields.ts';
import { check } from '../schemas.ts';

/** Most texts of one request. */
const MAX_TEXTS = 50;

/** A truth value of JSON, or of a form (`1`, `0`). */
const flag = z.union([z.boolean(), z.literal([0, 1]).transform(Boolean), z.stringbool()]);
/** Names of elements, in an array or joined by commas. */
const names = z
  .union([z.string(), z.array(z.string())])
  .transform((list) => (typeof list === 'string' ? list.split(',') : list).map((name) => name.trim()))
  .pipe(z.array(z.string().max(100)).max(1000))
  .transform((list) => list.filter((name) => name !== ''));

const fields = z.object({
  text: z
    .union([z.string().transform((text) => [text]), z.array(z.string())], 'a string or an array of strings')
    .refine((texts) => texts.length > 0, "Parameter 'text' not specified.")
    .refine((texts) => texts.length <= MAX_TEXTS, `at most ${MAX_TEXTS} texts`),
  target_lang: z.string("Parameter 'target_lang' not specified."),
  source_lang: z.string().optional(),
  // Helps DeepL to choose between meanings; the models here read one sentence at a time.
  context: z.string().optional(),
  show_billed_characters: flag.optional(),
  // How texts are split follows from their format; what stands between sentences is kept in every case.
  split_sentences: z.union([z.enum(['0', '1', 'nonewlines']), z.literal([0, 1])]).optional(),
  preserve_formatting: flag.optional(),
  formality: z.enum(['default', 'more', 'less', 'prefer_more', 'prefer_less']).optional(),
  glossary_id: z.string().optional(),
  tag_handling: z.enum(['xml', 'html']).optional(),
  tag_handling_version: z.enum(['v1', 'v2']).optional(),
  outline_detection: flag.optional(),
  non_splitting_tags: names.optional(),
  splitting_tags: names.optional(),
  ignore_tags: names.optional(),
  model_type: z.enum(['quality_optimized', 'latency_optimized', 'prefer_quality_optimized']).optional(),
});

/** A request as it is understood. */
export type DeeplTranslateRequest = z.output<typeof fields>;

/**
 * Reads a request. Fields that are not known, `null` or empty are let be.
 * @throws NewsglotError `invalid_request`
 */
export function readTranslateRequest(given: Fields): DeeplTranslateRequest {
  const request = check(
    fields,
    Object.fromEntries(
      Object.entries(given).filter(([name, value]) => value !== null && (value !== '' || name === 'text')),
    ),
  );
  if (request.formality === 'more' || request.formality === 'less') {
    throw new NewsglotError('invalid_request', "'formality' is not supported for given 'target_lang'.", {
      param: 'formality',
    });
  }
  if (request.glossary_id !== undefined && request.source_lang === undefined) {
    throw new NewsglotError('invalid_request', "'source_lang' is required with 'glossary_id'.", {
      param: 'source_lang',
    });
  }
  return request;
}
