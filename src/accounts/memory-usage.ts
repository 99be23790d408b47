/**
 * Counts in this process's memory.
 * @module
 */
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

/**
 * A store in memory.
 * @param counted what was counted before.
 * @param onChange is told of each new sum.
 */
export function createMemoryUsage(
  counted: readonly MonthlyCount[] = [],
  onChange: (count: MonthlyCount) => void = () => {},
): UsageStore {
  const months = new Map<Month, Map<Tenant, number>>();
  for (const { tenant, month, characters } of counted) pageOf(month).set(tenant, characters);
  let minute = 0;
  let requests = new Map<Tenant, number>();
  let requestsBefore = new Map<Tenant, number>();

  function pageOf(month: Month): Map<Tenant, number> {
    let page = months.get(month);
    if (!page) {
      page = new Map();
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
      set({ tenant, month, characters: used(tenant, month) - (characters - spent) });
    },
    admit(tenant, limit, now) {
      const current = minuteOf(now);
      if (current !== minute) {
        requestsBefore = current === minute + 1 ? requests : new Map();
        requests = new Map();
        minute = current;
      }
      const counts = { current: requests.get(tenant) ?? 0, last: requestsBefore.get(tenant) ?? 0 };
      const wait = secondsUntilRoom(counts, limit, now);
      if (wait === 0) requests.set(tenant, counts.current + 1);
      return wait;
    },
  };
}
