/**
 * The service on Cloudflare Workers: the same app, the model loaded once per isolate on first use.
 * @module
 */
import { createApp } from '../app.ts';
import { SegmentCache } from '../cache/cache.ts';
import { createLruTier } from '../cache/lru.ts';
import { createMemoryResults } from '../cache/results.ts';
import { embeddedModel, loadWorkerEngine } from '../engine/load-worker.ts';
import { DEFAULT_LIMITS } from '../services.ts';
import { sizeInBytes } from '../translation/localisation.ts';
import { Translator } from '../translation/translator.ts';

interface Env {
  /** Static assets: the model's files under their path in `models/`. */
  readonly ASSETS: { fetch(request: Request): Promise<Response> };
}

const MB = 1024 * 1024;
let app: ReturnType<typeof createApp> | undefined;

function createWorkerApp(env: Env): ReturnType<typeof createApp> {
  const results = createMemoryResults(8 * MB, sizeInBytes);
  let translator: Promise<Translator> | undefined;
  const load = async () =>
    new Translator({
      engine: await loadWorkerEngine((path) => env.ASSETS.fetch(new Request(`https://assets.local/${path}`))),
      results,
      cache: new SegmentCache([createLruTier(8 * MB)]),
      now: () => Date.now(),
      maxSegments: DEFAULT_LIMITS.segments,
    });
  return createApp({
    translator: () => {
      translator ??= load().catch((error) => {
        translator = undefined;
        throw error;
      });
      return translator;
    },
    models: [embeddedModel],
    results,
    limits: DEFAULT_LIMITS,
    report: console.error,
  });
}

export default {
  fetch(request: Request, env: Env, context: unknown): Response | Promise<Response> {
    app ??= createWorkerApp(env);
    return app.fetch(request, env, context as never);
  },
};
