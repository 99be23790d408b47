/** What every store of usage must hold to; each store's own test runs it. */
import { expect, it } from 'vitest';
import { ANONYMOUS, type Tenant } from '../../src/accounts/accounts.ts';
import { reservation, type UsageStore } from '../../src/accounts/usage.ts';

const OTHER = 'other' as Tenant;
const JANUARY = Date.UTC(2026, 0, 31, 23, 59, 59);

/** @param open an empty store for each test. */
export function describeUsageStore(open: () => Promise<UsageStore> | UsageStore): void {
  const at = (tenant: Tenant, characters: number, now = JANUARY) => reservation(tenant, characters, now);
  const { month } = at(OTHER, 0);

  it('counts every tenant on its own, and takes back what was not used', async () => {
    const store = await open();
    await store.reserve(at(ANONYMOUS, 5), null);
    const settled = at(ANONYMOUS, 7);
    await store.reserve(settled, null);
    await store.reserve(at(OTHER, 1), null);
    expect([await store.used(ANONYMOUS, month), await store.used(OTHER, month)]).toEqual([12, 1]);
    await store.settle(settled, 1);
    expect([await store.used(ANONYMOUS, month), await store.used(OTHER, month)]).toEqual([6, 1]);
  });

  it('adds up to the limit and not beyond', async () => {
    const store = await open();
    const reserved: boolean[] = [];
    for (const characters of [6, 5, 4]) reserved.push(await store.reserve(at(OTHER, characters), 10));
    expect(reserved).toEqual([true, false, true]);
    expect(await store.used(OTHER, month)).toBe(10);
  });

  it('is exact when many reserve and settle side by side', async () => {
    const store = await open();
    const one = async () => {
      const reserved = at(OTHER, 10);
      if (!(await store.reserve(reserved, 300))) return 'refused';
      await store.settle(reserved, 3);
      return 'done';
    };
    const ends = await Promise.all(Array.from({ length: 200 }, one));
    const done = ends.filter((end) => end === 'done').length;
    expect(done).toBeGreaterThanOrEqual(30);
    expect(await store.used(OTHER, month)).toBe(3 * done);
  });

  it('begins anew with the month, and takes nothing from it for the month before', async () => {
    const store = await open();
    const before = at(OTHER, 6);
    await store.reserve(before, null);
    const after = at(OTHER, 4, JANUARY + 1000);
    expect(await store.used(OTHER, after.month)).toBe(0);
    await store.reserve(after, null);
    await store.settle(before, 0);
    expect(await store.used(OTHER, after.month)).toBe(4);
    expect(await store.used(OTHER, before.month)).toBe(0);
  });

  it('lets requests through up to the limit of a minute, for every tenant on its own', async () => {
    const store = await open();
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) waits.push(await store.admit(ANONYMOUS, 2, 0));
    expect(waits).toEqual([0, 0, 60]);
    expect(await store.admit(OTHER, 2, 0)).toBe(0);
  });

  it('does not let the limit through twice around the turn of a minute', async () => {
    const store = await open();
    const admit = (now: number) => store.admit(OTHER, 2, now);
    expect([await admit(59_000), await admit(59_000)]).toEqual([0, 0]);
    expect(await admit(61_000)).toBeGreaterThan(0);
    expect(await admit(95_000)).toBe(0);
    expect([await admit(300_000), await admit(300_000)]).toEqual([0, 0]);
  });
}
