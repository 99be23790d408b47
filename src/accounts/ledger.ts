/**
 * What tenants have used, month by month, in this process's memory.
 * @module
 */
import type { Refund, Tenant } from './accounts.ts';

/** Counts of one calendar month; they begin anew with the next. */
export class UsageLedger {
  readonly #now: () => number;
  #month = '';
  #used = new Map<Tenant, number>();

  /** @param now milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Characters of the current month. */
  read(tenant: Tenant): number {
    return this.#page().get(tenant) ?? 0;
  }

  /**
   * Adds characters unless the sum would pass `limit`.
   * @returns how to take some of them back, from the month that they were added to; `undefined` if they were not added
   */
  charge(tenant: Tenant, characters: number, limit = Number.POSITIVE_INFINITY): Refund | undefined {
    const page = this.#page();
    const add = (more: number) => page.set(tenant, (page.get(tenant) ?? 0) + more);
    if ((page.get(tenant) ?? 0) + characters > limit) return undefined;
    add(characters);
    return (unused) => {
      add(-unused);
    };
  }

  #page(): Map<Tenant, number> {
    const month = new Date(this.#now()).toISOString().slice(0, 7);
    if (month !== this.#month) this.#used = new Map();
    this.#month = month;
    return this.#used;
  }
}
