/** Keys, counts and glossaries on Workers; run in workerd. */
import { env } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createDurableUsage } from '../../src/accounts/durable-usage.ts';
import { type Month, type Reservation, reservation } from '../../src/accounts/usage.ts';
import { json, startIsolate } from './isolates.ts';
import { keys } from './keys.ts';

const usage = createDurableUsage(env.TENANTS, console.error);
const NOW = Date.UTC(2026, 0, 31, 12);
const MONTH = '2026-01' as Month;
const reserve = (tenant: string, characters: number) => reservation(tenant as Tenant, characters, NOW);

describe('the object of a tenant', () => {
  it('counts 200 requests at once exactly, and no more than the limit', async () => {
    const tenant = 'crowd' as Tenant;
    const reservations = Array.from({ length: 200 }, () => reserve(tenant, 7));
    const taken = await Promise.all(reservations.map((one) => usage.reserve(one, 1000)));
    expect(taken.filter(Boolean).length).toBe(142);
    expect(await usage.used(tenant, MONTH)).toBe(142 * 7);
    await Promise.all(reservations.map((one, i) => taken[i] && usage.settle(one, 2)));
    expect(await usage.used(tenant, MONTH)).toBe(142 * 2);
  });

  it('counts and settles a reservation once, however often it is told to', async () => {
    const one = reserve('again', 100);
    expect(await usage.reserve(one, 100)).toBe(true);
    expect(await usage.reserve(one, 100)).toBe(true);
    expect(await usage.used(one.tenant, MONTH)).toBe(100);
    await usage.settle(one, 40);
    await usage.settle(one, 40);
    expect(await usage.used(one.tenant, MONTH)).toBe(40);
  });

  it('gives back to the month that it was taken from', async () => {
    const tenant = 'new-year' as Tenant;
    const before: Reservation = reserve(tenant, 50);
    const after = reservation(tenant, 30, Date.UTC(2026, 1, 1));
    await usage.reserve(before, null);
    await usage.reserve(after, null);
    await usage.settle(before, 10);
    expect([await usage.used(tenant, MONTH), await usage.used(tenant, after.month)]).toEqual([10, 30]);
  });

  it('admits as many requests a minute as the limit, of 50 at once', async () => {
    const waits = await Promise.all(Array.from({ length: 50 }, () => usage.admit('busy' as Tenant, 20, NOW)));
    expect(waits.filter((wait) => wait === 0).length).toBe(20);
    expect(await usage.admit('busy' as Tenant, 20, NOW + 120_000)).toBe(0);
  });
});

describe('an isolate with keys', () => {
  const text = 'Le maire a présenté hier son budget.';
  const translate = (key?: string, ask = startIsolate({ KEYS: 'required' })) =>
    ask(
      '/v1/translate',
      json({ content: text, target: 'fr' }, key ? { Authorization: `Bearer ${key}` } : {}),
    );

  it('lets in those who have one', async () => {
    expect((await translate(keys.desk)).status).toBe(200);
    for (const key of [undefined, 'ng_wrong', keys.revoked]) expect((await translate(key)).status).toBe(401);
  });

  it('holds a quota over all isolates', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => translate(keys.small)));
    const taken = answers.filter(({ status }) => status === 200).length;
    expect(answers.filter(({ status }) => status === 429).length).toBe(30 - taken);
    const used = await startIsolate({ KEYS: 'required' })('/v1/usage', {
      headers: { Authorization: `Bearer ${keys.small}` },
    });
    // A segment for which nothing had to be computed counts a tenth.
    expect(await used.json()).toEqual({ characters: taken * Math.ceil(text.length / 10), limit: 400 });
  });

  it('refuses to guess who calls when KV was never read', async () => {
    const ACCOUNTS = { get: () => Promise.reject(new Error('KV is out of order')) };
    expect((await translate(keys.desk, startIsolate({ KEYS: 'required', ACCOUNTS }))).status).toBe(503);
  });

  it('is not started half configured', () => {
    expect(() => startIsolate({ KEYS: 'required', TENANTS: undefined })).toThrow(/TENANTS/);
    expect(() => startIsolate({ MODEL: 'workers-ai' })).toThrow(/AI/);
  });
});

describe('limits for each address', () => {
  const salt = { ADDRESS_SALT: 'the same in all isolates' };
  const text = 'Le maire a présenté son budget.';
  const from = (address: string) => ({ 'CF-Connecting-IP': address });

  it('count characters over all isolates, on every surface', async () => {
    const bindings = {
      ...salt,
      ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE: '100',
      ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH: '100',
    };
    const used = async (address: string) =>
      (await startIsolate(bindings)('/v1/usage', { headers: from(address) })).json();
    const surfaces = [
      ['/v1/translate', { content: text, target: 'fr' }, 429],
      ['/v2/translate', { text: [text], target_lang: 'FR' }, 456],
      ['/translate', { q: text, source: 'fr', target: 'fr' }, 429],
    ] as const;
    const cost = Math.ceil(text.length / 10);
    let taken = 0;
    for (let i = 0; cost * taken + text.length <= 100; i++, taken++) {
      const [path, body] = surfaces[i % 3]!;
      expect((await startIsolate(bindings)(path, json(body, from('203.0.113.1')))).status).toBe(200);
    }
    expect(await used('203.0.113.1')).toEqual({ characters: taken * cost, limit: 100 });
    for (const [path, body, status] of surfaces)
      expect((await startIsolate(bindings)(path, json(body, from('203.0.113.1')))).status).toBe(status);
    expect(await used('203.0.113.2')).toEqual({ characters: 0, limit: 100 });
  });

  it('admit no more than their requests a minute, of one network of IPv6', async () => {
    const ask = startIsolate({ ...salt, ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE: '20' });
    const send = (last: number) =>
      ask('/v1/translate', json({ content: '', target: 'fr' }, from(`2001:db8:1:2::${last.toString(16)}`)));
    const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => send(i + 1)));
    const taken = answers.filter(({ status }) => status === 200).length;
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(60 - taken);
    expect(taken).toBeGreaterThanOrEqual(20);
    // Twice as many where a minute ends in their midst.
    expect(taken).toBeLessThanOrEqual(40);
  });
});

describe('the guard', () => {
  it('turns away a caller who sends far too much, in the words of the surface, and nobody else', async () => {
    const ask = startIsolate({ KEYS: 'none' });
    const send = (key: string) => ask('/translate', json({}, { Authorization: `Bearer ${key}` }));
    // Twice the limit and more: wherever the window ends, one of the two has too many.
    const answers = await Promise.all(Array.from({ length: 1300 }, () => send('ng_flood')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(100);
    expect(await refused[0]!.json()).toEqual({ error: expect.stringMatching(/too many/) });
    expect((await send('ng_calm')).status).toBe(400);
  });

  it('lets everyone pass when it fails', async () => {
    const GUARD = { limit: () => Promise.reject(new Error('no')) };
    expect((await startIsolate({ GUARD, KEYS: 'none' })('/translate', json({}))).status).toBe(400);
  });
});

describe('glossaries', () => {
  it('made in one isolate are found in another, however long', async () => {
    const terms = Object.fromEntries(
      Array.from({ length: 9_000 }, (_, i) => [
        `term ${i} ${'x'.repeat(50)}`,
        `𝒯erme ${i} ${'é'.repeat(50)}`,
      ]),
    );
    const made = await startIsolate()('/v1/glossaries', json({ name: 'Long', terms }));
    expect(made.status).toBe(201);
    const { id } = (await made.json()) as { id: string };
    const found = await startIsolate()(`/v1/glossaries/${id}`);
    expect(await found.json()).toMatchObject({ id, name: 'Long', terms });
    expect((await startIsolate()(`/v1/glossaries/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await startIsolate()(`/v1/glossaries/${id}`)).status).toBe(404);
  });
});
