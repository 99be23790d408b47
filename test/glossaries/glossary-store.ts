/** What every store of glossaries must hold to; each store's own test runs it. */
import { expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import type { GlossaryDraft, GlossaryStore, StoreLimits } from '../../src/glossaries/store.ts';
import { en, fr } from '../engine/embedded.ts';

export const now = () => Date.UTC(2026, 0, 2);
const limits: StoreLimits = { glossaries: 3, terms: 5 };
export const [ours, theirs] = ['ours', 'theirs'] as [Tenant, Tenant];
export const draft = (
  terms: GlossaryDraft['terms'] = { 'Soyuz-2': null, mayor: 'maire' },
): GlossaryDraft => ({
  name: 'Names',
  source: en,
  target: fr,
  terms,
});

/** @param open an empty store with these bounds for each test. */
export function describeGlossaryStore(
  open: (limits: StoreLimits) => Promise<GlossaryStore> | GlossaryStore,
): void {
  const create = () => open(limits);

  it('come back as they were kept', async () => {
    const store = await create();
    const info = await store.create(ours, draft());
    expect(info).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Names',
      source: 'en',
      target: 'fr',
      createdAt: '2026-01-02T00:00:00.000Z',
      termCount: 2,
    });
    expect(await store.get(ours, info.id)).toEqual({ ...info, terms: draft().terms });
    expect(await store.list(ours)).toEqual([info]);
  });

  it('keep languages that are not stated, and terms of any name', async () => {
    const store = await create();
    const terms = JSON.parse(
      '{"__proto__": "x", "10": null, "l\'été": "\\"summer\\""}',
    ) as GlossaryDraft['terms'];
    const { id } = await store.create(ours, { ...draft(terms), source: null, target: null });
    const kept = (await store.get(ours, id))!;
    expect(Object.entries(kept.terms)).toEqual(Object.entries(terms));
    expect([kept.source, kept.target]).toEqual([null, null]);
  });

  it('are gone once deleted', async () => {
    const store = await create();
    const { id } = await store.create(ours, draft());
    expect(await store.delete(ours, id)).toBe(true);
    expect(await store.delete(ours, id)).toBe(false);
    expect(await store.get(ours, id)).toBeUndefined();
  });

  it('are seen by their tenant alone', async () => {
    const store = await create();
    const { id } = await store.create(ours, draft());
    expect(await store.get(theirs, id)).toBeUndefined();
    expect(await store.delete(theirs, id)).toBe(false);
    expect(await store.list(theirs)).toEqual([]);
    expect(await store.list(ours)).toHaveLength(1);
  });

  it('are bounded for each tenant, in number and in terms', async () => {
    const store = await create();
    await store.create(ours, draft());
    await store.create(ours, draft());
    const full = { code: 'storage_full' };
    await expect(store.create(ours, draft())).rejects.toMatchObject(full);
    await store.create(ours, draft({ a: null }));
    await expect(store.create(ours, draft({}))).rejects.toMatchObject(full);
    await store.create(theirs, draft());
  });
}
