import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createRedisKey } from '../../src/accounts/redis-accounts.ts';
import { parseCachedTranslation } from '../../src/cache/cached-translation.ts';
import { createSeal } from '../../src/cache/sealed.ts';
import { connectRedis } from '../../src/redis/connection.ts';
import type { Localisation } from '../../src/translation/localisation.ts';
import { openApp } from '../http/app.ts';
import { type RedisServer, startRedis } from './server.ts';
import { describeWithRedis } from './with-redis.ts';

type Instance = Awaited<ReturnType<typeof openApp>>;

describeWithRedis('instances that share a Redis', () => {
  let server: RedisServer;
  let redis: Redis;
  let one: Instance;
  let other: Instance;
  beforeAll(async () => {
    server = await startRedis();
    redis = new Redis(server.url);
    redis.on('error', () => {});
    const environment = { REDIS_PREFIX: 'shared' };
    [one, other] = [await start(environment), await start(environment)];
    instances.length = 0;
  });
  afterAll(async () => {
    server.resume();
    await Promise.all([one.close(), other.close()]);
    redis.disconnect();
    await server.stop();
  });

  /** An instance with one decode thread. A busy machine should not make a slow Redis of a good one. */
  async function start(environment: Record<string, string>): Promise<Instance> {
    const opened = await openApp({
      REDIS_URL: server.url,
      REDIS_TIMEOUT_MS: '5000',
      THREADS: '1',
      ...environment,
    });
    instances.push(opened);
    return opened;
  }
  const instances: Instance[] = [];
  afterEach(async () => {
    await Promise.all(instances.splice(0).map(({ close }) => close()));
  });

  const page = (...sentences: string[]) => sentences.map((sentence) => `<p>${sentence}</p>`).join('\n');
  const SENTENCES = [
    'The mayor resigned on <b>Monday</b>.',
    'The council met on Tuesday evening.',
    'Nobody was hurt.',
  ];
  async function localise({ post }: Instance, content: string): Promise<Localisation> {
    const response = await post('/v1/translate', { content, target: 'fr', format: 'html' });
    expect(response.status).toBe(200);
    return (await response.json()) as Localisation;
  }

  it('share segments and whole results: what one has computed the other does not', async () => {
    const first = await localise(one, page(...SENTENCES));
    expect(first.segments.map(({ cache }) => cache)).toEqual(['miss', 'miss', 'miss']);

    const whole = await localise(other, page(...SENTENCES));
    expect(whole).toMatchObject({ content: first.content, stats: { cacheHits: 3, engineMs: 0 } });

    const edited = await localise(other, page(...SENTENCES.toReversed(), 'The bridge is open.'));
    expect(edited.segments.map(({ cache }) => cache)).toEqual(['hit', 'hit', 'hit', 'miss']);
    expect(edited.segments.slice(0, 3).map(({ translation }) => translation)).toEqual(
      first.segments.map(({ translation }) => translation).toReversed(),
    );

    const path = `/v1/articles/${edited.contentHash}/fr`;
    expect(await (await one.app.request(path)).text()).toBe(edited.content);
    expect([...one.faults, ...other.faults]).toEqual([]);
  });

  it('share glossaries', async () => {
    const made = await one.post('/v1/glossaries', { name: 'Names', terms: { mayor: 'édile' } });
    const { id } = (await made.json()) as { id: string };
    const response = await other.post('/v1/translate', {
      content: 'The mayor resigned.',
      target: 'fr',
      glossary: id,
    });
    expect(((await response.json()) as Localisation).content).toContain('édile');
  });

  it('reject what others have put into Redis, compute it again and put it right', async () => {
    const content = page(...SENTENCES, 'The ferry runs at night.', 'The port is open.');
    const right = await localise(one, content);
    const all = await redis.keys('shared:segment:*');
    const values = (await redis.mget(all)).map((value) => value!);
    const before = right.segments.map(({ translation }) =>
      values.find((value) => value.includes(JSON.stringify(translation))),
    ) as string[];
    const names = before.map((value) => all[values.indexOf(value)]!);
    const seal = createSeal(parseCachedTranslation);
    const poisons = [
      'no JSON',
      before[1]!.slice(0, -4),
      before[2]!.replace(/e/g, 'a'),
      before[4]!,
      // Sealed as an instance would, for lack of a secret, but with a mark that the segment lacks.
      await seal.close(names[4]!.split(':').at(-1)!, {
        status: 'translated',
        text: 'Poison',
        marks: [{ index: 0, at: 0 }],
      }),
    ];
    for (const [i, name] of names.entries()) await redis.set(name, poisons[i]!);
    for (const name of await redis.keys('shared:result:*')) await redis.set(name, 'no JSON');
    const fresh = await start({ REDIS_PREFIX: 'shared' });
    const answer = await localise(fresh, content);
    expect(answer.content).toBe(right.content);
    expect(answer.segments.map(({ cache }) => cache)).toEqual(Array(5).fill('miss'));
    await expect.poll(() => redis.mget(names)).toEqual(before);
    expect(fresh.faults).toEqual([]);
  });

  it('believe nobody who does not know their secret', async () => {
    const forged = createSeal(parseCachedTranslation);
    for (const name of await redis.keys('shared:segment:*')) {
      const value = await forged.close(name.split(':').at(-1)!, { status: 'translated', text: 'Poison' });
      await redis.set(name, value);
    }
    await redis.del(await redis.keys('shared:result:*'));
    const instance = await start({ REDIS_PREFIX: 'shared', CACHE_SECRET: 'a secret of sixteen and more' });
    const { content, segments } = await localise(instance, page(...SENTENCES));
    expect(content).not.toContain('Poison');
    expect(segments.map(({ cache }) => cache)).toEqual(['miss', 'miss', 'miss']);
  });

  it('count the requests of an address together, exactly, and those of no other with them', async () => {
    const environment = {
      REDIS_PREFIX: 'addresses',
      TRUSTED_PROXIES: '1',
      ADDRESS_SALT: 'the same for all of them',
      ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE: '50',
      ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH: '400',
    };
    const pair = [await start(environment), await start(environment)] as const;
    const text = 'Le maire est arrivé.';
    const surfaces = [
      ['/v1/translate', { content: text, target: 'fr' }],
      ['/v2/translate', { text: [text], target_lang: 'FR' }],
      ['/translate', { q: text, source: 'auto', target: 'fr' }],
    ] as const;
    const from = (address: string) => ({ 'X-Forwarded-For': `192.0.2.9, ${address}` });
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => {
        const [path, body] = surfaces[i % 3]!;
        return pair[i % 2 === 0 ? 0 : 1].post(path, body, from('203.0.113.1'));
      }),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => [200, 429, 456].includes(status))).toBe(true);
    const answered = statuses.filter((status) => status === 200).length;
    expect(answered).toBeGreaterThan(0);
    // Fifty a minute; twice as many where a minute ends in their midst.
    expect(answered).toBeLessThanOrEqual(100);
    const used = async (address: string) =>
      (await pair[1].app.request('/v1/usage', { headers: from(address) })).json();
    expect(await used('203.0.113.2')).toEqual({ characters: 0, limit: 400 });
    expect(
      (await pair[0].post('/v1/translate', { content: text, target: 'fr' }, from('203.0.113.3'))).status,
    ).toBe(200);
    expect(await used('203.0.113.3')).toEqual({ characters: 2, limit: 400 });
    const stored = await redis.keys('addresses*');
    expect(stored.length).toBeGreaterThan(0);
    expect(stored.join()).not.toContain('203.0.113');
    for (const { faults } of pair) expect(faults).toEqual([]);
  });

  it('count exactly when 200 mixed requests come at once', async () => {
    const environment = { REDIS_PREFIX: 'quotas', KEYS_IN: 'redis' };
    const connection = await connectRedis({
      url: server.url,
      prefix: 'quotas',
      timeoutMs: 5000,
      report: () => {},
    });
    const limit = 400;
    const key = await createRedisKey(connection, {
      id: 'desk' as Tenant,
      charactersPerMonth: limit,
      requestsPerMinute: null,
    });
    await connection.close();
    const pair = [await start(environment), await start(environment)] as const;
    const text = 'Le maire est arrivé ce matin. ';
    const as = { Authorization: `Bearer ${key}` };
    const surfaces = [
      (to: Instance) => to.post('/v1/translate', { content: text, target: 'fr' }, as),
      (to: Instance) => to.post('/v2/translate', { text: [text], target_lang: 'FR' }, as),
      (to: Instance) => to.post('/translate', { q: text, source: 'auto', target: 'fr', api_key: key }),
    ];
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => surfaces[i % 3]!(pair[i % 2 === 0 ? 0 : 1])),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.every((status) => [200, 429, 456].includes(status))).toBe(true);
    const answered = statuses.filter((status) => status === 200).length;
    expect(answered).toBeGreaterThan(0);
    for (const { app, faults } of pair) {
      const usage = await (await app.request('/v1/usage', { headers: as })).json();
      expect(usage).toEqual({ characters: answered * Math.ceil(text.trim().length / 10), limit });
      expect(faults).toEqual([]);
    }
  });

  describe('while Redis is away', () => {
    const article = (name: string) => page(`The mayor of ${name} resigned.`, ...SENTENCES);

    it('answer every request, from a kill until it is back and after', async () => {
      let stopped = false;
      let answered = 0;
      const load = async (instance: Instance, name: string) => {
        for (let i = 0; !stopped; i++) {
          await localise(instance, article(`${name} ${i}`));
          answered++;
        }
      };
      const loads = Promise.all(
        [one, other].flatMap((instance, i) => [load(instance, `Lyon ${i}`), load(instance, `Nice ${i}`)]),
      );
      const more = async (count: number) => {
        const goal = answered + count;
        await expect.poll(() => answered, { timeout: 30_000 }).toBeGreaterThanOrEqual(goal);
      };
      await more(8);
      await server.kill();
      await more(8);
      await server.start();
      await more(8);
      stopped = true;
      await loads;
      const written = (await redis.keys('shared:segment:*')).length;
      let i = 0;
      await expect
        .poll(
          async () => {
            await localise(one, page(`Street ${i++} is closed.`));
            return (await redis.keys('shared:segment:*')).length;
          },
          { timeout: 20_000 },
        )
        .toBeGreaterThan(written);
    });

    it('answer every request while it is not there yet, and while it hangs', async () => {
      await server.kill();
      const instance = await start({ REDIS_PREFIX: 'late', REDIS_TIMEOUT_MS: '50' });
      await localise(instance, article('Metz'));
      await server.start();
      let i = 0;
      const written = async () => {
        await localise(instance, article(`Metz ${i++}`));
        return (await redis.keys('late:segment:*').catch(() => [])).length;
      };
      await expect.poll(written, { timeout: 20_000 }).toBeGreaterThan(0);
      server.hang();
      for (let i = 0; i < 5; i++) await localise(instance, article(`Brest ${i}`));
      await Promise.all([6, 7, 8, 9].map((i) => localise(instance, article(`Brest ${i}`))));
      server.resume();
      await localise(instance, article('Brest'));
    });
  });
});
