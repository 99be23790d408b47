/**
 * `GET /v1/languages` and `GET /v1/models`: what the service can do.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { ModelInfo } from '../engine/engine.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';
import { documented } from './openapi/documented.ts';
import { json } from './openapi/responses.ts';
import { languageInfo, modelInfo } from './response-schemas.ts';

/** A language that the models know, its name in English, and those that they translate it into, itself among them. */
export interface Language {
  readonly code: LanguageCode;
  readonly name: string;
  readonly targets: readonly LanguageCode[];
}

const languagesRoute = createRoute({
  method: 'get',
  path: '/v1/languages',
  tags: ['Catalogue'],
  summary: 'List languages',
  responses: {
    200: json('The languages that the models know.', z.object({ languages: z.array(languageInfo) })),
  },
});

const modelsRoute = createRoute({
  method: 'get',
  path: '/v1/models',
  tags: ['Catalogue'],
  summary: 'List models',
  responses: { 200: json('The models that a request can name.', z.object({ models: z.array(modelInfo) })) },
});

/** All languages of `models`. */
export function listLanguages(models: readonly ModelInfo[]): Language[] {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const codes = [...new Set(models.flatMap((model) => model.languages))];
  return codes.map((code) => ({
    code,
    name: names.of(code) ?? code,
    targets: codes.filter((target) =>
      models.some((m) => m.languages.includes(code) && m.languages.includes(target)),
    ),
  }));
}

/** The catalogue resources. */
export function catalogueRoutes({ models }: Services) {
  const languages = listLanguages(models);
  return documented()
    .openapi(languagesRoute, (c) => c.json({ languages }, 200))
    .openapi(modelsRoute, (c) =>
      c.json({ models: models.map((model, index) => ({ ...model, default: index === 0 })) }, 200),
    );
}
