/**
 * DeepL's glossaries, below `/v2/glossaries`. They are the service's own, seen as DeepL shows them: those of two languages.
 * @module
 * @see https://developers.deepl.com/api-reference/glossaries
 */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { NewsglotError } from '../../errors.ts';
import type { GlossaryInfo, StoredGlossary } from '../../glossaries/store.ts';
import type { Services } from '../../services.ts';
import { listLanguages } from '../catalogue.ts';
import { jsonOrForm } from '../openapi/bodies.ts';
import { documented } from '../openapi/documented.ts';
import { json } from '../openapi/responses.ts';
import { tenantOf } from '../tenant.ts';
import { readDeeplRequest } from './body.ts';
import { parseEntries, toTsv } from './glossary-entries.ts';
import { languagePairs, readSource, readTarget } from './languages.ts';
import { DEEPL_SECURITY, deeplErrorResponses } from './responses.ts';

const glossaryRequest = z
  .object({
    name: z.string().min(1).max(1024),
    source_lang: z.string(),
    target_lang: z.string(),
    entries: z.string().openapi({ example: 'mayor\tédile' }),
    entries_format: z.enum(['tsv', 'csv']).default('tsv'),
  })
  .openapi('DeeplGlossaryRequest');

const glossary = z
  .object({
    glossary_id: z.uuid(),
    name: z.string(),
    ready: z.literal(true),
    source_lang: z.string().openapi({ example: 'en' }),
    target_lang: z.string().openapi({ example: 'fr' }),
    creation_time: z.iso.datetime(),
    entry_count: z.number().int().min(0),
  })
  .openapi('DeeplGlossary');

const common = { tags: ['DeepL'], security: DEEPL_SECURITY };
const one = { params: z.object({ id: z.string() }) };

const createGlossaryRoute = createRoute({
  ...common,
  method: 'post',
  path: '/glossaries',
  summary: 'Keep a glossary',
  request: {
    body: jsonOrForm(glossaryRequest, {
      name: 'News desk',
      source_lang: 'en',
      target_lang: 'fr',
      entries: 'mayor\tédile',
    }),
  },
  responses: { 201: json('It is kept.', glossary), ...deeplErrorResponses(400, 403, 413, 415, 429, 456) },
});

const listRoute = createRoute({
  ...common,
  method: 'get',
  path: '/glossaries',
  summary: 'List glossaries',
  responses: {
    200: json('The caller’s own.', z.object({ glossaries: z.array(glossary) })),
    ...deeplErrorResponses(403, 429),
  },
});

const readRoute = createRoute({
  ...common,
  method: 'get',
  path: '/glossaries/{id}',
  summary: 'Read a glossary',
  request: one,
  responses: { 200: json('The glossary.', glossary), ...deeplErrorResponses(403, 404, 429) },
});

const deleteRoute = createRoute({
  ...common,
  method: 'delete',
  path: '/glossaries/{id}',
  summary: 'Let a glossary go',
  request: one,
  responses: { 204: { description: 'It is gone.' }, ...deeplErrorResponses(403, 404, 429) },
});

const entriesRoute = createRoute({
  ...common,
  method: 'get',
  path: '/glossaries/{id}/entries',
  summary: 'Read the entries of a glossary',
  request: one,
  responses: {
    200: {
      description: 'A term and its translation a line.',
      content: { 'text/tab-separated-values': { schema: z.string().openapi({ example: 'mayor\tédile' }) } },
    },
    ...deeplErrorResponses(403, 404, 429),
  },
});

const pairsRoute = createRoute({
  ...common,
  method: 'get',
  path: '/glossary-language-pairs',
  summary: 'List the pairs of languages that a glossary can have',
  responses: {
    200: json(
      'The pairs.',
      z.object({
        supported_languages: z.array(z.object({ source_lang: z.string(), target_lang: z.string() })),
      }),
    ),
    ...deeplErrorResponses(403, 429),
  },
});

/** The glossaries resource. */
export function deeplGlossaryRoutes(services: Services): OpenAPIHono {
  const { glossaries, models } = services;
  const pairs = languagePairs(listLanguages(models));
  return documented(readDeeplRequest)
    .openapi(createGlossaryRoute, async (c) => {
      const request = c.req.valid('json');
      const source = readSource(request.source_lang, models[0]!.languages);
      const target = readTarget(request.target_lang, models[0]!.languages);
      if (source === target) {
        throw new NewsglotError('invalid_request', 'Unsupported language pair', { param: 'target_lang' });
      }
      const terms = parseEntries(request.entries, request.entries_format);
      const info = await glossaries.create(tenantOf(c), { name: request.name, source, target, terms });
      return c.json(asDeepl({ ...info, source, target }), 201);
    })
    .openapi(listRoute, async (c) => {
      const list = await glossaries.list(tenantOf(c));
      return c.json({ glossaries: list.filter(isOfTwoLanguages).map(asDeepl) }, 200);
    })
    .openapi(readRoute, async (c) => c.json(asDeepl(await find(c, services)), 200))
    .openapi(deleteRoute, async (c) => {
      const { id } = await find(c, services);
      await glossaries.delete(tenantOf(c), id);
      return c.body(null, 204);
    })
    .openapi(entriesRoute, async (c) => {
      const { terms } = await find(c, services);
      return c.body(toTsv(terms), 200, { 'Content-Type': 'text/tab-separated-values; charset=utf-8' });
    })
    .openapi(pairsRoute, (c) => c.json({ supported_languages: pairs }, 200));
}

/** A glossary that DeepL has a form for. */
type OfTwoLanguages<T extends GlossaryInfo> = T & {
  readonly source: NonNullable<T['source']>;
  readonly target: NonNullable<T['target']>;
};

async function find(c: Context, { glossaries }: Services): Promise<OfTwoLanguages<StoredGlossary>> {
  const found = await glossaries.get(tenantOf(c), c.req.param('id') ?? '');
  if (found && isOfTwoLanguages(found)) return found;
  throw new NewsglotError('not_found', 'Glossary not found');
}

function isOfTwoLanguages<T extends GlossaryInfo>(info: T): info is OfTwoLanguages<T> {
  return info.source !== null && info.target !== null;
}

function asDeepl({ id, name, source, target, createdAt, termCount }: OfTwoLanguages<GlossaryInfo>) {
  return {
    glossary_id: id,
    name,
    ready: true as const,
    source_lang: source,
    target_lang: target,
    creation_time: createdAt,
    entry_count: termCount,
  };
}
