import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { hashKey } from '../../src/accounts/directory.ts';
import {
  createRedisKey,
  readRedisAccounts,
  revokeRedisKey,
  watchRedisAccounts,
} from '../../src/accounts/redis-accounts.ts';
import { createRedisUsage } from '../../src/accounts/redis-usage.ts';
import { reservation } from '../../src/accounts/usage.ts';
import type { CachedTranslation } from '../../src/cache/cache.ts';
import { parseCachedTranslation } from '../../src/cache/cached-translation.ts';
import { hashOf } from '../../src/cache/key.ts';
import { clearRedisCache, countRedisCache, createRedisTier } from '../../src/cache/redis.ts';
import { createSeal } from '../../src/cache/sealed.ts';
import { createRedisGlossaries } from '../../src/glossaries/redis.ts';
import { connectRedis, type RedisConnection } from '../../src/redis/connection.ts';
import { describeUsageStore } from '../accounts/usage-store.ts';
import { describeGlossaryStore, draft, now, ours } from '../glossaries/glossary-store.ts';
import { type RedisServer, startRedis } from './server.ts';
import { describeWithRedis } from './with-redis.ts';

describeWithRedis('stores in Redis', () => {
  let server: RedisServer;
  const opened: RedisConnection[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(async () => {
    server.resume();
    await Promise.all(opened.map((connection) => connection.close()));
    await server.stop();
  });

  /** A connection of its own; under a prefix of its own unless it is told another. */
  async function connect(prefix = crypto.randomUUID(), timeoutMs = 2000): Promise<RedisConnection> {
    const connection = await connectRedis({ url: server.url, prefix, timeoutMs, report: () => {} });
    opened.push(connection);
    return connection;
  }

  describe('counts', () => {
    describeUsageStore(async () => createRedisUsage(await connect()));

    const tenant = 'other' as Tenant;
    const at = (characters: number) => reservation(tenant, characters, Date.now());

    it('are exact over two instances', async () => {
      const prefix = crypto.randomUUID();
      const stores = [createRedisUsage(await connect(prefix)), createRedisUsage(await connect(prefix))];
      const ends = await Promise.all(
        Array.from({ length: 200 }, async (_, i) => {
          const store = stores[i % 2]!;
          const reserved = at(10);
          if (!(await store.reserve(reserved, 500))) return 0;
          await store.settle(reserved, 3);
          return 3;
        }),
      );
      const sum = ends.reduce<number>((all, one) => all + one, 0);
      expect(sum).toBeGreaterThanOrEqual(150);
      for (const store of stores) expect(await store.used(tenant, at(0).month)).toBe(sum);
    });

    it('count and settle an id once, however often they are told', async () => {
      const store = createRedisUsage(await connect());
      const reserved = at(10);
      for (let i = 0; i < 3; i++) await store.reserve(reserved, 15);
      for (let i = 0; i < 3; i++) await store.settle(reserved, 4);
      expect(await store.used(tenant, reserved.month)).toBe(4);
    });

    it('go on while Redis hangs, hold to the limit as far as it was seen, and are told once it is back', async () => {
      const prefix = crypto.randomUUID();
      const store = createRedisUsage(await connect(prefix, 50));
      const other = createRedisUsage(await connect(prefix));
      await store.reserve(at(10), 100);
      server.hang();
      const during = at(50);
      expect(await store.reserve(during, 100)).toBe(true);
      expect(await store.reserve(at(50), 100)).toBe(false);
      await store.settle(during, 20);
      expect(await store.used(tenant, during.month)).toBe(30);
      server.resume();
      await expect.poll(() => store.used(tenant, during.month), { timeout: 10_000 }).toBe(30);
      await expect.poll(() => other.used(tenant, during.month), { timeout: 10_000 }).toBe(30);
    });

    it('go on while Redis is gone, and are told once it is back', async () => {
      const prefix = crypto.randomUUID();
      const store = createRedisUsage(await connect(prefix));
      await store.reserve(at(10), null);
      await server.kill();
      const during = at(50);
      expect(await store.reserve(during, null)).toBe(true);
      expect(await store.used(tenant, during.month)).toBe(60);
      await server.start();
      const other = createRedisUsage(await connect(prefix));
      await expect
        .poll(async () => [await store.used(tenant, during.month), await other.used(tenant, during.month)], {
          timeout: 10_000,
        })
        .toEqual([60, 60]);
    });
  });

  describe('glossaries', () => {
    describeGlossaryStore(async (limits) => createRedisGlossaries(await connect(), now, limits));

    it('are the same for all instances, and those at hand can be used while Redis is gone', async () => {
      const prefix = crypto.randomUUID();
      const one = createRedisGlossaries(await connect(prefix), now);
      const other = createRedisGlossaries(await connect(prefix), now);
      const kept = await one.create(ours, draft());
      const unread = await one.create(ours, draft({}));
      expect(await other.get(ours, kept.id)).toMatchObject({ terms: draft().terms });
      await server.kill();
      expect(await other.get(ours, kept.id)).toMatchObject({ terms: draft().terms });
      for (const refused of [other.get(ours, unread.id), other.list(ours), other.create(ours, draft())]) {
        await expect(refused).rejects.toMatchObject({ code: 'store_unavailable' });
      }
      await server.start();
      await expect
        .poll(() => one.delete(ours, kept.id).catch(() => undefined), { timeout: 10_000 })
        .toBe(true);
      await expect
        .poll(() => other.get(ours, kept.id).catch(() => null), { timeout: 10_000 })
        .toBeUndefined();
    });
  });

  describe('accounts', () => {
    it('are known by the hashes of their keys, which are nowhere else, until they are revoked', async () => {
      const connection = await connect();
      const account = { id: 'desk' as Tenant, charactersPerMonth: 5, requestsPerMinute: null };
      const key = await createRedisKey(connection, account);
      await expect(createRedisKey(connection, account)).rejects.toThrow(/already/);
      const kept = { ...account, keyHash: await hashKey(key), state: 'active' };
      expect(await readRedisAccounts(connection)).toEqual([kept]);
      const watched = await watchRedisAccounts(connection);
      await revokeRedisKey(connection, 'desk');
      await expect.poll(watched, { timeout: 5000 }).toEqual([{ ...kept, state: 'revoked' }]);
      await expect(revokeRedisKey(connection, 'nobody')).rejects.toThrow(/no account/);
    });

    it('stay as they were while Redis is gone', async () => {
      const connection = await connect();
      await createRedisKey(connection, {
        id: 'desk' as Tenant,
        charactersPerMonth: null,
        requestsPerMinute: null,
      });
      const watched = await watchRedisAccounts(connection);
      await server.kill();
      await new Promise((resolve) => setTimeout(resolve, 1100));
      expect(await watched()).toMatchObject([{ id: 'desk' }]);
      await server.start();
    });
  });

  describe('segments', () => {
    const value: CachedTranslation = { status: 'translated', text: 'Bonjour' };
    const tierOf = (connection: RedisConnection) =>
      createRedisTier(connection, { seal: createSeal(parseCachedTranslation), ttlSeconds: 60 });

    it('come back in the order of their keys, and are forgotten in time', async () => {
      const connection = await connect();
      const tier = tierOf(connection);
      const keys = await Promise.all(['a', 'b', 'c'].map((name) => hashOf([name])));
      await tier.set(keys[1]!, value);
      expect(await tier.getMany(keys)).toEqual([undefined, value, undefined]);
      const ttl = await connection.redis.ttl(connection.key(`segment:${keys[1]}`));
      expect(ttl).toBeGreaterThan(0);
      expect(ttl).toBeLessThanOrEqual(60);
    });

    it('are counted and cleared, and nothing else is', async () => {
      const connection = await connect();
      const tier = tierOf(connection);
      for (const name of ['a', 'b', 'c']) await tier.set(await hashOf([name]), value);
      const glossaries = createRedisGlossaries(connection, now);
      await glossaries.create(ours, draft());
      expect(await countRedisCache(connection)).toEqual({ segments: 3, results: 0 });
      await clearRedisCache(connection);
      expect(await countRedisCache(connection)).toEqual({ segments: 0, results: 0 });
      expect(await glossaries.list(ours)).toHaveLength(1);
    });
  });
});
