/**
 * Whole results by address: `{content hash}/{target}`.
 * @module
 */
import { LRUCache } from 'lru-cache';

/** Keeps results; one that is gone is computed again when its content is posted again. */
export interface ResultStore<T> {
  get(hash: string, target: string): T | undefined | Promise<T | undefined>;
  set(hash: string, target: string, result: T): void;
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
    set: (hash, target, result) => {
      results.set(`${hash}/${target}`, result);
    },
  };
}
