/**
 * Where a Node process keeps things: in its memory, in files, or in Redis with others.
 * @module
 */
import type { Accounts } from '../accounts/accounts.ts';
import { type AccountDirectory, listedAccounts } from '../accounts/directory.ts';
import { watchKeyFile } from '../accounts/key-file.ts';
import { keyedAccounts } from '../accounts/keyed.ts';
import { createMemoryUsage } from '../accounts/memory-usage.ts';
import { openAccounts } from '../accounts/open.ts';
import { watchRedisAccounts } from '../accounts/redis-accounts.ts';
import { createRedisUsage } from '../accounts/redis-usage.ts';
import type { UsageStore } from '../accounts/usage.ts';
import { openUsageFile } from '../accounts/usage-file.ts';
import { type CacheObserver, SegmentCache } from '../cache/cache.ts';
import { parseCachedTranslation } from '../cache/cached-translation.ts';
import { createLruTier } from '../cache/lru.ts';
import { createRedisResults, createRedisTier } from '../cache/redis.ts';
import {
  createMemoryResults,
  createTieredResults,
  observedResults,
  type ResultStore,
} from '../cache/results.ts';
import { createSeal } from '../cache/sealed.ts';
import { createMemorySources, type SourceStore } from '../cache/sources.ts';
import { createMemoryGlossaries } from '../glossaries/memory.ts';
import { createRedisGlossaries } from '../glossaries/redis.ts';
import { openGlossaryFile } from '../glossaries/sqlite.ts';
import type { GlossaryStore } from '../glossaries/store.ts';
import { connectRedis, type RedisConnection } from '../redis/connection.ts';
import { type Localisation, sizeInBytes } from '../translation/localisation.ts';
import { type LocaliseSource, sourceSizeInBytes } from '../translation/localiser.ts';
import { parseLocalisation } from '../translation/stored-localisation.ts';
import type { Config } from './config.ts';

const MB = 1024 * 1024;
const DAY_SECONDS = 86_400;

/** The stores of a process. */
export interface Stores {
  readonly cache: SegmentCache;
  readonly results: ResultStore<Localisation>;
  /** In this process's memory alone. */
  readonly sources: SourceStore<LocaliseSource>;
  readonly accounts: Accounts;
  readonly glossaries: GlossaryStore;
  /** Absent where nothing is shared. */
  readonly redis: RedisConnection | undefined;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/** Who is told of what the stores do. */
export interface StoreObservers {
  /** Told of stores that fail and are done without. */
  readonly report: (error: unknown) => void;
  readonly cache: CacheObserver;
}

/**
 * Opens the stores that a configuration names.
 * @throws Error when a file cannot be opened, or keys cannot be read
 */
export async function openStores(config: Config, { report, cache }: StoreObservers): Promise<Stores> {
  const redis =
    config.REDIS_URL === undefined
      ? undefined
      : await connectRedis({
          url: config.REDIS_URL,
          prefix: config.REDIS_PREFIX,
          timeoutMs: config.REDIS_TIMEOUT_MS,
          report,
        });
  /** Undone at the end, the last first. */
  const closing: (() => void | Promise<void>)[] = redis ? [redis.close] : [];
  const opened = <T extends { close(): void | Promise<void> }>(store: T): T => {
    closing.push(() => store.close());
    return store;
  };
  try {
    const usage = openUsage(config, { redis, report, opened });
    return {
      redis,
      ...openCaches(config, redis, cache),
      accounts: await openConfiguredAccounts(config, usage, { redis, report }),
      glossaries: openGlossaries(config, { redis, opened }),
      async close() {
        for (const close of closing.toReversed()) await close();
      },
    };
  } catch (error) {
    for (const close of closing.toReversed()) await close();
    throw error;
  }
}

interface Means {
  readonly redis: RedisConnection | undefined;
  readonly report: (error: unknown) => void;
  /** Sees to it that a store is closed at the end. */
  readonly opened: <T extends { close(): void | Promise<void> }>(store: T) => T;
}

function openCaches(
  config: Config,
  redis: RedisConnection | undefined,
  observer: CacheObserver,
): Pick<Stores, 'cache' | 'results' | 'sources'> {
  const memory = createLruTier(config.SEGMENT_CACHE_MB * MB);
  const results = observedResults(
    createMemoryResults(config.RESULT_CACHE_MB * MB, sizeInBytes),
    'memory',
    observer,
  );
  const sources = createMemorySources((config.RESULT_CACHE_MB * MB) / 4, sourceSizeInBytes);
  if (!redis) return { cache: new SegmentCache({ memory, observer }), results, sources };
  const ttlSeconds = config.REDIS_TTL_DAYS * DAY_SECONDS;
  const tier = createRedisTier(redis, {
    seal: createSeal(parseCachedTranslation, config.CACHE_SECRET),
    ttlSeconds,
  });
  const shared = createRedisResults(redis, {
    seal: createSeal(parseLocalisation, config.CACHE_SECRET),
    ttlSeconds,
  });
  return {
    cache: new SegmentCache({ memory, shared: [tier], observer }),
    results: createTieredResults(results, observedResults(shared, 'redis', observer)),
    sources,
  };
}

function openUsage({ USAGE_FILE: path }: Config, { redis, report, opened }: Means): UsageStore {
  if (redis) return opened(createRedisUsage(redis));
  return path === undefined ? createMemoryUsage() : opened(openUsageFile(path, report));
}

function openGlossaries(
  { GLOSSARY_FILE: path }: Config,
  { redis, opened }: Pick<Means, 'redis' | 'opened'>,
): GlossaryStore {
  if (path !== undefined) return opened(openGlossaryFile(path, Date.now));
  return redis ? createRedisGlossaries(redis, Date.now) : createMemoryGlossaries(Date.now);
}

/** Without keys everyone is anonymous; with some, callers without one are refused unless the configuration allows them. */
async function openConfiguredAccounts(
  config: Config,
  usage: UsageStore,
  means: Pick<Means, 'redis' | 'report'>,
): Promise<Accounts> {
  const directory = await openDirectory(config, means);
  if (!directory) return openAccounts(usage, Date.now);
  return keyedAccounts({
    directory,
    usage,
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

async function openDirectory(
  config: Config,
  { redis, report }: Pick<Means, 'redis' | 'report'>,
): Promise<AccountDirectory | undefined> {
  if (config.KEYS_FILE !== undefined) return listedAccounts(await watchKeyFile(config.KEYS_FILE, report));
  return redis && config.KEYS_IN === 'redis' ? listedAccounts(await watchRedisAccounts(redis)) : undefined;
}
