/** What isolates share through KV, and what they do without it; run in workerd. */
import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { Localisation } from '../../src/translation/localisation.ts';
import { type Ask, json, startIsolate } from './isolates.ts';

const names = async () => (await env.CACHE.list()).keys.map(({ name }) => name);
const day = { expirationTtl: 86_400 };

async function translate(ask: Ask, content: string): Promise<Localisation> {
  const response = await ask('/v1/translate', json({ content, target: 'fr' }));
  expect(response.status).toBe(200);
  return (await response.json()) as Localisation;
}

describe('isolates that share KV', () => {
  it('share whole results, at their address too', async () => {
    const first = await translate(startIsolate(), 'The council met on Monday.');
    const other = startIsolate();
    const article = await other(`/v1/articles/${first.contentHash}/fr`);
    expect(await article.text()).toBe(first.content);
    expect((await translate(startIsolate(), 'The council met on Monday.')).stats.engineMs).toBe(0);
  });

  it('share segments of documents that differ', async () => {
    await translate(startIsolate(), 'The mayor opened the bridge. It rained all day.');
    const { segments } = await translate(startIsolate(), 'It rained all day. The bridge is closed.');
    expect(segments.map(({ cache }) => cache)).toEqual(['hit', 'miss']);
  });

  it.each([
    ['is no value at all', 'Monday', () => 'poison'],
    ['was changed', 'Tuesday', (kept: string) => kept.replace('"text":"', '"text":"poison ')],
    ['is of another key', 'Thursday', (_: string, other: string) => other],
    ['was cut', 'Friday', (kept: string) => kept.slice(0, -3)],
  ])('compute again what KV has when it %s', async (_, weekday, poison) => {
    await translate(startIsolate(), `A bus was late on ${weekday}.`);
    const before = await names();
    const content = `The river rose again on ${weekday}.`;
    const right = await translate(startIsolate(), content);
    const added = (await names()).filter((name) => !before.includes(name));
    expect(added.length).toBe(2);
    for (const name of added) {
      const kind = name.split('/')[0]!;
      const other = (await env.CACHE.get(before.find((one) => one.startsWith(kind))!))!;
      await env.CACHE.put(name, poison((await env.CACHE.get(name))!, other), day);
    }
    const again = await translate(startIsolate(), content);
    expect(again.content).toBe(right.content);
    expect(again.segments.map(({ cache }) => cache)).toEqual(['miss']);
  });
});

describe('an isolate whose KV', () => {
  const refuse = () => Promise.reject(new Error('KV is out of order'));
  const never = () => new Promise<never>(() => {});

  it.each([
    ['fails', { get: refuse, put: refuse }],
    [
      'throws',
      {
        get: () => {
          throw new Error('no');
        },
        put: () => {
          throw new Error('no');
        },
      },
    ],
    ['never answers', { get: never, put: never }],
  ])('%s answers all the same', async (_, CACHE) => {
    const ask = startIsolate({ CACHE });
    const first = await translate(ask, 'The harbour was closed for two days.');
    expect(first.segments[0]).toMatchObject({ status: 'translated', cache: 'miss' });
    expect((await ask(`/v1/articles/${first.contentHash}/fr`)).status).toBe(200);
    expect((await ask(`/v1/articles/${'0'.repeat(64)}/fr`)).status).toBe(404);
  });

  it('is full keeps what is too large for it in the bucket', async () => {
    const { createKvResults } = await import('../../src/cache/kv-results.ts');
    const { openKv } = await import('../../src/cache/kv.ts');
    const { createSeal } = await import('../../src/cache/sealed.ts');
    const open = () =>
      createKvResults(
        openKv(env.CACHE, 60, Date.now),
        createSeal((value) => (typeof value === 'string' ? value : undefined)),
        env.RESULTS,
      );
    const [hash, large] = ['a'.repeat(64), 'é'.repeat(14_000_000)];
    await open().set(hash, 'fr', large);
    expect(await env.CACHE.get(`result/${hash}/fr`)).toBe('r2');
    expect(await open().has(hash, 'fr')).toBe(true);
    expect((await open().get(hash, 'fr'))?.length).toBe(large.length);
    expect(await open().keeps(large)).toBe(true);
    const withoutBucket = createKvResults(
      openKv(env.CACHE, 60, Date.now),
      createSeal<string>(() => undefined),
    );
    expect([await withoutBucket.keeps(large), await withoutBucket.keeps('é')]).toEqual([false, true]);
  });
});
