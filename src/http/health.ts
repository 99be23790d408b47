/**
 * `GET /health` (the process is alive) and `GET /ready` (it translates).
 * @module
 */
import { Hono } from 'hono';
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';
import { keepAliveOf } from './keep-alive.ts';

/** A sentence that any model of news translates. */
const KNOWN_SENTENCE = {
  text: 'The European Parliament met on Monday.',
  source: 'en' as LanguageCode,
  target: 'fr' as LanguageCode,
};

/** The health resources. */
export function healthRoutes(services: Services): Hono {
  return new Hono()
    .get('/health', (c) => c.json({ status: 'ok' }))
    .get('/ready', async (c) => {
      const { engine } = await services.translator(keepAliveOf(c));
      const signal = AbortSignal.timeout(Math.min(10_000, services.limits.requestMs));
      const { text, complete } = await engine.translate(KNOWN_SENTENCE, signal);
      if (!complete || !/parlement/iu.test(text)) {
        throw new NewsglotError('overloaded', 'the model does not answer as it should', { retryAfter: 10 });
      }
      c.header('Cache-Control', 'no-store');
      return c.json({ status: 'ready', model: engine.model.name });
    });
}
