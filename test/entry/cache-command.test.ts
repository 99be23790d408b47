import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RedisServer, startRedis } from '../redis/server.ts';
import { describeWithRedis } from '../redis/with-redis.ts';
import { ensureBuilt, newsglot } from './built-cli.ts';

describeWithRedis('newsglot cache', () => {
  let server: RedisServer;
  beforeAll(async () => {
    ensureBuilt();
    server = await startRedis();
  }, 120_000);
  afterAll(() => server.stop());

  it('counts what instances have cached, and forgets it and nothing else', async () => {
    const redis = new Redis(server.url);
    await redis.mset(
      'newsglot:segment:a',
      '1',
      'newsglot:segment:b',
      '1',
      'newsglot:result:a/fr',
      '1',
      'newsglot:other',
      '1',
      'mine',
      '1',
    );
    const stats = () => newsglot(['cache', 'stats', '--redis', server.url]);
    expect(await stats()).toEqual({ code: 0, out: 'segments\t2\nresults\t1\n', err: '' });
    expect(await newsglot(['cache', 'clear', '--redis', server.url])).toEqual({ code: 0, out: '', err: '' });
    expect((await stats()).out).toBe('segments\t0\nresults\t0\n');
    expect((await redis.keys('*')).sort()).toEqual(['mine', 'newsglot:other']);
    redis.disconnect();
  });

  it('says so when Redis does not answer', async () => {
    const { code, err } = await newsglot(['cache', 'stats', '--redis', 'redis://127.0.0.1:1']);
    expect([code, err]).toEqual([1, 'newsglot: Redis does not answer [timeout]\n']);
  });
});
