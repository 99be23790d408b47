import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp } from '../http/app.ts';
import { type RedisServer, startRedis } from '../redis/server.ts';
import { describeWithRedis } from '../redis/with-redis.ts';
import { ensureBuilt, newsglot } from './built-cli.ts';

beforeAll(() => ensureBuilt(), 120_000);

const text = { content: 'Le maire est arrivé.', target: 'fr' };

/** Makes, lists and revokes keys, and sees whether a service that began with the first of them heeds it. */
async function useKeys(place: readonly string[], environment: Record<string, string>): Promise<void> {
  const keys = (...args: string[]) => newsglot(['keys', ...args, ...place]);
  const made = await keys('create', 'desk', '--characters-per-month', '500', '--requests-per-minute', '60');
  expect(made).toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^ng_[\w-]{43}\n$/) });
  const key = made.out.trim();
  const { post, faults } = await startApp(environment);
  const status = async () => (await post('/v1/translate', text, { Authorization: `Bearer ${key}` })).status;
  expect(await status()).toBe(200);

  expect((await keys('create', 'wire')).out).not.toBe(made.out);
  expect((await keys('list')).out).toBe('desk\tactive\t500\t60\nwire\tactive\t-\t-\n');
  expect(await keys('create', 'desk')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('already'),
  });
  expect(await keys('revoke', 'desk')).toEqual({ code: 0, out: '', err: '' });
  expect((await keys('list')).out).toBe('desk\trevoked\t500\t60\nwire\tactive\t-\t-\n');
  await expect.poll(status, { timeout: 10_000 }).toBe(401);
  expect(faults).toEqual([]);
}

describe('newsglot keys', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
  afterAll(() => rm(folder, { recursive: true }));
  const file = join(folder, 'keys.json');

  it('makes, lists and revokes keys of a file, which a running service heeds', async () => {
    await useKeys(['--file', file], { KEYS_FILE: file });
    expect(await readFile(file, 'utf8')).not.toContain('ng_');
  });

  it.each([
    ['no place', ['list'], /--file or --redis/],
    ['a quota that is none', ['create', 'a', '--file', file, '--characters-per-month', '0'], /whole number/],
    ['an id that is none', ['create', 'two words', '--file', file], /an id is/],
    ['an account that is not there', ['revoke', 'nobody', '--file', file], /no account/],
  ])('says what is wrong with %s', async (_, args, message) => {
    const { code, out, err } = await newsglot(['keys', ...args]);
    expect([code === 0, out]).toEqual([false, '']);
    expect(err).toMatch(message);
  });
});

describeWithRedis('newsglot keys with Redis', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  it('makes, lists and revokes keys there, which a running service heeds', () =>
    useKeys(['--redis', server.url], { KEYS_IN: 'redis', REDIS_URL: server.url }));
});
