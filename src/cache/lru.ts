/**
 * The memory tier on `lru-cache`, bounded by bytes rather than by entries.
 * @module
 */
import { LRUCache } from 'lru-cache';
import type { CachedTranslation, MemoryTier } from './cache.ts';
import type { Hash } from './key.ts';

/** Key, object header and LRU links: what an entry costs besides its text, roughly. */
const ENTRY_BYTES = 300;

/** A tier in this process's memory. @param maxBytes upper bound of what it keeps, in bytes. */
export function createLruTier(maxBytes: number): MemoryTier {
  const entries = new LRUCache<Hash, CachedTranslation>({
    maxSize: maxBytes,
    sizeCalculation: (value) =>
      ENTRY_BYTES + 2 * (value.status === 'translated' ? value.text : value.reason).length,
  });
  return {
    get: (key) => entries.get(key),
    set: (key, value) => {
      entries.set(key, value);
    },
  };
}
