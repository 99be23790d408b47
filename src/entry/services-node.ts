/**
 * The services of a Node process: the model in this process, caches in its memory.
 * @module
 */
import type { Accounts } from '../accounts/accounts.ts';
import { listedAccounts } from '../accounts/directory.ts';
import { watchKeyFile } from '../accounts/key-file.ts';
import { keyedAccounts } from '../accounts/keyed.ts';
import { createMemoryUsage } from '../accounts/memory-usage.ts';
import { openAccounts } from '../accounts/open.ts';
import { SegmentCache } from '../cache/cache.ts';
import { createLruTier } from '../cache/lru.ts';
import { createMemoryResults } from '../cache/results.ts';
import { loadNodeEngine } from '../engine/load-node.ts';
import { DEFAULT_LIMITS } from '../engine/scheduler.ts';
import { createMemoryGlossaries } from '../glossaries/memory.ts';
import { openGlossaryFile } from '../glossaries/sqlite.ts';
import { createMemoryJobs } from '../jobs/memory-jobs.ts';
import type { Limits, Services } from '../services.ts';
import { sizeInBytes } from '../translation/localisation.ts';
import { Translator } from '../translation/translator.ts';
import type { Config } from './config.ts';

const MB = 1024 * 1024;

/** Services that can be closed: `close` answers the work taken and frees the model. */
export interface NodeServices extends Services {
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
  const accounts = await openConfiguredAccounts(config, report);
  const engine = await loadNodeEngine(config.MODEL, {
    store: config.MODELS_DIR,
    threads: config.THREADS,
    limits: { admission: { ...DEFAULT_LIMITS.admission, characters: config.MAX_QUEUED_CHARACTERS } },
  });
  const file =
    config.GLOSSARY_FILE === undefined ? undefined : openGlossaryFile(config.GLOSSARY_FILE, Date.now);
  const glossaries = file ?? createMemoryGlossaries(Date.now);
  const results = createMemoryResults(config.RESULT_CACHE_MB * MB, sizeInBytes);
  const translator = new Translator({
    engine,
    results,
    cache: new SegmentCache({ memory: createLruTier(config.SEGMENT_CACHE_MB * MB) }),
    now: () => performance.now(),
    limits,
    beams: config.BEAMS,
  });
  const jobs = createMemoryJobs(
    { translator: async () => translator, accounts, taskMs: config.JOB_TASK_TIMEOUT_MS, report },
    {
      concurrency: config.JOB_CONCURRENCY,
      characters: config.MAX_JOB_CHARACTERS,
      keepMs: config.JOB_KEEP_HOURS * 3_600_000,
      bytes: config.JOB_RESULTS_MB * MB,
    },
    Date.now,
  );
  return {
    translator: async () => translator,
    models: [engine.model],
    results,
    accounts,
    glossaries,
    jobs,
    limits,
    report,
    async close() {
      await jobs.close();
      await engine.close();
      file?.close();
    },
  };
}

/** Without a file of keys everyone is anonymous; with one, callers without a key are refused unless the configuration allows them. */
async function openConfiguredAccounts(config: Config, report: (error: unknown) => void): Promise<Accounts> {
  if (config.KEYS_FILE === undefined) return openAccounts(createMemoryUsage(), Date.now);
  return keyedAccounts({
    directory: listedAccounts(await watchKeyFile(config.KEYS_FILE, report)),
    usage: createMemoryUsage(),
    anonymous:
      config.ANONYMOUS === 'refused'
        ? 'refused'
        : {
            charactersPerMonth: config.ANONYMOUS_CHARACTERS_PER_MONTH ?? null,
            requestsPerMinute: config.ANONYMOUS_REQUESTS_PER_MINUTE ?? null,
          },
    now: Date.now,
  });
}
