/**
 * What tenants have used, month by month, in this process's memory.
 * @module
 */
import type { Tenant } from './accounts.ts';

/** Counts of one calendar month; they begin anew with the next. */
export class UsageLedger {
  readonly #now: () => number;
  #month = '';
  readonly #used = new Map<Tenant, number>();

  /** @param now milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Characters of the current month. */
  read(tenant: Tenant): number {
    this.#turnPage();
    return this.#used.get(tenant) ?? 0;
  }

  /** Adds characters unless the sum would pass `limit`; they may be negative. @returns whether they were added. */
  add(tenant: Tenant, characters: number, limit = Number.POSITIVE_INFINITY): boolean {
    const sum = this.read(tenant) + characters;
    if (sum > limit) return false;
    this.#used.set(tenant, Math.max(0, sum));
    return true;
  }

  #turnPage(): void {
    const month = new Date(this.#now()).toISOString().slice(0, 7);
    if (month === this.#month) return;
    this.#month = month;
    this.#used.clear();
  }
}
