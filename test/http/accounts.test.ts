import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createKey, readKeyFile, revokeKey } from '../../src/accounts/key-file.ts';
import { startApp } from './app.ts';

const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
afterAll(() => rm(folder, { recursive: true }));
const file = join(folder, 'keys.json');
const keyOf = (
  id: string,
  charactersPerMonth: number | null = null,
  requestsPerMinute: number | null = null,
) => createKey(file, { id: id as Tenant, charactersPerMonth, requestsPerMinute });

const free = await keyOf('free');
const other = await keyOf('other');
const small = await keyOf('small', 400);
const slow = await keyOf('slow', null, 3);
const revoked = await keyOf('revoked');
await revokeKey(file, 'revoked');
const closed = await startApp({ KEYS_FILE: file });
const open = await startApp({ KEYS_FILE: file, ANONYMOUS: 'allowed', ANONYMOUS_CHARACTERS_PER_MONTH: '100' });

const FR = 'Le maire a présenté hier son budget.';
type App = typeof closed;
/** The same translation on each surface. */
const SURFACES = {
  native: (app: App, key?: string, text = FR) =>
    app.post('/v1/translate', { content: text, target: 'fr' }, key ? { Authorization: `Bearer ${key}` } : {}),
  deepl: (app: App, key?: string, text = FR) =>
    app.post(
      '/v2/translate',
      { text: [text], target_lang: 'FR' },
      key ? { Authorization: `DeepL-Auth-Key ${key}` } : {},
    ),
  libretranslate: (app: App, key?: string, text = FR) =>
    app.post('/translate', { q: text, source: 'auto', target: 'fr', ...(key && { api_key: key }) }),
};
const surfaces = Object.keys(SURFACES) as (keyof typeof SURFACES)[];

describe.each(surfaces)('keys on the surface %s', (surface) => {
  const call = SURFACES[surface];
  const shape = {
    native: { error: { code: expect.any(String), message: expect.any(String) } },
    deepl: { message: expect.any(String) },
    libretranslate: { error: expect.any(String) },
  }[surface];

  it('are let in', async () => {
    expect((await call(closed, free)).status).toBe(200);
    expect((await call(open, free)).status).toBe(200);
  });

  it.each([
    ['no key', undefined, { native: 401, deepl: 403, libretranslate: 400 }],
    ['a wrong key', 'ng_wrong', { native: 401, deepl: 403, libretranslate: 403 }],
    ['a revoked key', revoked, { native: 401, deepl: 403, libretranslate: 403 }],
  ])('are refused for %s, in the surface’s own shape', async (_, key, statuses) => {
    const response = await call(closed, key);
    expect(response.status).toBe(statuses[surface]);
    expect(response.headers.get('WWW-Authenticate')).toBe(surface === 'native' ? 'Bearer' : null);
    expect(await response.json()).toMatchObject(shape);
  });

  it('that are wrong are refused where none is required', async () => {
    expect((await call(open)).status).toBe(200);
    expect((await call(open, 'ng_wrong')).status).toBe(surface === 'native' ? 401 : 403);
  });

  it('that have used up their characters are refused', async () => {
    const response = await call(closed, small, 'a'.repeat(401));
    expect(response.status).toBe(surface === 'deepl' ? 456 : 429);
    expect(await response.json()).toMatchObject(shape);
  });
});

describe('keys of LibreTranslate', () => {
  const ask = (path: string, query: string, headers: Record<string, string> = {}) =>
    closed.app.request(`${path}?${new URLSearchParams({ q: FR, source: 'fr', target: 'fr' })}${query}`, {
      method: 'POST',
      headers,
    });

  it.each(['/translate', '/detect'])('are asked for by %s in the words of the original', async (path) => {
    const none = await ask(path, '');
    expect(none.status).toBe(400);
    expect(await none.json()).toEqual({ error: 'Please contact the server operator to get an API key' });
    const wrong = await ask(path, '&api_key=ng_wrong');
    expect(wrong.status).toBe(403);
    expect(await wrong.json()).toEqual({ error: 'Invalid API key' });
    expect((await ask(path, `&api_key=${free}`)).status).toBe(200);
    expect((await ask(path, '', { Authorization: `Bearer ${free}` })).status).toBe(200);
  });

  it('are asked for before anything is said of the rest of a request', async () => {
    expect(await (await closed.post('/translate', { api_key: 'ng_wrong' })).json()).toEqual({
      error: 'Invalid API key',
    });
  });
});

describe('quotas', () => {
  const used = async (app: App, key?: string) =>
    (await (
      await app.app.request('/v1/usage', key ? { headers: { Authorization: `Bearer ${key}` } } : {})
    ).json()) as { characters: number; limit: number | null };

  it('end with exact counts after 200 requests side by side on all surfaces', async () => {
    const before = await used(closed, small);
    // French into French is computed by no one: a tenth of 30 characters each.
    const text = 'Le maire est arrivé ce matin. ';
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => SURFACES[surfaces[i % 3]!](closed, small, text)),
    );
    const statuses = answers.map(({ status }) => status);
    const answered = statuses.filter((status) => status === 200).length;
    expect(statuses.every((status) => [200, 429, 456].includes(status))).toBe(true);
    expect(answered).toBeGreaterThan(0);
    const after = await used(closed, small);
    expect(after.limit).toBe(400);
    expect(after.characters - before.characters).toBe(answered * Math.ceil(text.trim().length / 10));
    expect(after.characters).toBeLessThanOrEqual(400);
  });

  it('count for every key on its own, and for all who have none together', async () => {
    const before = await used(open, other);
    await SURFACES.native(open, free);
    expect(await used(open, other)).toEqual(before);
    expect((await used(open)).limit).toBe(100);
    expect((await SURFACES.deepl(open, undefined, 'a'.repeat(101))).status).toBe(456);
  });

  it('of requests a minute answer 429 with Retry-After', async () => {
    const statuses: number[] = [];
    let last: Response | undefined;
    for (let i = 0; i < 4; i++) {
      last = await SURFACES.libretranslate(closed, slow);
      statuses.push(last.status);
    }
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect(Number(last!.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect(await last!.json()).toEqual({ error: expect.stringMatching(/^Slowdown: /) });
  });

  it('are not touched by a request that fails', async () => {
    const before = await used(closed, other);
    expect(
      (
        await closed.post(
          '/v1/translate',
          { content: 'a', target: 'sv' },
          { Authorization: `Bearer ${other}` },
        )
      ).status,
    ).toBe(400);
    expect(await used(closed, other)).toEqual(before);
  });
});

describe('tenants', () => {
  it('see their own glossaries alone, on both surfaces', async () => {
    const as = (key: string) => ({ Authorization: `Bearer ${key}` });
    const made = await closed.post(
      '/v1/glossaries',
      { name: 'a', source: 'fr', target: 'en', terms: { maire: 'mayor' } },
      as(free),
    );
    const { id } = (await made.json()) as { id: string };
    const get = (path: string, key: string, method = 'GET') =>
      closed.app.request(path, { method, headers: as(key) });
    expect((await get(`/v1/glossaries/${id}`, free)).status).toBe(200);
    for (const path of [`/v1/glossaries/${id}`, `/v2/glossaries/${id}`, `/v2/glossaries/${id}/entries`]) {
      expect((await get(path, other)).status).toBe(404);
    }
    expect((await get(`/v1/glossaries/${id}`, other, 'DELETE')).status).toBe(404);
    expect(await (await get('/v2/glossaries', other)).json()).toEqual({ glossaries: [] });
    const body = { content: FR, target: 'en', glossary: id };
    expect((await closed.post('/v1/translate', body, as(other))).status).toBe(404);
  });
});

describe('the file of keys', () => {
  it('holds no key, and is for its owner’s eyes', async () => {
    const text = await readFile(file, 'utf8');
    for (const key of [free, other, small, revoked]) expect(text).not.toContain(key);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect((await readKeyFile(file)).map(({ id, state }) => [id, state])).toContainEqual([
      'revoked',
      'revoked',
    ]);
  });

  it('has one account of an id', async () => {
    await expect(keyOf('free')).rejects.toThrow(/already/);
    for (const id of ['two words', 'anonymous', '']) await expect(keyOf(id)).rejects.toThrow(/an id is/);
    await expect(revokeKey(file, 'nobody')).rejects.toThrow(/no account/);
  });

  it('is heeded by a running service when a key is revoked', async () => {
    const late = await keyOf('late');
    const status = async () => (await SURFACES.native(closed, late)).status;
    await expect.poll(status, { timeout: 10_000 }).toBe(200);
    await revokeKey(file, 'late');
    await expect.poll(status, { timeout: 10_000 }).toBe(401);
  });
});

describe('addresses that need no key', () => {
  it.each(['/health', '/languages', '/v1/languages', '/v1/models'])('%s', async (path) => {
    expect((await closed.app.request(path)).status).toBe(200);
  });

  it('say that one is required elsewhere', async () => {
    const settings = async (app: App) => (await app.app.request('/frontend/settings')).json();
    expect(await settings(closed)).toMatchObject({ apiKeys: true, keyRequired: true });
    expect(await settings(open)).toMatchObject({ apiKeys: true, keyRequired: false });
  });
});

it('nothing was the service’s own fault, and no key is in what was reported', () => {
  expect([...closed.faults, ...open.faults]).toEqual([]);
});
