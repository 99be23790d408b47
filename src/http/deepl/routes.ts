/**
 * DeepL's interface, version 2, for its clients.
 * @module
 * @see https://developers.deepl.com/docs
 */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { NewsglotError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { bodyLimit } from '../body.ts';
import { listLanguages } from '../catalogue.ts';
import { noteHeader } from '../common-headers.ts';
import { respondWithError } from '../errors.ts';
import { requestIdOf } from '../exchange.ts';
import { documented } from '../openapi/documented.ts';
import { json } from '../openapi/responses.ts';
import { identified, payerOf } from '../tenant.ts';
import { readDeeplRequest } from './body.ts';
import { deeplGlossaryRoutes } from './glossaries.ts';
import { sourceLanguages, targetLanguages } from './languages.ts';
import { DEEPL_SECURITY, deeplErrorResponses } from './responses.ts';
import { translate, translateRoute } from './translate.ts';

/** Largest body of a translation request in bytes. */
const MAX_TRANSLATE_BYTES = 128 * 1024;
/** Longest address in UTF-16 code units. */
const MAX_URL = 8192;
/** What DeepL states as the limit where there is none. */
const NO_CHARACTER_LIMIT = 1_000_000_000_000;

const usageRoute = <Method extends 'get' | 'post'>(method: Method) =>
  createRoute({
    method,
    path: '/usage',
    tags: ['DeepL'],
    summary: 'What was used this month',
    security: DEEPL_SECURITY,
    responses: {
      200: json(
        'Characters of this calendar month (UTC).',
        z.object({ character_count: z.number().int().min(0), character_limit: z.number().int().min(0) }),
        { character_count: 1234, character_limit: NO_CHARACTER_LIMIT },
      ),
      ...deeplErrorResponses(403, 429),
    },
  });

const languagesRoute = createRoute({
  method: 'get',
  path: '/languages',
  tags: ['DeepL'],
  summary: 'List languages',
  security: DEEPL_SECURITY,
  request: {
    query: z.object({
      type: z.enum(['source', 'target'], "Value for 'type' not supported.").default('source'),
    }),
  },
  responses: {
    200: json(
      'The languages of texts, or of translations.',
      z.array(z.object({ language: z.string(), name: z.string(), supports_formality: z.literal(false) })),
      [{ language: 'FR', name: 'French', supports_formality: false }],
    ),
    ...deeplErrorResponses(400, 403, 429),
  },
});

/** DeepL's resources, below `/v2`. */
export function deeplRoutes(services: Services): OpenAPIHono {
  const languages = listLanguages(services.models);
  const lists = { source: sourceLanguages(languages), target: targetLanguages(languages) };
  const app = documented(readDeeplRequest);
  app.use(traced);
  app.use(identified(services));
  app.use('/translate', bodyLimit(MAX_TRANSLATE_BYTES));
  app.openapi(translateRoute, async (c) =>
    c.json({ translations: await translate(c, c.req.valid('json'), services) }, 200),
  );
  for (const method of ['get', 'post'] as const) {
    app.openapi(usageRoute(method), async (c) => {
      const { characters, limit } = await services.accounts.usage(payerOf(c));
      return c.json({ character_count: characters, character_limit: limit ?? NO_CHARACTER_LIMIT }, 200);
    });
  }
  app.openapi(languagesRoute, (c) => c.json(lists[c.req.valid('query').type], 200));
  app.route('/', deeplGlossaryRoutes(services));
  return app;
}

/** States the id of the request under the name that DeepL has for it, and refuses addresses that are too long. */
const traced: MiddlewareHandler = async (c, next) => {
  noteHeader(c, 'X-Trace-ID', requestIdOf(c));
  if (c.req.url.length <= MAX_URL) return next();
  return respondWithError(c, new NewsglotError('uri_too_long', 'the address is too long'));
};
