/**
 * The services of a Node process: the model in this process, before it the stores that its configuration names.
 * @module
 */
import { createCircuit, guarded } from '../engine/circuit.ts';
import { loadNodeEngine } from '../engine/load-node.ts';
import { DEFAULT_LIMITS } from '../engine/scheduler.ts';
import type { RedisConnection } from '../redis/connection.ts';
import type { Limits, Services } from '../services.ts';
import { logFault } from '../telemetry/log.ts';
import { noTelemetry, type Telemetry } from '../telemetry/telemetry.ts';
import { loaded, Translator } from '../translation/translator.ts';
import { createTurns } from '../turns.ts';
import type { Config } from './config.ts';
import { openPerimeter, withAddressLimits } from './perimeter-node.ts';
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
  telemetry: Telemetry = noTelemetry,
): Promise<NodeServices> {
  const limits: Limits = {
    bodyBytes: config.MAX_BODY_BYTES,
    textCharacters: config.MAX_TEXT_CHARACTERS,
    texts: config.MAX_BATCH_TEXTS,
    characters: config.MAX_BATCH_CHARACTERS,
    segments: config.MAX_SEGMENTS,
    alternatives: config.MAX_ALTERNATIVES,
    requestMs: config.REQUEST_TIMEOUT_MS,
    confidence: config.MIN_CONFIDENCE,
    translationConfidence: config.MIN_TRANSLATION_CONFIDENCE,
  };
  const stores = await openStores(config, {
    report: (error) => logFault(telemetry.log, error),
    cache: telemetry.metrics.cache,
  });
  const turn = createTurns(setImmediate);
  const circuit = createCircuit({ failures: config.CIRCUIT_FAILURES, restMs: config.CIRCUIT_REST_MS });
  const bare = await loadNodeEngine(config.MODEL, {
    store: config.MODELS_DIR,
    threads: config.THREADS,
    runtime: config.RUNTIME,
    limits: { admission: { ...DEFAULT_LIMITS.admission, characters: config.MAX_QUEUED_CHARACTERS } },
    observer: telemetry.metrics.engine,
    soon: (run) => void turn().then(run),
  }).catch(async (error: unknown) => {
    await stores.close();
    throw error;
  });
  const engine = guarded(bare, circuit);
  telemetry.metrics.watch({ model: engine.model, load: engine.load, circuit: () => circuit.position });
  const translator = new Translator({
    engine: loaded(engine),
    results: stores.results,
    sources: stores.sources,
    cache: stores.cache,
    now: () => performance.now(),
    limits,
    turn,
    beams: config.BEAMS,
  });
  return {
    translator: async () => translator,
    turn,
    models: [engine.model],
    results: stores.results,
    sources: stores.sources,
    accounts: withAddressLimits(stores.accounts, config, stores.redis),
    glossaries: stores.glossaries,
    redis: stores.redis,
    limits,
    perimeter: openPerimeter(config),
    telemetry,
    async close() {
      await engine.close();
      await stores.close();
    },
  };
}
