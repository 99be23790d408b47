/**
 * LibreTranslate's interface, for its clients. Unlike the original, every text of a batch has a language of its own,
 * and HTML is never decoded after it has been put together.
 * @module
 * @see https://docs.libretranslate.com/api/operations/translate/
 */
import { type Context, Hono } from 'hono';
import { NewsglotError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { listLanguages } from '../catalogue.ts';
import { localiseAll } from '../localise-all.ts';
import { identify } from '../tenant.ts';
import { detectedLanguage, detectedLanguages } from './detected.ts';
import {
  readAlternatives,
  readFields,
  readFormat,
  readKey,
  readLanguage,
  readTexts,
  requireFields,
  textField,
} from './fields.ts';

/** Milliseconds of silence after which LibreTranslate's own page sends what was typed. */
const FRONTEND_TIMEOUT_MS = 500;

/** LibreTranslate's resources, but for `/health`, which the native interface has too. */
export function libreTranslateRoutes(services: Services): Hono {
  const languages = listLanguages(services.models);
  const target = languages[1] ?? languages[0]!;
  const settings = {
    charLimit: services.limits.characters,
    frontendTimeout: FRONTEND_TIMEOUT_MS,
    apiKeys: services.accounts.keys !== 'none',
    keyRequired: services.accounts.keys === 'required',
    suggestions: false,
    filesTranslation: false,
    supportedFilesFormat: [],
    language: {
      source: { code: 'auto', name: 'Auto Detect' },
      target: { code: target.code, name: target.name },
    },
  };
  return new Hono()
    .post('/translate', (c) => translate(c, services))
    .post('/detect', async (c) => {
      const fields = await readFields(c);
      await identify(c, services, readKey(fields));
      requireFields(fields, ['q']);
      const { texts } = readTexts(fields, services.limits);
      return c.json(detectedLanguages(texts, readFormat(fields), services.limits.segments));
    })
    .get('/languages', (c) => c.json(languages))
    .get('/frontend/settings', (c) => c.json(settings))
    .post('/suggest', () => {
      throw new NewsglotError('forbidden', 'Suggestions are disabled on this server.');
    })
    .post('/translate_file', () => {
      throw new NewsglotError('forbidden', 'Files translation are disabled on this server.');
    });
}

async function translate(c: Context, services: Services): Promise<Response> {
  const fields = await readFields(c);
  await identify(c, services, readKey(fields));
  requireFields(fields, ['q', 'source', 'target']);
  const { texts, shape } = readTexts(fields, services.limits);
  const { languages } = services.models[0]!;
  const detects = textField(fields, 'source').toLowerCase() === 'auto';
  const source = detects ? undefined : readLanguage(fields, 'source', languages);
  const target = readLanguage(fields, 'target', languages);
  const format = readFormat(fields);
  const alternatives = readAlternatives(fields);

  const requests = texts.map((content) => ({ content, format, source, target }));
  const results = await localiseAll(c, requests, services);

  /** One value for each text: in an array exactly when the texts came in one. */
  const each = <T>(pick: (index: number) => T): T | T[] =>
    shape === 'array' ? results.map((_, index) => pick(index)) : pick(0);
  return c.json({
    translatedText: each((index) => results[index]!.content),
    ...(detects && {
      detectedLanguage: each((index) => detectedLanguage(texts[index]!, format, results[index]!.segments)),
    }),
    // The model offers its best translation and no other; the original, too, may have fewer than it is asked for.
    ...(alternatives > 0 && { alternatives: each((): string[] => []) }),
  });
}
