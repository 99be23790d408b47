/**
 * Whole results in KV, and in a bucket of R2 what is too large for it.
 * @module
 */
import { KV_MAX_BYTES, type Kv } from './kv.ts';
import type { ResultStore } from './results.ts';
import type { Seal } from './sealed.ts';

/** What is needed of an R2 binding. */
export interface BucketBinding {
  get(key: string): Promise<{ text(): Promise<string> } | null>;
  put(key: string, value: string): Promise<unknown>;
}

/** Stands in KV for a value that is in the bucket. */
const IN_BUCKET = 'r2';

/** What an address can look like; all else in a path is not even asked for. */
const HASH = /^[0-9a-f]{64}$/;
const TARGET = /^[a-z]{2,3}$/;

/**
 * A store that never rejects.
 * @param bucket without it, results of more than 25 MiB are not kept.
 */
export function createKvResults<T>(kv: Kv, seal: Seal<T>, bucket?: BucketBinding): ResultStore<T> {
  const nameOf = (hash: string, target: string): string | undefined =>
    HASH.test(hash) && TARGET.test(target) ? `result/${hash}/${target}` : undefined;

  async function read(name: string): Promise<string | undefined> {
    const text = await kv.get(name);
    if (text !== IN_BUCKET) return text;
    try {
      return await (await bucket?.get(name))?.text();
    } catch {
      return undefined;
    }
  }

  return {
    async get(hash, target) {
      const name = nameOf(hash, target);
      const text = name && (await read(name));
      return name && text ? seal.open(name, text) : undefined;
    },
    async has(hash, target) {
      const name = nameOf(hash, target);
      return name !== undefined && (await kv.has(name));
    },
    async set(hash, target, result) {
      const name = nameOf(hash, target);
      if (name === undefined) return;
      const text = await seal.close(name, result);
      if (fitsKv(text)) return kv.put(name, text);
      try {
        await bucket?.put(name, text);
      } catch {
        return;
      }
      if (bucket) await kv.put(name, IN_BUCKET);
    },
    keeps: async (result) => bucket !== undefined || fitsKv(await seal.close('', result)),
  };
}

function fitsKv(text: string): boolean {
  return 3 * text.length <= KV_MAX_BYTES || new TextEncoder().encode(text).length <= KV_MAX_BYTES;
}
