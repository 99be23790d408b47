/**
 * Checks of what requests hold, and the errors that say what is wrong with one.
 * @module
 */
import type { z } from '@hono/zod-openapi';
import { FORMATS } from '../document/document.ts';
import { NewsglotError } from '../errors.ts';
import { type LanguageCode, parseLanguage } from '../language/codes.ts';
import type { Limits } from '../services.ts';

/** What is wrong with a value: the field at fault, if it is one, and why. */
export interface Fault {
  readonly param: string | undefined;
  readonly message: string;
}

/**
 * Checks a value against a schema.
 * @param word what an error says of the fault; unless told, the field and what is wrong with it.
 * @throws NewsglotError `invalid_request` with the field at fault as `param`.
 */
export function check<S extends z.ZodType>(
  schema: S,
  value: unknown,
  word: (fault: Fault) => string = ({ param, message }) => (param ? `${param}: ${message}` : message),
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fault = faultOf(deepest(parsed.error.issues[0]!));
  throw new NewsglotError('invalid_request', word(fault), fault.param ? { param: fault.param } : {});
}

function faultOf(issue: z.core.$ZodIssue): Fault {
  if (issue.code !== 'unrecognized_keys') {
    return { param: issue.path.join('.') || undefined, message: issue.message };
  }
  return { param: [...issue.path, issue.keys[0]!].join('.'), message: 'this field is not known' };
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
 * Refuses a text that is too long.
 * @throws NewsglotError `content_too_large`
 */
export function checkLength(text: string, { textCharacters: most }: Limits, param: string): void {
  if (text.length <= most) return;
  throw new NewsglotError('content_too_large', `${param} has more than ${most} characters`, { param });
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
