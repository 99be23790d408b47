/**
 * The service on Cloudflare Workers: the same app, the model loaded once per isolate on first use.
 * @module
 */
import { createMemoryUsage } from '../accounts/memory-usage.ts';
import { openAccounts } from '../accounts/open.ts';
import { createApp } from '../app.ts';
import { SegmentCache } from '../cache/cache.ts';
import { createLruTier } from '../cache/lru.ts';
import { createMemoryResults } from '../cache/results.ts';
import { embeddedModel, loadWorkerModel, type OpenEngine } from '../engine/load-worker.ts';
import { type AiBinding, createWorkersAiEngine, workersAiModel } from '../engine/workers-ai.ts';
import { createMemoryGlossaries } from '../glossaries/memory.ts';
import { DEFAULT_LIMITS, type KeepAlive } from '../services.ts';
import { sizeInBytes } from '../translation/localisation.ts';
import { Translator } from '../translation/translator.ts';

interface Env {
  /** Static assets: the model's files under their path in `models/`. */
  readonly ASSETS: { fetch(request: Request): Promise<Response> };
  /** Workers AI, which translates instead of the embedded model when MODEL is `workers-ai`. */
  readonly AI?: AiBinding;
  readonly MODEL?: string;
}

const MB = 1024 * 1024;
let app: ReturnType<typeof createApp> | undefined;

function createWorkerApp(env: Env): ReturnType<typeof createApp> {
  const results = createMemoryResults(8 * MB, sizeInBytes);
  const memory = createLruTier(8 * MB);
  let model: Promise<OpenEngine> | undefined;

  const ai = env.MODEL === workersAiModel.name ? env.AI : undefined;

  /** Loads the model once; what one request begins is not lost to the others when it is cancelled. */
  function load(keepAlive?: KeepAlive): Promise<OpenEngine> {
    if (!model) {
      model = loadWorkerModel((path) => env.ASSETS.fetch(new Request(`https://assets.local/${path}`)));
      model.catch(() => {
        model = undefined;
      });
      keepAlive?.(model);
    }
    return model;
  }

  return createApp({
    // Engine and flights are the request's own: in a Worker, no request can wait for another one's work.
    translator: async (keepAlive) => {
      return new Translator({
        engine: ai ? createWorkersAiEngine(ai) : (await load(keepAlive))(),
        results,
        cache: new SegmentCache({ memory, keepAlive }),
        now: () => Date.now(),
        limits: DEFAULT_LIMITS,
        beams: 1,
      });
    },
    models: [ai ? workersAiModel : embeddedModel],
    results,
    accounts: openAccounts(createMemoryUsage(), Date.now),
    glossaries: createMemoryGlossaries(Date.now),
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
