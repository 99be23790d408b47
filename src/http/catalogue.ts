/**
 * `GET /v1/languages` and `GET /v1/models`: what the service can do.
 * @module
 */
import { Hono } from 'hono';
import type { ModelInfo } from '../engine/engine.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';

/** A language that the models know, its name in English, and those that they translate it into, itself among them. */
export interface Language {
  readonly code: LanguageCode;
  readonly name: string;
  readonly targets: readonly LanguageCode[];
}

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
export function catalogueRoutes({ models }: Services): Hono {
  const languages = listLanguages(models);
  return new Hono()
    .get('/languages', (c) => c.json({ languages }))
    .get('/models', (c) =>
      c.json({ models: models.map((model, index) => ({ ...model, default: index === 0 })) }),
    );
}
