/**
 * LibreTranslate's interface, for its clients. Unlike the original, every text of a batch has a language of its own,
 * and HTML is never decoded after it has been put together.
 * @module
 * @see https://docs.libretranslate.com/api/operations/translate/
 */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { NewsglotError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { listLanguages } from '../catalogue.ts';
import { jsonOrForm } from '../openapi/bodies.ts';
import { documented } from '../openapi/documented.ts';
import { json } from '../openapi/responses.ts';
import { languageInfo } from '../response-schemas.ts';
import { libreTranslateReader } from './body.ts';
import { detectedLanguages } from './detected.ts';
import { detectRequest } from './request.ts';
import { detected, LIBRETRANSLATE_SECURITY, libreTranslateErrorResponses } from './responses.ts';
import { textsOf, translate, translateRoute } from './translate.ts';

/** Milliseconds of silence after which LibreTranslate's own page sends what was typed. */
const FRONTEND_TIMEOUT_MS = 500;

const tags = ['LibreTranslate'];

const detectRoute = createRoute({
  method: 'post',
  path: '/detect',
  tags,
  summary: 'Find the language of texts taken together',
  description: 'Fields may be in the query string as well.',
  security: LIBRETRANSLATE_SECURITY,
  request: {
    body: { ...jsonOrForm(detectRequest, { q: 'Le maire a démissionné lundi.' }), required: false },
  },
  responses: {
    200: json('At most three languages, best first.', z.array(detected).max(3)),
    ...libreTranslateErrorResponses(400, 403, 415, 429),
  },
});

const languagesRoute = createRoute({
  method: 'get',
  path: '/languages',
  tags,
  summary: 'List languages',
  responses: { 200: json('The languages that the models know.', z.array(languageInfo)) },
});

const language = z.object({ code: z.string(), name: z.string() });
const settingsRoute = createRoute({
  method: 'get',
  path: '/frontend/settings',
  tags,
  summary: 'The settings of LibreTranslate’s own page',
  responses: {
    200: json(
      'The settings.',
      z.object({
        charLimit: z.int().min(-1),
        frontendTimeout: z.int().openapi({ description: 'Milliseconds.' }),
        apiKeys: z.boolean(),
        keyRequired: z.boolean(),
        suggestions: z.literal(false),
        filesTranslation: z.literal(false),
        supportedFilesFormat: z.array(z.string()).max(0),
        language: z.object({ source: language, target: language }),
      }),
    ),
  },
});

/** What the original offers and Newsglot does not, with the words of its refusal. */
const REFUSED = {
  '/suggest': 'Suggestions are disabled on this server.',
  '/translate_file': 'Files translation are disabled on this server.',
} as const;

/** LibreTranslate's resources, but for `/health`, which the native interface has too. */
export function libreTranslateRoutes(services: Services): OpenAPIHono {
  const languages = listLanguages(services.models);
  const target = languages[1] ?? languages[0]!;
  const settings = {
    charLimit: Math.min(services.limits.textCharacters, services.limits.characters),
    frontendTimeout: FRONTEND_TIMEOUT_MS,
    apiKeys: services.accounts.keys !== 'none',
    keyRequired: services.accounts.keys === 'required',
    suggestions: false as const,
    filesTranslation: false as const,
    supportedFilesFormat: [],
    language: {
      source: { code: 'auto', name: 'Auto Detect' },
      target: { code: target.code, name: target.name },
    },
  };
  const app = documented(libreTranslateReader(services));
  app.openapi(translateRoute, async (c) => c.json(await translate(c, c.req.valid('json'), services), 200));
  app.openapi(detectRoute, async (c) => {
    const { q, format } = c.req.valid('json');
    const { limits } = services;
    return c.json(await detectedLanguages(textsOf(q, limits), format, limits.segments), 200);
  });
  app.openapi(languagesRoute, (c) => c.json(languages, 200));
  app.openapi(settingsRoute, (c) => c.json(settings, 200));
  for (const [path, words] of Object.entries(REFUSED)) {
    const responses = libreTranslateErrorResponses(403);
    app.openapi(createRoute({ method: 'post', path, tags, summary: 'Not offered', responses }), () => {
      throw new NewsglotError('forbidden', words);
    });
  }
  return app;
}
