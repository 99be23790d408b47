/**
 * Shapes of native answers.
 * @module
 */
import { z } from '@hono/zod-openapi';
import { FORMATS } from '../document/document.ts';
import { ERROR_STATUS, type ErrorCode } from '../errors.ts';
import { statsSchema } from '../translation/stored-localisation.ts';
import { glossaryTerms } from './request-schemas.ts';

const count = z.number().int().min(0);
const share = z.number().min(0).max(1);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const language = z.string().openapi({
  description: 'BCP-47 code; `zxx` for text in no language, `und` for one that could not be told.',
  example: 'en',
});

/** An error. */
export const errorResponse = z
  .object({
    error: z.object({
      code: z
        .enum(Object.keys(ERROR_STATUS) as [ErrorCode, ...ErrorCode[]])
        .openapi({ example: 'unsupported_language' }),
      message: z.string().openapi({ example: 'target must be one of en, fr' }),
      param: z.string().optional().openapi({ description: 'The field at fault.', example: 'target' }),
      line: z.number().int().min(1).optional().openapi({ description: 'Where a document does not parse.' }),
      column: z.number().int().min(1).optional(),
      retryAfter: z.number().min(0).optional().openapi({ description: 'Seconds, as in `Retry-After`.' }),
    }),
  })
  .openapi('Error');

/** A segment whose language was found. */
export const detectedSegment = z
  .object({
    id: z.string().openapi({ description: 's0, s1, … in document order.', example: 's0' }),
    role: z.enum(['headline', 'byline', 'body', 'caption', 'chrome', 'other']),
    path: z.string().openapi({ description: 'Where it stands.', example: 'html/body/main/p[3]' }),
    text: z.string().openapi({ description: 'Its source text, decoded, white space collapsed.' }),
    language,
    confidence: share.openapi({ description: 'How often such a finding is right.' }),
    evidence: z
      .array(
        z.enum([
          'declared',
          'phrasebook',
          'ngrams',
          'orthography',
          'words',
          'neighbours',
          'script',
          'no-words',
          'stated-source',
        ]),
      )
      .readonly()
      .openapi({ description: 'Where the knowledge came from, strongest first.' }),
  })
  .openapi('DetectedSegment');

const languages = z
  .record(z.string(), share)
  .readonly()
  .openapi({ description: 'Shares of characters.', example: { en: 0.64, fr: 0.36 } });

/** The answer of `POST /v1/detect`. */
export const detection = z
  .object({ languages, segments: z.array(detectedSegment).readonly() })
  .openapi('Detection');

/** A segment that was localised. */
export const localisedSegment = z
  .object({
    ...detectedSegment.shape,
    status: z.enum(['translated', 'kept', 'uncertain', 'failed']).openapi({
      description: 'All but `translated` leave the source in place.',
    }),
    translation: z.string().openapi({ description: 'The text that stands in the output.' }),
    cache: z.enum(['hit', 'miss']).openapi({ description: '`miss`: this request computed the translation.' }),
    reason: z.string().optional().openapi({
      description: 'Why it was left as it is, or a remark on its translation.',
      example: 'language_undetermined',
    }),
  })
  .openapi('LocalisedSegment');

/** The answer of `POST /v1/translate`. */
export const localisation = z
  .object({
    target: language,
    format: z.enum(FORMATS),
    content: z.string().openapi({ description: 'The localised document.' }),
    contentHash: hash.openapi({ description: 'Its address is `/v1/articles/{contentHash}/{target}`.' }),
    model: z.string(),
    languages,
    segments: z.array(localisedSegment).readonly(),
    stats: statsSchema,
  })
  .openapi('Localisation');

/** A job. */
export const job = z
  .object({
    id: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']).openapi({
      description: '`done` when every task has ended and one of them has a result, `failed` when none has.',
    }),
    progress: share.openapi({ description: 'Share of the work that is done.' }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso
      .datetime()
      .optional()
      .openapi({ description: 'When a job that has ended is forgotten, with its results.' }),
    tasks: z
      .array(
        z.object({
          document: count.openapi({ description: 'Its place in the request.' }),
          target: language,
          state: z.enum(['waiting', 'running', 'done', 'failed']),
          result: z.string().optional().openapi({ description: 'Where the result is, once it is there.' }),
          stats: localisation.shape.stats.optional(),
          error: errorResponse.shape.error.optional(),
        }),
      )
      .readonly()
      .openapi({ description: 'Each document in each target.' }),
  })
  .openapi('Job');

/** A glossary without its terms. */
export const glossaryInfo = z
  .object({
    id: z.uuid(),
    name: z.string(),
    source: language.nullable(),
    target: language.nullable(),
    createdAt: z.iso.datetime(),
    termCount: count,
  })
  .openapi('GlossaryInfo');

/** A glossary. */
export const storedGlossary = z
  .object({ ...glossaryInfo.shape, terms: glossaryTerms.readonly() })
  .openapi('Glossary');

/** What was used this month. */
export const usage = z
  .object({
    characters: count,
    limit: count.nullable().openapi({ description: '`null` where there is no limit.' }),
  })
  .openapi('Usage');

/** A language that the models know. */
export const languageInfo = z
  .object({
    code: language,
    name: z.string().openapi({ example: 'English' }),
    targets: z
      .array(z.string())
      .readonly()
      .openapi({ example: ['en', 'fr'] }),
  })
  .openapi('Language');

/** A model. */
export const modelInfo = z
  .object({
    name: z.string().openapi({ example: 'embedded' }),
    markers: count.openapi({ description: 'How many marks of inline elements it was trained to copy.' }),
    hash: hash.openapi({ description: 'Models of one hash give the same answers.' }),
    languages: z.array(z.string()).readonly(),
    pairs: z
      .array(z.tuple([z.string(), z.string()]).readonly())
      .readonly()
      .optional()
      .openapi({ description: 'From which language into which; absent where it is any into any.' }),
    licence: z.string(),
    default: z.boolean(),
  })
  .openapi('Model');
