/**
 * Who calls, and how much they may have translated.
 * @module
 */
import type { Reservation } from './usage.ts';

/** Whose calls are counted together, and who alone sees what they stored: the id of an account. */
export type Tenant = string & { readonly __brand: 'Tenant' };

/** All who call without an account. */
export const ANONYMOUS = 'anonymous' as Tenant;

/** An address that calls without an account: what stands for it, from which it cannot be told. */
export type Client = Tenant & `anonymous/${string}`;

/** Whether a tenant is an address. */
export function isClient(tenant: Tenant): tenant is Client {
  return tenant.startsWith('anonymous/');
}

/** What a tenant may use; `null` where there is no limit. */
export interface Quota {
  readonly charactersPerMonth: number | null;
  readonly requestsPerMinute: number | null;
}

/** What a tenant has used in the current calendar month (UTC). */
export interface Usage {
  readonly characters: number;
  /** Most characters a month; `null` where there is no limit. */
  readonly limit: number | null;
}

/** The accounts of a service. */
export interface Accounts {
  /** Whether there are keys, and whether one is required. */
  readonly keys: 'none' | 'optional' | 'required';
  /**
   * Whose request it is, which is counted.
   * @param key as the caller sent it, if any.
   * @param client what stands for the caller's address, if it is known.
   * @throws NewsglotError `key_required`, `key_refused` or `rate_limited`
   */
  identify(key: string | undefined, client?: Client): Tenant | Promise<Tenant>;
  usage(tenant: Tenant): Usage | Promise<Usage>;
  /**
   * Counts characters before they are translated, so that no two requests can have the same ones.
   * @returns what was counted, to be settled when the work has come to less
   * @throws NewsglotError `quota_exceeded`; nothing is counted then.
   */
  charge(tenant: Tenant, characters: number): Promise<Reservation>;
  /** Gives back what a reservation holds beyond the characters that were used. */
  settle(reservation: Reservation, used: number): void | Promise<void>;
}
