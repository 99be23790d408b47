/**
 * The services of a Node process: the model in this process, before it the stores that its configuration names.
 * @module
 */
import { loadNodeEngine } from '../engine/load-node.ts';
import { DEFAULT_LIMITS } from '../engine/scheduler.ts';
import type { RedisConnection } from '../redis/connection.ts';
import type { Limits, Services } from '../services.ts';
import { loaded, Translator } from '../translation/translator.ts';
import type { Config } from './config.ts';
import { openStores } from './stores-node.ts';

/** Services that can be closed: `close` answers the work taken and frees the model. */
export interface NodeServices extends Services {
  /** What is shared with other instances; absent where nothing is. */
  readonly redis: RedisConnection | undefined;
  close(): Promise<void>;
}

/**
 * Loads the model and builds the services.
 * @throws NewsglotError `model_rejected` when a file of the model is missing or changed.
 */
export async function createNodeServices(
  config: Config,
  report: (error: unknown) => void = console.error,
): Promise<NodeServices> {
  const limits: Limits = {
    bodyBytes: config.MAX_BODY_BYTES,
    texts: config.MAX_BATCH_TEXTS,
    characters: config.MAX_BATCH_CHARACTERS,
    segments: config.MAX_SEGMENTS,
    requestMs: config.REQUEST_TIMEOUT_MS,
    confidence: config.MIN_CONFIDENCE,
    translationConfidence: config.MIN_TRANSLATION_CONFIDENCE,
  };
  const stores = await openStores(config, report);
  const engine = await loadNodeEngine(config.MODEL, {
    store: config.MODELS_DIR,
    threads: config.THREADS,
    limits: { admission: { ...DEFAULT_LIMITS.admission, characters: config.MAX_QUEUED_CHARACTERS } },
  }).catch(async (error: unknown) => {
    await stores.close();
    throw error;
  });
  const translator = new Translator({
    engine: loaded(engine),
    results: stores.results,
    sources: stores.sources,
    cache: stores.cache,
    now: () => performance.now(),
    limits,
    beams: config.BEAMS,
  });
  return {
    translator: async () => translator,
    models: [engine.model],
    results: stores.results,
    sources: stores.sources,
    accounts: stores.accounts,
    glossaries: stores.glossaries,
    redis: stores.redis,
    limits,
    report,
    async close() {
      await engine.close();
      await stores.close();
    },
  };
}
