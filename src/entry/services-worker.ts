/**
 * The services of an isolate on Cloudflare Workers: the model loaded when a text is first to be translated, what is in
 * memory shared with other isolates through KV. Bundled by wrangler only.
 * @module
 */
import type { CachedTranslation, TranslationCache } from '../cache/cache.ts';
import { SegmentCache } from '../cache/cache.ts';
import { parseCachedTranslation } from '../cache/cached-translation.ts';
import { openKv } from '../cache/kv.ts';
import { createKvResults } from '../cache/kv-results.ts';
import { createKvTranslations } from '../cache/kv-translations.ts';
import { createLruTier } from '../cache/lru.ts';
import { createMemoryResults, createTieredResults, type ResultStore } from '../cache/results.ts';
import { createSeal } from '../cache/sealed.ts';
import { createMemorySources } from '../cache/sources.ts';
import type { Circuit } from '../engine/circuit.ts';
import type { Engine, ModelInfo } from '../engine/engine.ts';
import { embeddedModel, loadWorkerModel, type OpenEngine } from '../engine/load-worker.ts';
import { engineFacts } from '../engine/models.ts';
import { createWorkersAiEngine, workersAiModel } from '../engine/workers-ai.ts';
import { createDurableGlossaries } from '../glossaries/durable.ts';
import { createMemoryGlossaries } from '../glossaries/memory.ts';
import { DEFAULT_LIMITS, type KeepAlive, type Services } from '../services.ts';
import { consoleLog, logFault, logRequestFault } from '../telemetry/log.ts';
import { noMetrics } from '../telemetry/metrics.ts';
import { type Localisation, sizeInBytes } from '../translation/localisation.ts';
import { type Localiser, sourceSizeInBytes } from '../translation/localiser.ts';
import { parseLocalisation } from '../translation/stored-localisation.ts';
import { Translator } from '../translation/translator.ts';
import { openWorkerAccounts } from './accounts-worker.ts';
import {
  limitsAddresses,
  readWorkerConfig,
  type WorkerBindings,
  type WorkerConfig,
} from './config-worker.ts';
import { openWorkerJobs, type WorkerJobs } from './jobs-worker.ts';
import { createOriginLocaliser } from './origin.ts';
import { rateLimit } from './rate-limit.ts';

const MB = 1024 * 1024;
const MEMORY_BYTES = 8 * MB;
const SOURCES_BYTES = 2 * MB;
const DAY_S = 24 * 3600;

let model: Promise<OpenEngine> | undefined;
/** Of the model, which all requests of an isolate share. */
let circuit: Circuit | undefined;

/** Loads the model once an isolate; what one request begins is not lost to the others when it is cancelled. */
function loadModel({ ASSETS }: WorkerBindings, keepAlive: KeepAlive): Promise<OpenEngine> {
  if (!model) {
    model = loadWorkerModel((path) => ASSETS.fetch(new Request(`https://assets.local/${path}`)));
    model.catch(() => {
      model = undefined;
    });
    keepAlive(model);
  }
  return model;
}

/** The services of an isolate, and what the queue of jobs is for. */
export type WorkerServices = Services & Partial<Pick<WorkerJobs, 'doStep'>>;

/** @throws Error when the configuration is not valid */
export function createWorkerServices(env: WorkerBindings): WorkerServices {
  const config = readWorkerConfig(env);
  const log = consoleLog('info');
  const report = (error: unknown) => logFault(log, error);
  const now = () => Date.now();
  const { results, openCache } = createCaches(env, config, now);
  const sources = createMemorySources(SOURCES_BYTES, sourceSizeInBytes);
  const useAi = config.MODEL === 'workers-ai';
  const info: ModelInfo = useAi ? workersAiModel : embeddedModel;

  const openEngine = async (keepAlive: KeepAlive): Promise<Engine> => {
    const engine = useAi ? createWorkersAiEngine(env.AI!) : (await loadModel(env, keepAlive))();
    // Loaded only here: its library ends a signal as it is loaded, which a Worker may not do while it starts.
    const { createCircuit, DEFAULT_CIRCUIT, guarded } = await import('../engine/circuit.ts');
    circuit ??= createCircuit(DEFAULT_CIRCUIT);
    return guarded(engine, circuit);
  };

  /** Engine, flights and writes are the request's own: in a Worker, no request can wait for another one's work. */
  function openTranslator(keepAlive: KeepAlive, cache: TranslationCache): Localiser {
    let engine: Promise<Engine> | undefined;
    const load = () => {
      engine ??= openEngine(keepAlive);
      return engine;
    };
    const parts = { results: keptAlive(results, keepAlive), now, limits: DEFAULT_LIMITS };
    const local = new Translator({
      ...parts,
      engine: { ...engineFacts(info), load },
      sources,
      cache,
      beams: 1,
    });
    const { ORIGIN_URL: url, ORIGIN_KEY: key } = config;
    if (url === undefined) return local;
    return createOriginLocaliser({ ...parts, model: info, origin: { url, key }, local });
  }

  const accounts = openWorkerAccounts(env, config, report);
  return {
    translator: async (keepAlive = () => {}) => openTranslator(keepAlive, openCache(keepAlive)),
    models: [info],
    results,
    sources,
    accounts,
    glossaries: env.TENANTS
      ? createDurableGlossaries(env.TENANTS, Date.now)
      : createMemoryGlossaries(Date.now),
    ...openWorkerJobs(env, config, {
      accounts,
      // What goes wrong in a job may quote its documents.
      report: (error) => logRequestFault(log, error),
      openCache,
      openTranslator,
    }),
    limits: DEFAULT_LIMITS,
    ...(env.GUARD && { guard: rateLimit(env.GUARD) }),
    perimeter: {
      origins: config.CORS_ORIGINS,
      ...(limitsAddresses(config) && {
        addresses: {
          of: (c) => c.req.header('CF-Connecting-IP'),
          salt: config.ADDRESS_SALT ?? crypto.randomUUID(),
        },
      }),
    },
    // Cloudflare's own log service counts what the lines of requests hold.
    telemetry: { log, metrics: noMetrics },
  };
}

/** Memory, then KV where it is bound. */
function createCaches({ CACHE, RESULTS }: WorkerBindings, config: WorkerConfig, now: () => number) {
  const memory = createLruTier(MEMORY_BYTES);
  const near = createMemoryResults(MEMORY_BYTES, sizeInBytes);
  if (!CACHE) {
    return {
      results: near,
      openCache: (keepAlive: KeepAlive) => new SegmentCache({ memory, keepAlive }),
    };
  }
  const kv = openKv(CACHE, config.CACHE_DAYS * DAY_S, now);
  const translations = createSeal<CachedTranslation>(parseCachedTranslation, config.CACHE_SECRET);
  const documents = createSeal<Localisation>(parseLocalisation, config.CACHE_SECRET);
  return {
    results: createTieredResults(near, createKvResults(kv, documents, RESULTS)),
    openCache: (keepAlive: KeepAlive) =>
      new SegmentCache({ memory, shared: [createKvTranslations(kv, translations)], keepAlive }),
  };
}

/** A store whose writes outlive the request that makes them. */
function keptAlive<T>(results: ResultStore<T>, keepAlive: KeepAlive): ResultStore<T> {
  return {
    ...results,
    set(hash, target, result) {
      keepAlive(Promise.resolve(results.set(hash, target, result)));
    },
  };
}
