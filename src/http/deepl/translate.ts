/**
 * `POST /v2/translate`: every text is a document of its own, with its own language.
 * @module
 */
import type { Context } from 'hono';
import type { Format } from '../../document/document.ts';
import { NewsglotError } from '../../errors.ts';
import type { LanguageCode } from '../../language/codes.ts';
import type { Services } from '../../services.ts';
import type { Glossary } from '../../translation/glossary.ts';
import type { Localisation } from '../../translation/localisation.ts';
import { guessLanguages, rankLanguages } from '../../translation/rank-languages.ts';
import { type Fields, readBodyFields } from '../fields.ts';
import { glossaryById } from '../glossaries.ts';
import { localiseAll } from '../localise-all.ts';
import { tenantOf } from '../tenant.ts';
import { readSource, readTarget, upper } from './languages.ts';
import { type DeeplTranslateRequest, readTranslateRequest } from './request.ts';
import { requireWellFormed } from './well-formed.ts';

/** What a text that is in no language is said to be in: clients expect some language. */
const NO_SOURCE = 'EN';

/** One text's translation. */
interface Translation {
  readonly detected_source_language: string;
  readonly text: string;
  readonly billed_characters?: number;
  readonly model_type_used?: 'latency_optimized';
}

/** Answers `POST /v2/translate`. */
export async function translate(c: Context, services: Services): Promise<Response> {
  const request = readTranslateRequest(await readDeeplFields(c));
  const { languages } = services.models[0]!;
  const source = request.source_lang === undefined ? undefined : readSource(request.source_lang, languages);
  const target = readTarget(request.target_lang, languages);
  const glossary = await glossaryOf(c, request, { services, source, target });
  const markup = request.tag_handling && {
    syntax: request.tag_handling,
    ignored: request.ignore_tags?.map((name) => name.toLowerCase()) ?? [],
  };
  const format: Format = request.tag_handling === undefined ? 'text' : 'html';
  if (request.tag_handling === 'xml') request.text.forEach(requireWellFormed);
  const documents = request.text.map((content) => ({ content, format, source, target, glossary, markup }));
  const results = await localiseAll(c, documents, services);
  const translations = results.map((result, index): Translation => {
    const text = request.text[index]!;
    return {
      detected_source_language: source ? upper(source) : sourceOf(text, result),
      text: result.content,
      ...(request.show_billed_characters && { billed_characters: countCharacters(text) }),
      ...(request.model_type && { model_type_used: 'latency_optimized' }),
    };
  });
  return c.json({ translations });
}

/** The glossary that a request names, which must be of its two languages. */
async function glossaryOf(
  c: Context,
  { glossary_id: id }: DeeplTranslateRequest,
  {
    services,
    source,
    target,
  }: {
    readonly services: Services;
    readonly source: LanguageCode | undefined;
    readonly target: LanguageCode;
  },
): Promise<Glossary | undefined> {
  if (id === undefined) return undefined;
  const glossary = await glossaryById(services, tenantOf(c), { id, target, param: 'glossary_id' });
  if (glossary.source === undefined || glossary.source === source) return glossary;
  throw new NewsglotError('invalid_request', `the terms of this glossary are in ${glossary.source}`, {
    param: 'glossary_id',
  });
}

/**
 * The fields of a body.
 * @throws NewsglotError `unsupported_media_type`; as `readBodyFields`.
 */
export async function readDeeplFields(c: Context): Promise<Fields> {
  const fields = await readBodyFields(c);
  if (fields) return fields;
  throw new NewsglotError('unsupported_media_type', 'Content-Type must be application/json or a form');
}

function sourceOf(text: string, { segments, format }: Localisation): string {
  const best: LanguageCode | undefined = (
    rankLanguages(segments)[0] ?? guessLanguages([text], format, segments.length)[0]
  )?.language;
  return best ? upper(best) : NO_SOURCE;
}

/** Unicode code points, markup included, which is what DeepL bills. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
