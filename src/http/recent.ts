/**
 * Requests answered lately, by the very text of their body. News is asked for in bursts of equal requests; such a text
 * need not be parsed, checked and hashed to know where its result is.
 * @module
 */
import { LRUCache } from 'lru-cache';
import type { ResultAddress } from '../translation/localisation.ts';

/** Most UTF-16 code units of bodies that are remembered. */
const MAX_UNITS = 4 * 1024 * 1024;
/** What an entry costs besides its text, in code units, roughly. */
const ENTRY_UNITS = 150;

/** A memory of bodies and of where their results are. The result itself may be gone from the store by now. */
export interface RecentRequests {
  get(body: string): ResultAddress | undefined;
  set(body: string, address: ResultAddress): void;
}

/** An empty memory. */
export function createRecentRequests(): RecentRequests {
  const addresses = new LRUCache<string, ResultAddress>({
    maxSize: MAX_UNITS,
    sizeCalculation: (_, body) => body.length + ENTRY_UNITS,
  });
  return {
    get: (body) => addresses.get(body),
    set: (body, { contentHash, target }) => {
      addresses.set(body, { contentHash, target });
    },
  };
}
