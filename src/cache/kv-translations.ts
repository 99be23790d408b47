/**
 * Translations in KV, for one request.
 * @module
 */
import type { CachedTranslation, SharedTier } from './cache.ts';
import type { Hash } from './key.ts';
import type { Kv } from './kv.ts';
import type { Seal } from './sealed.ts';

/**
 * Most translations that one request writes. A Worker may call KV a thousand times a request; what a longer document has
 * more is in its whole result only.
 */
const MAX_WRITES = 700;

const nameOf = (key: Hash) => `segment/${key}`;

/** A tier for one request. */
export function createKvTranslations(kv: Kv, seal: Seal<CachedTranslation>): SharedTier {
  let writes = 0;
  return {
    tier: 'kv',
    async getMany(keys) {
      const names = keys.map(nameOf);
      const sealed = await kv.getMany(names);
      return Promise.all(sealed.map((text, i) => (text === undefined ? text : seal.open(names[i]!, text))));
    },
    async set(key, value) {
      if (++writes > MAX_WRITES) return;
      await kv.put(nameOf(key), await seal.close(nameOf(key), value));
    },
  };
}
