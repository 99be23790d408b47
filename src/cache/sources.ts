/**
 * What results were made of, by the hash in their address: with it, a document can be had in another language.
 * @module
 */
import { LRUCache } from 'lru-cache';

/** Keeps sources for a while. */
export interface SourceStore<T> {
  get(hash: string): T | undefined | Promise<T | undefined>;
  set(hash: string, source: T): void;
}

/**
 * A store in this process's memory.
 * @param maxBytes upper bound of what it keeps, in bytes.
 * @param sizeOf estimated bytes of one source.
 */
export function createMemorySources<T extends object>(
  maxBytes: number,
  sizeOf: (source: T) => number,
): SourceStore<T> {
  const sources = new LRUCache<string, T>({ maxSize: maxBytes, sizeCalculation: sizeOf });
  return {
    get: (hash) => sources.get(hash),
    set: (hash, source) => {
      sources.set(hash, source);
    },
  };
}
