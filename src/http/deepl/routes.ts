/**
 * DeepL's interface, version 2, for its clients.
 * @module
 * @see https://developers.deepl.com/docs
 */
import { Hono, type MiddlewareHandler } from 'hono';
import { NewsglotError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { bodyLimit } from '../body.ts';
import { listLanguages } from '../catalogue.ts';
import { respondWithError } from '../errors.ts';
import { identified, tenantOf } from '../tenant.ts';
import { deeplGlossaryRoutes } from './glossaries.ts';
import { languagePairs, sourceLanguages, targetLanguages } from './languages.ts';
import { translate } from './translate.ts';

/** Largest body of a translation request in bytes. */
const MAX_TRANSLATE_BYTES = 128 * 1024;
/** Longest address in UTF-16 code units. */
const MAX_URL = 8192;
/** What DeepL states as the limit where there is none. */
const NO_CHARACTER_LIMIT = 1_000_000_000_000;

/** DeepL's resources, below `/v2`. */
export function deeplRoutes(services: Services): Hono {
  const languages = listLanguages(services.models);
  const lists = { source: sourceLanguages(languages), target: targetLanguages(languages) };
  return new Hono()
    .use(traced)
    .use(identified(services))
    .use('/translate', bodyLimit(MAX_TRANSLATE_BYTES))
    .post('/translate', (c) => translate(c, services))
    .on(['GET', 'POST'], '/usage', async (c) => {
      const { characters, limit } = await services.accounts.usage(tenantOf(c));
      return c.json({ character_count: characters, character_limit: limit ?? NO_CHARACTER_LIMIT });
    })
    .get('/languages', (c) => {
      const type = c.req.query('type') ?? 'source';
      if (type === 'source' || type === 'target') return c.json(lists[type]);
      throw new NewsglotError('invalid_request', "Value for 'type' not supported.", { param: 'type' });
    })
    .route('/glossaries', deeplGlossaryRoutes(services))
    .get('/glossary-language-pairs', (c) => c.json({ supported_languages: languagePairs(languages) }));
}

/** Gives every answer an id, and refuses addresses that are too long. */
const traced: MiddlewareHandler = async (c, next) => {
  c.header('X-Trace-ID', crypto.randomUUID());
  if (c.req.url.length <= MAX_URL) return next();
  return respondWithError(c, new NewsglotError('uri_too_long', 'the address is too long'));
};
