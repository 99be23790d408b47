/**
 * Shapes of native requests, and the errors that say what is wrong with one.
 * @module
 */
import { z } from 'zod';
import { FORMATS } from '../document/document.ts';
import { NewsglotError } from '../errors.ts';
import { type LanguageCode, parseLanguage } from '../language/codes.ts';
import { TYPOGRAPHIES } from '../translation/typography.ts';

/** Most terms of one glossary. */
export const MAX_TERMS = 10_000;
/** A term or its translation: no line breaks or other control characters, no white space around. */
export const glossaryTerm = z
  .string()
  .min(1)
  .max(1024)
  .regex(
    /^[^\p{Cc}\s](?:[^\p{Cc}]*[^\p{Cc}\s])?$/u,
    'a term has no control characters and no space at its ends',
  );

/** Terms of a glossary; `null` = do not translate the term. */
export const glossaryTerms = z
  .record(glossaryTerm, glossaryTerm.nullable())
  .refine((terms) => Object.keys(terms).length <= MAX_TERMS, `a glossary has at most ${MAX_TERMS} terms`);

/** A glossary given by id or in the request itself. */
const glossary = z.union([z.string().min(1).max(100), z.strictObject({ terms: glossaryTerms })]);

/** Body of `POST /v1/translate`. */
export const translateRequest = z.strictObject({
  content: z.string(),
  format: z.string().optional(),
  target: z.string(),
  source: z.string().optional(),
  glossary: glossary.optional(),
  model: z.string().optional(),
  typography: z.enum(TYPOGRAPHIES).optional(),
});

/** Query of `POST /v1/translate` with a raw body. */
export const translateQuery = translateRequest
  .omit({ content: true, glossary: true })
  .extend({ glossary: z.string().min(1).max(100).optional() });

/** Body of `POST /v1/detect`. */
export const detectRequest = z.strictObject({ content: z.string(), format: z.string().optional() });

/**
 * Checks a value against a schema.
 * @throws NewsglotError `invalid_request` with the field at fault as `param`.
 */
export function check<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = deepest(parsed.error.issues[0]!);
  const param = [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [])].join(
    '.',
  );
  const message = issue.code === 'unrecognized_keys' ? 'this field is not known' : issue.message;
  throw new NewsglotError(
    'invalid_request',
    param ? `${param}: ${message}` : message,
    param ? { param } : {},
  );
}

/** The issue that is furthest inside: of a union, that of the alternative which came closest. */
function deepest(issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .flat()
    .map((found) => deepest(found))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return inner ? { ...inner, path: [...issue.path, ...inner.path] } : issue;
}

/**
 * Reads a language that a request names.
 * @throws NewsglotError `unsupported_language`
 */
export function checkLanguage(tag: string, supported: readonly LanguageCode[], param: string): LanguageCode {
  const code = supported.find((known) => known === tag) ?? parseLanguage(tag);
  if (code && supported.includes(code)) return code;
  throw new NewsglotError('unsupported_language', `${param} must be one of ${supported.join(', ')}`, {
    param,
  });
}

/**
 * Reads a format that a request names.
 * @throws NewsglotError `unsupported_format`
 */
export function checkFormat(name: string): (typeof FORMATS)[number] {
  const format = FORMATS.find((known) => known === name);
  if (format) return format;
  throw new NewsglotError('unsupported_format', `format must be one of ${FORMATS.join(', ')}`, {
    param: 'format',
  });
}
