/**
 * Where it is counted what tenants use: in memory, in a file, in Redis, in a Durable Object. What a tenant may use is not
 * known here (`keyed.ts`).
 * @module
 */
import type { Tenant } from './accounts.ts';

/** A calendar month in UTC: `2026-01`. */
export type Month = string & { readonly __brand: 'Month' };

/** Characters that are counted for a tenant. Plain data: it can be kept and settled by another process. */
export interface Reservation {
  /** Unique. A store whose answers can be lost counts and settles an id once, however often it is told to. */
  readonly id: string;
  readonly tenant: Tenant;
  readonly month: Month;
  readonly characters: number;
  /** What was counted for all who call without an account, where this was for one of them (`by-address.ts`). */
  readonly within?: Reservation;
}

/**
 * Counts of characters by calendar month and of requests by minute. Each call is atomic: of any number of calls side by
 * side, from any number of processes, the sum is exact and a limit is never passed.
 */
export interface UsageStore {
  /**
   * Adds the characters, unless the month's sum would pass `limit` (`null` for none).
   * @returns whether they were added
   */
  reserve(reservation: Reservation, limit: number | null): boolean | Promise<boolean>;
  /** Takes back, from the month that they were added to, all but the `used` characters of a reservation. Once. */
  settle(reservation: Reservation, used: number): void | Promise<void>;
  /** Characters of a month, what is reserved and not yet settled included. */
  used(tenant: Tenant, month: Month): number | Promise<number>;
  /**
   * Counts one request, unless there were `limit` in the last minute.
   * @param now milliseconds since 1970.
   * @returns 0 if it was counted, or seconds until it makes sense to ask again
   */
  admit(tenant: Tenant, limit: number, now: number): number | Promise<number>;
}

/** The month of a moment. @param now milliseconds since 1970. */
export function monthOf(now: number): Month {
  // Every request asks, and a date takes longer to write than to compare.
  if (now < known.from || now >= known.to) known = monthAround(now);
  return known.month;
}

/** The month asked for last, and its bounds in milliseconds since 1970, the second exclusive. */
let known = monthAround(0);

function monthAround(now: number): { readonly month: Month; readonly from: number; readonly to: number } {
  const date = new Date(now);
  const [year, index] = [date.getUTCFullYear(), date.getUTCMonth()];
  return {
    month: date.toISOString().slice(0, 7) as Month,
    from: Date.UTC(year, index),
    to: Date.UTC(year, index + 1),
  };
}

/** Characters to be reserved now. @param now milliseconds since 1970. */
export function reservation(tenant: Tenant, characters: number, now: number): Reservation {
  return { id: crypto.randomUUID(), tenant, month: monthOf(now), characters };
}
