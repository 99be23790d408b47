/**
 * Shapes of native requests.
 * @module
 */
import { z } from '@hono/zod-openapi';
import { FORMATS } from '../document/document.ts';
import { TYPOGRAPHIES } from '../translation/typography.ts';

/** Most terms of one glossary. */
export const MAX_TERMS = 10_000;
const TERM = /^[^\p{Cc}\s](?:[^\p{Cc}]*[^\p{Cc}\s])?$/u;
/** A term or its translation: no line breaks or other control characters, no white space around. */
export const glossaryTerm = z
  .string()
  .min(1)
  .max(1024)
  .regex(TERM, 'a term has no control characters and no space at its ends')
  // The library would have the flags in it.
  .openapi({ pattern: TERM.source });

/** Terms of a glossary; `null` = do not translate the term. */
export const glossaryTerms = z
  .record(glossaryTerm, glossaryTerm.nullable())
  .refine((terms) => Object.keys(terms).length <= MAX_TERMS, `a glossary has at most ${MAX_TERMS} terms`)
  .openapi({
    description: 'Terms and their translations; `null` keeps a term as it is.',
    maxProperties: MAX_TERMS,
    example: { mayor: 'édile', 'Soyuz-2': null },
  });

const glossaryId = z.string().min(1).max(100);

const content = z.string().openapi({
  description: 'The document.',
  example: 'The mayor resigned on Monday. Lire la suite »',
});
const format = z
  .string()
  .optional()
  .openapi({ description: 'Found from the content unless stated.', enum: [...FORMATS] });

/** Body of `POST /v1/translate`. */
export const translateRequest = z
  .strictObject({
    content,
    format,
    target: z.string().openapi({ description: 'Language to translate into.', example: 'fr' }),
    source: z.string().optional().openapi({
      description: '`auto`, or the language of the segments that could be of any.',
      example: 'auto',
    }),
    glossary: z
      .union([glossaryId, z.strictObject({ terms: glossaryTerms })])
      .optional()
      .openapi({ description: 'The id of a glossary that is kept, or terms for this request.' }),
    model: z
      .string()
      .optional()
      .openapi({ description: 'A name of `GET /v1/models`; the first unless stated.' }),
    typography: z.enum(TYPOGRAPHIES).optional().openapi({
      description: 'How quotation marks, apostrophes and spaces are set; `locale` unless stated.',
    }),
  })
  .openapi('TranslateRequest');

/** Query of `POST /v1/translate` with a raw body. */
export const translateQuery = translateRequest
  .omit({ content: true, glossary: true })
  .extend({ glossary: glossaryId.optional() });

/** Body of `POST /v1/detect`. */
export const detectRequest = z.strictObject({ content, format }).openapi('DetectRequest');

/** Most targets of one job. */
const MAX_TARGETS = 20;

/** Body of `POST /v1/jobs`. */
export const jobRequest = z
  .strictObject({
    documents: z.array(translateRequest.omit({ target: true, model: true })).min(1),
    targets: z
      .array(z.string())
      .min(1)
      .max(MAX_TARGETS)
      .openapi({ description: 'Languages to translate each document into.', example: ['fr'] }),
    model: translateRequest.shape.model,
  })
  .openapi('JobRequest');

/** Body of `POST /v1/glossaries`. */
export const glossaryRequest = z
  .strictObject({
    name: z.string().min(1).max(1024).openapi({ example: 'News desk' }),
    source: z.string().optional().openapi({ description: 'Language of the terms; any unless stated.' }),
    target: z
      .string()
      .optional()
      .openapi({ description: 'Language of the translations; any unless stated.' }),
    terms: glossaryTerms,
  })
  .openapi('GlossaryRequest');
