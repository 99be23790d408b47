/**
 * Requests answered lately, by the very bytes of their body. News is asked for in bursts of equal requests; such bytes
 * need not be decoded, parsed, checked and hashed to know where their result is.
 * @module
 */
import { LRUCache } from 'lru-cache';
import type { ResultAddress } from '../translation/localisation.ts';

/** Most bytes of bodies that are remembered. */
const MAX_BYTES = 8 * 1024 * 1024;
/** What an entry costs besides its bytes, roughly. */
const ENTRY_BYTES = 300;
/** Bytes that a digest looks at. */
const SAMPLES = 64;

/** A memory of bodies and of where their results are. The result itself may be gone from the store by now. */
export interface RecentRequests {
  get(body: Uint8Array): ResultAddress | undefined;
  set(body: Uint8Array, address: ResultAddress): void;
}

interface Entry extends ResultAddress {
  readonly body: Uint8Array;
}

/**
 * An empty memory. A body is looked for by a digest of a few of its bytes and then compared as a whole: of two bodies with
 * one digest the later one is remembered, and nobody gets the result of another body.
 */
export function createRecentRequests(): RecentRequests {
  const entries = new LRUCache<string, Entry>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ body }) => body.length + ENTRY_BYTES,
  });
  return {
    get(body) {
      const entry = entries.get(digest(body));
      return entry && equal(entry.body, body) ? entry : undefined;
    },
    set(body, { contentHash, target }) {
      entries.set(digest(body), { body, contentHash, target });
    },
  };
}

/** The length of a body and a hash (FNV-1a, 32 bits) of bytes spread over it. */
function digest(body: Uint8Array): string {
  const { length } = body;
  const step = Math.max(1, Math.floor(length / SAMPLES));
  let hash = 0x811c9dc5;
  for (let at = length - 1; at >= 0; at -= step) hash = Math.imul(hash ^ (body[at] as number), 0x01000193);
  return `${length} ${hash}`;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const words = Math.floor(a.length / 4);
  // Bodies are buffers of their own, so that they can be compared by words.
  if (a.byteOffset % 4 !== 0 || b.byteOffset % 4 !== 0) return equalFrom(0, a, b);
  const left = new Uint32Array(a.buffer, a.byteOffset, words);
  const right = new Uint32Array(b.buffer, b.byteOffset, words);
  for (let i = 0; i < words; i++) if (left[i] !== right[i]) return false;
  return equalFrom(4 * words, a, b);
}

function equalFrom(start: number, a: Uint8Array, b: Uint8Array): boolean {
  for (let i = start; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
