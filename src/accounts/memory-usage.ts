/**
 * Counts in this process's memory.
 * @module
 */
import { LRUCache } from 'lru-cache';
import type { Tenant } from './accounts.ts';
import { minuteOf, secondsUntilRoom } from './request-window.ts';
import type { Month, UsageStore } from './usage.ts';

/** Months whose counts are kept: the current one, and the one before for what is settled late. */
const MONTHS = 2;

/** The characters of one tenant in one month. */
export interface MonthlyCount {
  readonly tenant: Tenant;
  readonly month: Month;
  readonly characters: number;
}

/** Numbers of tenants. */
interface Counts {
  get(tenant: Tenant): number | undefined;
  set(tenant: Tenant, count: number): unknown;
}

/** A store in memory that forgets the tenants seen longest ago, rather than count more than `most`. */
export function createBoundedUsage(most: number): UsageStore {
  return createMemoryUsage(
    [],
    () => {},
    () => new LRUCache<Tenant, number>({ max: most }),
  );
}

/**
 * A store in memory.
 * @param counted what was counted before.
 * @param onChange is told of each new sum.
 */
export function createMemoryUsage(
  counted: readonly MonthlyCount[] = [],
  onChange: (count: MonthlyCount) => void = () => {},
  newCounts: () => Counts = () => new Map(),
): UsageStore {
  const months = new Map<Month, Counts>();
  for (const { tenant, month, characters } of counted) pageOf(month).set(tenant, characters);
  let minute = 0;
  let requests = newCounts();
  let requestsBefore = newCounts();

  function pageOf(month: Month): Counts {
    let page = months.get(month);
    if (!page) {
      page = newCounts();
      months.set(month, page);
      for (const old of [...months.keys()].sort().slice(0, -MONTHS)) months.delete(old);
    }
    return page;
  }

  const used = (tenant: Tenant, month: Month) => pageOf(month).get(tenant) ?? 0;

  function set(count: MonthlyCount): void {
    pageOf(count.month).set(count.tenant, count.characters);
    onChange(count);
  }

  return {
    used,
    reserve({ tenant, month, characters }, limit) {
      const sum = used(tenant, month) + characters;
      if (limit !== null && sum > limit) return false;
      set({ tenant, month, characters: sum });
      return true;
    },
    settle({ tenant, month, characters }, spent) {
      set({ tenant, month, characters: Math.max(0, used(tenant, month) - (characters - spent)) });
    },
    admit(tenant, limit, now) {
      const current = minuteOf(now);
      if (current !== minute) {
        requestsBefore = current === minute + 1 ? requests : newCounts();
        requests = newCounts();
        minute = current;
      }
      const counts = { current: requests.get(tenant) ?? 0, last: requestsBefore.get(tenant) ?? 0 };
      const wait = secondsUntilRoom(counts, limit, now);
      if (wait === 0) requests.set(tenant, counts.current + 1);
      return wait;
    },
  };
}
