/**
 * Whole results by address: `{content hash}/{target}`.
 * @module
 */
import { LRUCache } from 'lru-cache';
import type { CacheObserver, CacheTier } from './cache.ts';

/** Keeps results; one that is gone is computed again when its content is posted again. */
export interface ResultStore<T> {
  get(hash: string, target: string): T | undefined | Promise<T | undefined>;
  /** Whether there is a result, without fetching it. */
  has(hash: string, target: string): boolean | Promise<boolean>;
  set(hash: string, target: string, result: T): void | Promise<void>;
  /** Whether a result is small enough to be kept. */
  keeps(result: T): boolean | Promise<boolean>;
}

/**
 * A store in this process's memory.
 * @param maxBytes upper bound of what it keeps, in bytes.
 * @param sizeOf estimated bytes of one result.
 */
export function createMemoryResults<T extends object>(
  maxBytes: number,
  sizeOf: (result: T) => number,
): ResultStore<T> {
  const results = new LRUCache<string, T>({ maxSize: maxBytes, sizeCalculation: sizeOf });
  return {
    get: (hash, target) => results.get(`${hash}/${target}`),
    has: (hash, target) => results.has(`${hash}/${target}`),
    set: (hash, target, result) => {
      results.set(`${hash}/${target}`, result);
    },
    keeps: (result) => sizeOf(result) <= maxBytes,
  };
}

/** A store that tells of what is found in it. */
export function observedResults<T>(
  store: ResultStore<T>,
  tier: CacheTier,
  { hits }: CacheObserver,
): ResultStore<T> {
  const told = (found: T | undefined) => {
    if (found !== undefined) hits('result', tier, 1);
    return found;
  };
  return {
    ...store,
    get(hash, target) {
      const found = store.get(hash, target);
      return found instanceof Promise ? found.then(told) : told(found);
    },
  };
}

/**
 * A store in memory before one that instances share. The shared one never rejects and never takes long, as a `SharedTier`.
 */
export function createTieredResults<T extends object>(
  memory: ResultStore<T>,
  shared: ResultStore<T>,
): ResultStore<T> {
  return {
    get(hash, target) {
      const near = memory.get(hash, target);
      if (near !== undefined) return near;
      return (async () => {
        const far = await shared.get(hash, target);
        if (far) await memory.set(hash, target, far);
        return far;
      })();
    },
    async has(hash, target) {
      return (await memory.has(hash, target)) || (await shared.has(hash, target));
    },
    async set(hash, target, result) {
      await memory.set(hash, target, result);
      await shared.set(hash, target, result);
    },
    async keeps(result) {
      return (await memory.keeps(result)) || (await shared.keeps(result));
    },
  };
}
