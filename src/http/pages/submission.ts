/**
 * The form of the front page, as it is sent without a script.
 * @module
 */
import type { Context } from 'hono';
import { sniffFormat } from '../../document/formats.ts';
import { NewsglotError } from '../../errors.ts';
import type { LanguageCode } from '../../language/codes.ts';
import { decodeText } from '../../reader/decode-text.ts';
import type { LocaliseRequest } from '../../translation/localiser.ts';
import { readBodyFields } from '../fields.ts';

/** What was sent. */
export interface Submission {
  /** The article: of the file if there is one, else of the field. */
  readonly content: string;
  readonly target: string;
  readonly key?: string;
}

/** Reads the form. @throws NewsglotError `invalid_request`, `unsupported_media_type` */
export async function readSubmission(c: Context): Promise<Submission> {
  const { content, file, target, api_key: key } = (await readBodyFields(c)) ?? {};
  return {
    content: await contentOf(content, file),
    target: typeof target === 'string' ? target : '',
    ...(typeof key === 'string' && key !== '' && { key }),
  };
}

/** What the form asks for. @throws NewsglotError `invalid_request`, `unsupported_language` */
export function requestOf(
  { content, target }: Submission,
  languages: readonly LanguageCode[],
): LocaliseRequest {
  if (content.trim() === '')
    throw new NewsglotError('invalid_request', 'there is no text', { param: 'content' });
  return { content, format: sniffFormat(content), target: languageOf(target, languages) };
}

/** A language by its code. @throws NewsglotError `unsupported_language` */
export function languageOf(target: unknown, languages: readonly LanguageCode[]): LanguageCode {
  const known = languages.find((code) => code === target);
  if (known) return known;
  throw new NewsglotError('unsupported_language', `target must be one of ${languages.join(', ')}`, {
    param: 'target',
  });
}

async function contentOf(content: unknown, file: unknown): Promise<string> {
  if (file instanceof File && file.size > 0) {
    const text = decodeText(await file.arrayBuffer());
    if (text === undefined)
      throw new NewsglotError('unsupported_media_type', 'the file is not text', { param: 'file' });
    return text;
  }
  // Forms send their lines with CR LF, whatever was pasted; a script sends them as they are.
  return typeof content === 'string' ? content.replaceAll('\r\n', '\n') : '';
}
