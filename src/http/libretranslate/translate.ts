/**
 * `POST /translate`: every text of a batch is a document of its own, with its own language.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { NewsglotError } from '../../errors.ts';
import { type LanguageCode, parseLanguage } from '../../language/codes.ts';
import type { Limits, Services } from '../../services.ts';
import { localiseAll } from '../localise-all.ts';
import { jsonOrForm } from '../openapi/bodies.ts';
import { json } from '../openapi/responses.ts';
import { detectedLanguage } from './detected.ts';
import { QUOTED, translateRequest } from './request.ts';
import { detected, LIBRETRANSLATE_SECURITY, libreTranslateErrorResponses } from './responses.ts';

/** One value, or an array exactly when the texts came in one. */
const each = <S extends z.ZodType>(schema: S) => z.union([schema, z.array(schema)]);

const translation = z
  .object({
    translatedText: each(z.string()).openapi({ description: 'An array exactly when `q` was one.' }),
    detectedLanguage: each(detected).optional().openapi({ description: 'Only for the source `auto`.' }),
    alternatives: each(z.array(z.string())).optional().openapi({
      description:
        'Other translations, the most likely first; only where they were asked for, and maybe fewer.',
    }),
  })
  .openapi('LibreTranslateAnswer');
type Translation = z.output<typeof translation>;

const EXAMPLE = {
  q: ['The president met the workers.', 'Lire la suite'],
  source: 'auto',
  target: 'fr',
};

/** The route. */
export const translateRoute = createRoute({
  method: 'post',
  path: '/translate',
  tags: ['LibreTranslate'],
  summary: 'Translate one text or several',
  description: 'Fields may be in the query string as well.',
  security: LIBRETRANSLATE_SECURITY,
  request: { body: { ...jsonOrForm(translateRequest, EXAMPLE), required: false } },
  responses: {
    200: json('The translations.', translation),
    ...libreTranslateErrorResponses(400, 403, 415, 429, 503),
  },
});

/** Translates what a request asks for. */
export async function translate(
  c: Context,
  { q, source: stated, target: into, format, alternatives }: z.output<typeof translateRequest>,
  services: Services,
): Promise<Translation> {
  const texts = textsOf(q, services.limits);
  const most = services.limits.alternatives;
  if (alternatives > most) throw tooManyAlternatives(alternatives, most);
  const { languages } = services.models[0]!;
  const detects = stated.toLowerCase() === 'auto';
  const source = detects ? undefined : readLanguage(stated, 'source', languages);
  const target = readLanguage(into, 'target', languages);
  const requests = texts.map((content) => ({ content, format, source, target, alternatives }));
  const results = await localiseAll(c, requests, services);

  const detected = await Promise.all(
    detects ? results.map(({ segments }, index) => detectedLanguage(texts[index]!, format, segments)) : [],
  );

  const inShape = <T>(pick: (index: number) => T): T | T[] =>
    Array.isArray(q) ? results.map((_, index) => pick(index)) : pick(0);
  return {
    translatedText: inShape((index) => results[index]!.content),
    ...(detects && { detectedLanguage: inShape((index) => detected[index]!) }),
    ...(alternatives > 0 && { alternatives: inShape((index) => [...(results[index]!.alternatives ?? [])]) }),
  };
}

/**
 * The texts of a request.
 * @throws NewsglotError `content_too_large` for more than the limits of a batch, or of one text of it.
 */
export function textsOf(
  q: string | string[],
  { texts: mostTexts, textCharacters, characters: most }: Limits,
): string[] {
  const texts = Array.isArray(q) ? q : [q];
  if (texts.length > mostTexts) throw tooMuch(texts.length, mostTexts);
  for (const { length } of texts) if (length > textCharacters) throw tooMuch(length, textCharacters);
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  if (characters > most) throw tooMuch(characters, most);
  return texts;
}

/** Reads a language code, in any case. */
function readLanguage(tag: string, param: string, known: readonly LanguageCode[]): LanguageCode {
  const code = parseLanguage(tag);
  if (code && known.includes(code)) return code;
  throw new NewsglotError('unsupported_language', `${tag.slice(0, QUOTED)} is not supported`, { param });
}

function tooManyAlternatives(count: number, limit: number): NewsglotError {
  return new NewsglotError(
    'invalid_request',
    `Invalid request: alternatives (${count}) exceeds alternatives limit (${limit})`,
    { param: 'alternatives' },
  );
}

function tooMuch(size: number, limit: number): NewsglotError {
  return new NewsglotError(
    'content_too_large',
    `Invalid request: request (${size}) exceeds text limit (${limit})`,
    { param: 'q' },
  );
}
