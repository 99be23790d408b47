/**
 * Cloudflare's KV as a cache sees it: whatever it does, there is an answer, soon. Keys are names of contents, so that what
 * is under one never changes.
 * @module
 * @see https://developers.cloudflare.com/kv/platform/limits/
 */
import { LRUCache } from 'lru-cache';

/** What is needed of a KV binding. */
export interface KvBinding {
  get(key: string, type?: 'text'): Promise<string | null>;
  get(key: string, type: 'stream'): Promise<ReadableStream | null>;
  get(keys: string[], type: 'text'): Promise<ReadonlyMap<string, string | null>>;
  put(key: string, value: string, options: { readonly expirationTtl: number }): Promise<void>;
}

/** Most bytes of a value. */
export const KV_MAX_BYTES = 25 * 1024 * 1024;

/** Most keys in one call. */
const BULK_KEYS = 100;
/** Longest time that a reader waits, in milliseconds; then it goes on without. */
const PATIENCE_MS = 1500;
/** After a failure KV is left alone for so long, in milliseconds: requests are not to wait for it one after the other. */
const REST_MS = 5000;
/** KV takes a value under one key once a second. Keys written within a minute are not written again. */
const WRITTEN_MS = 60_000;
const MAX_WRITTEN = 10_000;

/** A tolerant store of text. Nothing of it rejects: a store that fails is as if it were empty. */
export interface Kv {
  get(key: string): Promise<string | undefined>;
  /** In the order of the keys. */
  getMany(keys: readonly string[]): Promise<readonly (string | undefined)[]>;
  has(key: string): Promise<boolean>;
  put(key: string, value: string): Promise<void>;
}

/**
 * Opens a binding; once an isolate, so that all of its requests know when KV fails.
 * @param ttlSeconds after which values are forgotten, at least 60.
 * @param now milliseconds on any steady clock.
 */
export function openKv(binding: KvBinding, ttlSeconds: number, now: () => number): Kv {
  const written = new LRUCache<string, true>({ max: MAX_WRITTEN, ttl: WRITTEN_MS });
  let restsUntil = Number.NEGATIVE_INFINITY;

  async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (now() < restsUntil) return otherwise;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('KV is late')), PATIENCE_MS);
    });
    try {
      return await Promise.race([work(), late]);
    } catch {
      restsUntil = now() + REST_MS;
      return otherwise;
    } finally {
      clearTimeout(timer);
    }
  }

  // Reads have KV's own `cacheTtl`, a minute: a longer one would keep for as long that a key is not there yet.
  return {
    get: (key) => attempt(async () => (await binding.get(key)) ?? undefined, undefined),
    async getMany(keys) {
      const starts = Array.from({ length: Math.ceil(keys.length / BULK_KEYS) }, (_, i) => i * BULK_KEYS);
      const found = await Promise.all(
        starts.map((start) =>
          attempt<ReadonlyMap<string, string | null>>(
            () => binding.get(keys.slice(start, start + BULK_KEYS), 'text'),
            new Map(),
          ),
        ),
      );
      return keys.map((key, i) => found[Math.floor(i / BULK_KEYS)]!.get(key) ?? undefined);
    },
    has: (key) =>
      attempt(async () => {
        const stream = await binding.get(key, 'stream');
        await stream?.cancel();
        return stream !== null;
      }, false),
    async put(key, value) {
      if (written.has(key)) return;
      written.set(key, true);
      await attempt(() => binding.put(key, value, { expirationTtl: ttlSeconds }), undefined);
    },
  };
}
