import { describe, expect, it } from 'vitest';
import {
  type CachedTranslation,
  type CacheObserver,
  SegmentCache,
  type SharedTier,
} from '../../src/cache/cache.ts';
import { type Hash, hashOf } from '../../src/cache/key.ts';
import { createLruTier } from '../../src/cache/lru.ts';

const key = await hashOf(['key']);
const value: CachedTranslation = { status: 'translated', text: 'Bonjour' };
const later = () => new Promise<CachedTranslation>((resolve) => setTimeout(() => resolve(value), 5));
const cacheWith = (maxBytes = 10_000) => new SegmentCache({ memory: createLruTier(maxBytes) });

describe('the segment cache', () => {
  it('computes once, then answers from memory', async () => {
    const cache = cacheWith();
    expect(await cache.through(key, later)).toEqual({ value, cache: 'miss' });
    const again = await cache.through(key, () => Promise.reject(new Error('computed twice')));
    expect(again).toEqual({ value, cache: 'hit' });
  });

  it('shares one computation among concurrent calls; only the first is a miss', async () => {
    const cache = cacheWith();
    let computed = 0;
    const compute = () => {
      computed++;
      return later();
    };
    const answers = await Promise.all([1, 2, 3].map(() => cache.through(key, compute)));
    expect(computed).toBe(1);
    expect(answers.map((answer) => answer.cache)).toEqual(['miss', 'hit', 'hit']);
  });

  it('keeps nothing of a computation that failed, and tells all who waited', async () => {
    const cache = cacheWith();
    const fail = () => Promise.reject(new Error('overloaded'));
    const settled = await Promise.allSettled([cache.through(key, fail), cache.through(key, fail)]);
    expect(settled.map((s) => s.status)).toEqual(['rejected', 'rejected']);
    expect((await cache.through(key, later)).cache).toBe('miss');
  });

  it('lets one caller leave without taking the computation from the others', async () => {
    const cache = cacheWith();
    const leaving = new AbortController();
    let sharedSignal: AbortSignal | undefined;
    const compute = (signal: AbortSignal) => {
      sharedSignal = signal;
      return later();
    };
    const left = cache.through(key, compute, leaving.signal);
    const stays = cache.through(key, compute);
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect((await stays).value).toEqual(value);
    expect(sharedSignal?.aborted).toBe(false);
  });

  it('aborts the computation when the last caller has left', async () => {
    const cache = cacheWith();
    const leaving = new AbortController();
    let sharedSignal: AbortSignal | undefined;
    const left = cache.through(
      key,
      (signal) => {
        sharedSignal = signal;
        return new Promise<CachedTranslation>((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
      leaving.signal,
    );
    await Promise.resolve();
    leaving.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    expect(sharedSignal?.aborted).toBe(true);
  });

  it('asks each shared tier once for all the keys that the quicker ones lack, and copies what it has to them', async () => {
    const asked: (readonly Hash[])[] = [];
    const shared = (known: Map<Hash, CachedTranslation>, tier: SharedTier['tier']): SharedTier => ({
      tier,
      async getMany(keys) {
        asked.push(keys);
        return keys.map((k) => known.get(k));
      },
      async set(k, v) {
        known.set(k, v);
      },
    });
    const [a, b, c, d] = await Promise.all(['a', 'b', 'c', 'd'].map((name) => hashOf([name])));
    const memory = createLruTier(10_000);
    memory.set(a!, value);
    const near = new Map([[b!, value]]);
    const far = new Map([[c!, value]]);
    const hits: [string, string, number][] = [];
    const observer: CacheObserver = { hits: (...found) => void hits.push(found) };
    const cache = new SegmentCache({ memory, shared: [shared(near, 'redis'), shared(far, 'kv')], observer });
    const recall = (...keys: Hash[]) => cache.recall(keys.map((k) => ({ key: k, fits: () => true })));
    expect([...(await recall(a!, b!, c!, d!, b!)).keys()]).toEqual([a, b, c]);
    expect(hits.splice(0)).toEqual([
      ['segment', 'memory', 1],
      ['segment', 'redis', 1],
      ['segment', 'kv', 1],
    ]);
    expect(asked).toEqual([
      [b, c, d],
      [c, d],
    ]);
    expect([memory.get(b!), memory.get(c!), near.get(c!)]).toEqual([value, value, value]);
    const both = await Promise.all([cache.through(d!, later), cache.through(d!, later)]);
    expect(both.map((answer) => answer.cache)).toEqual(['miss', 'hit']);
    expect((await cache.through(d!, later)).cache).toBe('hit');
    expect(hits.splice(0)).toEqual([
      ['segment', 'in_flight', 1],
      ['segment', 'memory', 1],
    ]);
    expect([near.get(d!), far.get(d!)]).toEqual([value, value]);
    await recall(a!, b!, c!, d!);
    expect(asked).toHaveLength(2);
  });
});

describe('the memory tier', () => {
  it('is bounded by bytes: the least recently used goes first', async () => {
    const tier = createLruTier(1000);
    const keys = await Promise.all(Array.from({ length: 10 }, (_, i) => hashOf([i])));
    for (const k of keys) tier.set(k, value);
    expect(tier.get(keys[0]!)).toBeUndefined();
    expect(tier.get(keys[9]!)).toEqual(value);
  });

  it('does not keep what is larger than all of it', () => {
    const tier = createLruTier(1000);
    tier.set(key, { status: 'translated', text: 'x'.repeat(1000) });
    expect(tier.get(key)).toBeUndefined();
  });
});
