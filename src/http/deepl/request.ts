/**
 * The fields of `POST /v2/translate`.
 * @module
 * @see https://developers.deepl.com/api-reference/translate
 */
import { z } from '@hono/zod-openapi';
import { NewsglotError } from '../../errors.ts';

/** Most texts of one request. */
const MAX_TEXTS = 50;

/** A truth value of JSON, or of a form (`1`, `0`). */
const flag = z
  .union([z.boolean(), z.literal([0, 1]).transform(Boolean), z.stringbool()])
  .openapi({ type: 'boolean' });
/** Names of elements, in an array or joined by commas. */
const names = z
  .union([z.string(), z.array(z.string())])
  .transform((list) => (typeof list === 'string' ? list.split(',') : list).map((name) => name.trim()))
  .pipe(z.array(z.string().max(100)).max(1000))
  .transform((list) => list.filter((name) => name !== ''));

/** The shape of a request. */
export const translateRequest = z
  .object({
    text: z
      .union([z.string().transform((text) => [text]), z.array(z.string())], 'a string or an array of strings')
      .refine((texts) => texts.length > 0, "Parameter 'text' not specified.")
      .refine((texts) => texts.length <= MAX_TEXTS, `at most ${MAX_TEXTS} texts`)
      .openapi({
        type: 'array',
        items: { type: 'string' },
        minItems: 1,
        maxItems: MAX_TEXTS,
        description: 'Every text is translated and detected on its own.',
        example: ['The mayor resigned on Monday.'],
      }),
    target_lang: z
      .string("Parameter 'target_lang' not specified.")
      .openapi({ description: 'Variants such as `EN-GB` are read as their language.', example: 'FR' }),
    source_lang: z.string().optional().openapi({ example: 'EN' }),
    // Helps DeepL to choose between meanings; the models here read one sentence at a time.
    context: z.string().optional().openapi({ description: 'Changes nothing.' }),
    show_billed_characters: flag.optional(),
    // How texts are split follows from their format; what stands between sentences is kept in every case.
    split_sentences: z
      .union([z.enum(['0', '1', 'nonewlines']), z.literal([0, 1])])
      .optional()
      .openapi({ description: 'Changes nothing.' }),
    preserve_formatting: flag.optional().openapi({ description: 'Changes nothing.' }),
    formality: z
      .enum(['default', 'more', 'less', 'prefer_more', 'prefer_less'])
      .optional()
      .openapi({ description: '`more` and `less` are refused; a mere preference changes nothing.' }),
    glossary_id: z.string().optional().openapi({ description: 'Needs `source_lang`.' }),
    tag_handling: z.enum(['xml', 'html']).optional(),
    tag_handling_version: z.enum(['v1', 'v2']).optional().openapi({ description: 'Changes nothing.' }),
    outline_detection: flag.optional().openapi({
      description: '`false`: of the elements of XML only those in `splitting_tags` part texts.',
      default: true,
    }),
    non_splitting_tags: names.optional().openapi({ description: 'Elements at which no sentence is cut.' }),
    splitting_tags: names.optional().openapi({ description: 'Elements that no sentence reaches across.' }),
    ignore_tags: names.optional().openapi({ description: 'Elements whose text is left as it is.' }),
    model_type: z
      .enum(['quality_optimized', 'latency_optimized', 'prefer_quality_optimized'])
      .optional()
      .openapi({ description: 'Changes nothing.' }),
  })
  .openapi('DeeplTranslateRequest');

/** A request as it is understood. */
export type DeeplTranslateRequest = z.output<typeof translateRequest>;

/**
 * Refuses what no model here can do, and a glossary of no language.
 * @throws NewsglotError `invalid_request`
 */
export function requireSupported({ formality, glossary_id, source_lang }: DeeplTranslateRequest): void {
  if (formality === 'more' || formality === 'less') {
    throw new NewsglotError('invalid_request', "'formality' is not supported for given 'target_lang'.", {
      param: 'formality',
    });
  }
  if (glossary_id !== undefined && source_lang === undefined) {
    throw new NewsglotError('invalid_request', "'source_lang' is required with 'glossary_id'.", {
      param: 'source_lang',
    });
  }
}
