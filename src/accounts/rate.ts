/**
 * Requests a minute: a sliding window of two fixed ones, of which the older counts as far as it still reaches.
 * @module
 */
import type { Tenant } from './accounts.ts';

const MINUTE_MS = 60_000;

/** Counts requests. */
export class RequestRate {
  readonly #now: () => number;
  #minute = 0;
  #current = new Map<Tenant, number>();
  #last = new Map<Tenant, number>();

  /** @param now milliseconds since 1970. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts one request unless there are `limit` in the last minute. @returns 0, or seconds until it makes sense again. */
  take(tenant: Tenant, limit: number): number {
    const now = this.#now();
    const minute = Math.floor(now / MINUTE_MS);
    if (minute !== this.#minute) {
      this.#last = minute === this.#minute + 1 ? this.#current : new Map();
      this.#current = new Map();
      this.#minute = minute;
    }
    const passed = (now % MINUTE_MS) / MINUTE_MS;
    const count = this.#current.get(tenant) ?? 0;
    if (count + (this.#last.get(tenant) ?? 0) * (1 - passed) + 1 > limit) {
      return Math.max(1, Math.ceil((1 - passed) * 60));
    }
    this.#current.set(tenant, count + 1);
    return 0;
  }
}
