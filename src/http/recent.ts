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
  get(body: ArrayBuffer): ResultAddress | undefined;
  set(body: ArrayBuffer, address: ResultAddress): void;
}

interface Entry extends ResultAddress {
  readonly body: ArrayBuffer;
}

/** Whether two buffers have the same bytes. */
export type SameBytes = (a: ArrayBuffer, b: ArrayBuffer) => boolean;

/**
 * An empty memory. A body is looked for by a digest of a few of its bytes and then compared as a whole: of two bodies with
 * one digest the later one is remembered, and nobody gets the result of another body.
 * @param same compares bodies as fast as the runtime can.
 */
export function createRecentRequests(same: SameBytes = equal): RecentRequests {
  const entries = new LRUCache<string, Entry>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ body }) => body.byteLength + ENTRY_BYTES,
  });
  return {
    get(body) {
      const entry = entries.get(digest(body));
      return entry && same(entry.body, body) ? entry : undefined;
    },
    set(body, { contentHash, target }) {
      entries.set(digest(body), { body, contentHash, target });
    },
  };
}

/** The length of a body and a hash (FNV-1a, 32 bits) of bytes spread over it. */
function digest(body: ArrayBuffer): string {
  const bytes = new Uint8Array(body);
  const { length } = bytes;
  const step = Math.max(1, Math.floor(length / SAMPLES));
  let hash = 0x811c9dc5;
  for (let at = length - 1; at >= 0; at -= step) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  return `${length} ${hash}`;
}

/** Compares four bytes at a time, then those that are left. */
function equal(a: ArrayBuffer, b: ArrayBuffer): boolean {
  if (a.byteLength !== b.byteLength) return false;
  const words = Math.floor(a.byteLength / 4);
  return (
    sameItems(new Uint32Array(a, 0, words), new Uint32Array(b, 0, words)) &&
    sameItems(new Uint8Array(a, 4 * words), new Uint8Array(b, 4 * words))
  );
}

function sameItems<T extends Uint32Array | Uint8Array>(a: T, b: T): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
