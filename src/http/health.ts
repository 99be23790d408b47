/**
 * `GET /health` (the process is alive) and `GET /ready` (it translates).
 * @module
 */
import { Hono } from 'hono';
import type { Engine, TranslationRequest } from '../engine/engine.ts';
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';
import { keepAliveOf } from './keep-alive.ts';
import { withRequestSignal } from './signal.ts';

/** Sentences that a model must be able to translate; the first whose language it reads is asked for. */
const KNOWN_SENTENCES: readonly (readonly [source: string, text: string])[] = [
  ['en', 'The European Parliament met on Monday.'],
  ['fr', 'Le Parlement européen s’est réuni lundi.'],
  ['de', 'Das Europäische Parlament tagte am Montag.'],
  ['es', 'El Parlamento Europeo se reunió el lunes.'],
];

/** The health resources. */
export function healthRoutes(services: Services): Hono {
  return new Hono()
    .get('/health', (c) => c.json({ status: 'ok' }))
    .get('/ready', (c) =>
      withRequestSignal(c, Math.min(10_000, services.limits.requestMs), async (signal) => {
        const { engine } = await services.translator(keepAliveOf(c));
        c.header('Cache-Control', 'no-store');
        const request = knownRequest(engine);
        const hypothesis = request && (await engine.translate(request, signal));
        if (hypothesis && !(hypothesis.complete && /\p{L}/u.test(hypothesis.text))) {
          throw new NewsglotError('overloaded', 'the model does not answer as it should', { retryAfter: 10 });
        }
        return c.json({ status: 'ready', model: engine.model.name });
      }),
    );
}

function knownRequest(engine: Engine): TranslationRequest | undefined {
  for (const [code, text] of KNOWN_SENTENCES) {
    const source = code as LanguageCode;
    const target = engine.model.languages.find((language) => engine.supports(source, language));
    if (target) return { text, source, target, turn: 'next' };
  }
  return undefined;
}
