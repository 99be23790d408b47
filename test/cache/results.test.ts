import { describe, expect, it } from 'vitest';
import type { CacheObserver } from '../../src/cache/cache.ts';
import { hashOf } from '../../src/cache/key.ts';
import { createMemoryResults, createTieredResults, observedResults } from '../../src/cache/results.ts';
import type { LanguageCode } from '../../src/language/codes.ts';

const FR = 'fr' as LanguageCode;

describe('results in memory before those that instances share', async () => {
  const hash = await hashOf(['a page']);
  const observed = () => {
    const hits: [string, string, number][] = [];
    const observer: CacheObserver = { hits: (...found) => void hits.push(found) };
    const near = createMemoryResults<{ text: string }>(1000, () => 10);
    const far = createMemoryResults<{ text: string }>(1000, () => 10);
    const store = createTieredResults(
      observedResults(near, 'memory', observer),
      observedResults(far, 'redis', observer),
    );
    return { near, far, store, hits };
  };

  it('are looked for in memory first, found in either, and told of where they were found', async () => {
    const { far, store, hits } = observed();
    expect(await store.get(hash, FR)).toBeUndefined();
    expect(hits).toEqual([]);
    await far.set(hash, FR, { text: 'une page' });
    expect(await store.get(hash, FR)).toEqual({ text: 'une page' });
    expect(await store.get(hash, FR)).toEqual({ text: 'une page' });
    expect(hits).toEqual([
      ['result', 'redis', 1],
      ['result', 'memory', 1],
    ]);
  });

  it('are kept in both', async () => {
    const { near, far, store, hits } = observed();
    await store.set(hash, FR, { text: 'une page' });
    expect([await near.get(hash, FR), await far.get(hash, FR)]).toEqual([
      { text: 'une page' },
      { text: 'une page' },
    ]);
    expect(hits).toEqual([]);
  });
});
