import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createMemoryGlossaries } from '../../src/glossaries/memory.ts';
import { openGlossaryFile } from '../../src/glossaries/sqlite.ts';
import type { GlossaryDraft } from '../../src/glossaries/store.ts';
import { en, fr } from '../engine/embedded.ts';

const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;
const now = () => Date.UTC(2026, 0, 2);
const limits = { glossaries: 3, terms: 5 };
const [ours, theirs] = ['ours', 'theirs'] as [Tenant, Tenant];
const draft = (terms: GlossaryDraft['terms'] = { 'Soyuz-2': null, mayor: 'maire' }): GlossaryDraft => ({
  name: 'Names',
  source: en,
  target: fr,
  terms,
});

describe.each([
  ['memory', () => createMemoryGlossaries(now, limits)],
  ['a file', () => openGlossaryFile(join(folder, `${files++}.db`), now, limits)],
])('glossaries in %s', (_, create) => {
  it('come back as they were kept', async () => {
    const store = create();
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
    const store = create();
    const terms = JSON.parse(
      '{"__proto__": "x", "10": null, "l\'été": "\\"summer\\""}',
    ) as GlossaryDraft['terms'];
    const { id } = await store.create(ours, { ...draft(terms), source: null, target: null });
    const kept = (await store.get(ours, id))!;
    expect(Object.entries(kept.terms)).toEqual(Object.entries(terms));
    expect([kept.source, kept.target]).toEqual([null, null]);
  });

  it('are gone once deleted', async () => {
    const store = create();
    const { id } = await store.create(ours, draft());
    expect(await store.delete(ours, id)).toBe(true);
    expect(await store.delete(ours, id)).toBe(false);
    expect(await store.get(ours, id)).toBeUndefined();
  });

  it('are seen by their tenant alone', async () => {
    const store = create();
    const { id } = await store.create(ours, draft());
    expect(await store.get(theirs, id)).toBeUndefined();
    expect(await store.delete(theirs, id)).toBe(false);
    expect(await store.list(theirs)).toEqual([]);
    expect(await store.list(ours)).toHaveLength(1);
  });

  it('are bounded for each tenant, in number and in terms', async () => {
    const store = create();
    await store.create(ours, draft());
    await store.create(ours, draft());
    const full = { code: 'storage_full' };
    await expect(store.create(ours, draft())).rejects.toMatchObject(full);
    await store.create(ours, draft({ a: null }));
    await expect(store.create(ours, draft({}))).rejects.toMatchObject(full);
    await store.create(theirs, draft());
  });
});

describe('a file of glossaries', () => {
  it('outlives its process, and is shared between two', async () => {
    const path = join(folder, 'shared.db');
    const [one, other] = [openGlossaryFile(path, now), openGlossaryFile(path, now)];
    const { id } = await one.create(ours, draft());
    expect(await other.get(ours, id)).toMatchObject({ terms: draft().terms });
    one.close();
    other.close();
    const again = openGlossaryFile(path, now);
    expect(await again.list(ours)).toHaveLength(1);
    again.close();
  });

  it('is refused where it is none', () => {
    expect(() => openGlossaryFile(join(folder, 'none', 'x.db'), now)).toThrow();
  });
});
