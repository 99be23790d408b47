/**
 * Segments and whole results in Redis.
 * @module
 */
import type { RedisConnection } from '../redis/connection.ts';
import type { CachedTranslation, SharedTier } from './cache.ts';
import type { Hash } from './key.ts';
import type { ResultStore } from './results.ts';
import type { Seal } from './sealed.ts';

/** What is written is gone after `ttlSeconds`, and read only if its seal is whole. */
export interface RedisCacheOptions<T> {
  readonly seal: Seal<T>;
  readonly ttlSeconds: number;
}

/** Keys of one kind of value, and what they are called. */
const KINDS = { segments: 'segment', results: 'result' } as const;

/** Most keys that one command asks for. */
const KEYS_AT_ONCE = 1000;

/** A tier of segments: one round trip for all keys of a document. */
export function createRedisTier(
  connection: RedisConnection,
  { seal, ttlSeconds }: RedisCacheOptions<CachedTranslation>,
): SharedTier {
  const { redis, attempt } = connection;
  const nameOf = (key: string) => connection.key(`${KINDS.segments}:${key}`);
  return {
    tier: 'redis',
    getMany(keys) {
      const look = async (some: readonly Hash[]) => {
        const found = await redis.mget(some.map(nameOf));
        return Promise.all(
          found.map((sealed, i) => (sealed === null ? undefined : seal.open(some[i]!, sealed))),
        );
      };
      const lookAll = async () => (await Promise.all(slices(keys).map(look))).flat();
      return attempt<readonly (CachedTranslation | undefined)[]>(lookAll, []);
    },
    async set(key, value) {
      const sealed = await seal.close(key, value);
      await attempt<unknown>(() => redis.set(nameOf(key), sealed, 'EX', ttlSeconds), undefined);
    },
  };
}

/** A store of whole results. */
export function createRedisResults<T extends object>(
  connection: RedisConnection,
  { seal, ttlSeconds }: RedisCacheOptions<T>,
): ResultStore<T> {
  const { redis, attempt } = connection;
  const nameOf = (address: string) => connection.key(`${KINDS.results}:${address}`);
  return {
    get(hash, target) {
      const address = `${hash}/${target}`;
      return attempt(async () => {
        const sealed = await redis.get(nameOf(address));
        return sealed === null ? undefined : seal.open(address, sealed);
      }, undefined);
    },
    has: (hash, target) =>
      attempt(async () => (await redis.exists(nameOf(`${hash}/${target}`))) === 1, false),
    async set(hash, target, result) {
      const address = `${hash}/${target}`;
      const sealed = await seal.close(address, result);
      await attempt<unknown>(() => redis.set(nameOf(address), sealed, 'EX', ttlSeconds), undefined);
    },
    // A value may have 512 MB: more than a body that made one.
    keeps: () => true,
  };
}

/** Parts of many keys: Redis does nothing else while it answers for one. All are asked for at once. */
function slices(keys: readonly Hash[]): (readonly Hash[])[] {
  const count = Math.ceil(keys.length / KEYS_AT_ONCE);
  return Array.from({ length: count }, (_, i) => keys.slice(i * KEYS_AT_ONCE, (i + 1) * KEYS_AT_ONCE));
}

/** How many values of each kind there are. */
export type RedisCacheStats = Readonly<Record<keyof typeof KINDS, number>>;

/** Counts what is cached in Redis. @throws Error when Redis does not answer */
export async function countRedisCache(connection: RedisConnection): Promise<RedisCacheStats> {
  const count = async (kind: keyof typeof KINDS) => {
    let sum = 0;
    for await (const keys of scan(connection, kind)) sum += new Set(keys).size;
    return sum;
  };
  return { segments: await count('segments'), results: await count('results') };
}

/** Forgets all that is cached in Redis; accounts, glossaries and jobs stay. @throws Error when Redis does not answer */
export async function clearRedisCache(connection: RedisConnection): Promise<void> {
  for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
    for await (const keys of scan(connection, kind)) if (keys.length > 0) await connection.redis.unlink(keys);
  }
}

function scan(connection: RedisConnection, kind: keyof typeof KINDS): AsyncIterable<string[]> {
  return connection.redis.scanStream({ match: connection.key(`${KINDS[kind]}:*`), count: 1000 });
}
