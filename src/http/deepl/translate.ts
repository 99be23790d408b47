/**
 * `POST /v2/translate`: every text is a document of its own, with its own language.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Format, MarkupOptions } from '../../document/document.ts';
import { NewsglotError } from '../../errors.ts';
import type { LanguageCode } from '../../language/codes.ts';
import type { Services } from '../../services.ts';
import type { Glossary } from '../../translation/glossary.ts';
import type { Localisation } from '../../translation/localisation.ts';
import { guessLanguages, rankLanguages } from '../../translation/rank-languages.ts';
import { checkLength } from '../check.ts';
import { glossaryById } from '../glossaries.ts';
import { localiseAll } from '../localise-all.ts';
import { jsonOrForm } from '../openapi/bodies.ts';
import { json } from '../openapi/responses.ts';
import { tenantOf } from '../tenant.ts';
import { readSource, readTarget, upper } from './languages.ts';
import { type DeeplTranslateRequest, requireSupported, translateRequest } from './request.ts';
import { DEEPL_SECURITY, deeplErrorResponses } from './responses.ts';
import { requireWellFormed } from './well-formed.ts';

/** What a text that is in no language is said to be in: clients expect some language. */
const NO_SOURCE = 'EN';

/** One text's translation. */
const translation = z.object({
  detected_source_language: z.string().openapi({ example: 'EN' }),
  text: z.string().openapi({ example: 'Le maire a démissionné lundi.' }),
  billed_characters: z.number().int().min(0).optional(),
  model_type_used: z.literal('latency_optimized').optional(),
});
type Translation = z.output<typeof translation>;

/** The route, below `/v2`. */
export const translateRoute = createRoute({
  method: 'post',
  path: '/translate',
  tags: ['DeepL'],
  summary: 'Translate texts',
  security: DEEPL_SECURITY,
  request: {
    body: jsonOrForm(translateRequest, {
      text: ['The president met the workers.', 'Lire la suite'],
      target_lang: 'FR',
    }),
  },
  responses: {
    200: json(
      'The translations, in the order of the texts.',
      z.object({ translations: z.array(translation) }),
    ),
    ...deeplErrorResponses(400, 403, 404, 413, 415, 429, 456, 503, 529),
  },
});

/** The translations of a request's texts. */
export async function translate(
  c: Context,
  request: DeeplTranslateRequest,
  services: Services,
): Promise<Translation[]> {
  requireSupported(request);
  const { languages } = services.models[0]!;
  const source = request.source_lang === undefined ? undefined : readSource(request.source_lang, languages);
  const target = readTarget(request.target_lang, languages);
  const glossary = await glossaryOf(c, request, { services, source, target });
  const markup = markupOf(request);
  const format: Format = request.tag_handling === undefined ? 'text' : 'html';
  for (const text of request.text) {
    checkLength(text, services.limits, 'text');
    if (request.tag_handling === 'xml') requireWellFormed(text);
  }
  const documents = request.text.map((content) => ({ content, format, source, target, glossary, markup }));
  const results = await localiseAll(c, documents, services);
  const translationOf = async (result: Localisation, index: number): Promise<Translation> => {
    const text = request.text[index]!;
    return {
      detected_source_language: source ? upper(source) : await sourceOf(text, result),
      text: result.content,
      ...(request.show_billed_characters && { billed_characters: countCharacters(text) }),
      ...(request.model_type && { model_type_used: 'latency_optimized' }),
    };
  };
  return Promise.all(results.map(translationOf));
}

/** How the markup of a request's texts is to be read; it is text unless `tag_handling` says that there is any. */
function markupOf(request: DeeplTranslateRequest): MarkupOptions | undefined {
  const { tag_handling: syntax, ignore_tags, splitting_tags, non_splitting_tags } = request;
  if (syntax === undefined) return undefined;
  const names = (list: readonly string[] = []) =>
    syntax === 'xml' ? list : list.map((name) => name.toLowerCase());
  return {
    syntax,
    ignored: names(ignore_tags),
    splitting: names(splitting_tags),
    nonSplitting: names(non_splitting_tags),
    outline: request.outline_detection === false ? 'stated' : 'detected',
  };
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

async function sourceOf(text: string, { segments, format }: Localisation): Promise<string> {
  const best: LanguageCode | undefined = (
    rankLanguages(segments)[0] ?? (await guessLanguages([text], format, segments.length))[0]
  )?.language;
  return best ? upper(best) : NO_SOURCE;
}

/** Unicode code points, markup included, which is what DeepL bills. */
function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
