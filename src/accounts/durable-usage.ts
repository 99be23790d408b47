/**
 * Counts in Durable Objects of Cloudflare, one for each tenant: there is only one of it in the world, and it does one thing
 * at a time, so that its counts are exact.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import type { Tenant } from './accounts.ts';
import type { Month, Reservation, UsageStore } from './usage.ts';

/** What the object of a tenant can be asked to count (`entry/tenant-object.ts`). */
export interface CountingObject {
  reserve(reservation: Reservation, limit: number | null): Promise<boolean>;
  settle(reservation: Reservation, used: number): Promise<void>;
  used(month: Month): Promise<number>;
  admit(limit: number, now: number): Promise<number>;
}

/** A binding of Durable Objects. */
export interface ObjectNamespace<T> {
  getByName(name: string): T;
}

/** How often an object is asked whose answer was lost. It counts and settles a reservation once, however often it is told to. */
const TRIES = 3;
const RETRY_AFTER_S = 5;

/** @param report is told when a reservation could not be settled: it then counts in full. */
export function createDurableUsage(
  objects: ObjectNamespace<CountingObject>,
  report: (error: unknown) => void,
): UsageStore {
  async function ask<T>(tenant: Tenant, question: (object: CountingObject) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        // A stub that has failed stays broken: each try has its own.
        return await question(objects.getByName(tenant));
      } catch (cause) {
        if (tries < TRIES) continue;
        throw new NewsglotError('overloaded', 'the count of characters cannot be reached', {
          retryAfter: RETRY_AFTER_S,
          cause,
        });
      }
    }
  }

  return {
    reserve: (reservation, limit) => ask(reservation.tenant, (object) => object.reserve(reservation, limit)),
    settle: (reservation, used) =>
      ask(reservation.tenant, (object) => object.settle(reservation, used)).catch(report),
    used: (tenant, month) => ask(tenant, (object) => object.used(month)),
    admit: (tenant, limit, now) => ask(tenant, (object) => object.admit(limit, now)),
  };
}
