/**
 * `GET /v1/languages` and `GET /v1/models`: what the service can do.
 * @module
 */
import { Hono } from 'hono';
import type { Services } from '../services.ts';

/** The catalogue resources. */
export function catalogueRoutes({ models }: Services): Hono {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  const codes = [...new Set(models.flatMap((model) => model.languages))];
  const languages = codes.map((code) => ({
    code,
    name: names.of(code) ?? code,
    targets: codes.filter((target) =>
      models.some((m) => m.languages.includes(code) && m.languages.includes(target)),
    ),
  }));
  return new Hono()
    .get('/languages', (c) => c.json({ languages }))
    .get('/models', (c) =>
      c.json({ models: models.map((model, index) => ({ ...model, default: index === 0 })) }),
    );
}
