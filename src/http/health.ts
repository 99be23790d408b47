/**
 * `GET /health` (the process is alive) and `GET /ready` (it translates).
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { SentenceEngine, TranslationRequest } from '../engine/engine.ts';
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';
import { keepAliveOf } from './keep-alive.ts';
import { documented } from './openapi/documented.ts';
import { nativeErrorResponses } from './openapi/native.ts';
import { json } from './openapi/responses.ts';
import { withRequestSignal } from './signal.ts';

/** Sentences that a model must be able to translate; the first whose language it reads is asked for. */
const KNOWN_SENTENCES: readonly (readonly [source: string, text: string])[] = [
  ['en', 'The European Parliament met on Monday.'],
  ['fr', 'Le Parlement européen s’est réuni lundi.'],
  ['de', 'Das Europäische Parlament tagte am Montag.'],
  ['es', 'El Parlamento Europeo se reunió el lunes.'],
];

const healthRoute = createRoute({
  method: 'get',
  path: '/health',
  tags: ['Health'],
  summary: 'Whether the process is alive',
  responses: { 200: json('It is.', z.object({ status: z.literal('ok') })) },
});

const readyRoute = createRoute({
  method: 'get',
  path: '/ready',
  tags: ['Health'],
  summary: 'Whether the service translates',
  description: 'Translates one known sentence; refused at once while the engine is let rest after failures.',
  responses: {
    200: json('It does.', z.object({ status: z.literal('ready'), model: z.string() })),
    ...nativeErrorResponses(503),
  },
});

/** The health resources. */
export function healthRoutes(services: Services) {
  return documented()
    .openapi(healthRoute, (c) => c.json({ status: 'ok' } as const, 200))
    .openapi(readyRoute, (c) =>
      withRequestSignal(c, Math.min(10_000, services.limits.requestMs), async (signal) => {
        const engine = await (await services.translator(keepAliveOf(c))).engine();
        c.header('Cache-Control', 'no-store');
        const request = knownRequest(engine);
        const hypothesis = request && (await engine.translate(request, signal));
        if (hypothesis && !(hypothesis.complete && /\p{L}/u.test(hypothesis.text))) {
          throw new NewsglotError('unavailable', 'the model does not answer as it should', {
            retryAfter: 10,
          });
        }
        return c.json({ status: 'ready', model: engine.model.name } as const, 200);
      }),
    );
}

function knownRequest(engine: SentenceEngine): TranslationRequest | undefined {
  for (const [code, text] of KNOWN_SENTENCES) {
    const source = code as LanguageCode;
    const target = engine.model.languages.find((language) => engine.supports(source, language));
    if (target) return { text, source, target, turn: 'next' };
  }
  return undefined;
}
