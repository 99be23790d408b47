/**
 * Who calls, and how much they may have translated.
 * @module
 */

/** Whose calls are counted together, and who alone sees what they stored: the id of an account. */
export type Tenant = string & { readonly __brand: 'Tenant' };

/** All who call without an account. */
export const ANONYMOUS = 'anonymous' as Tenant;

/** What a tenant has used in the current calendar month (UTC). */
export interface Usage {
  readonly characters: number;
  /** Most characters a month; `null` where there is no limit. */
  readonly limit: number | null;
}

/** The accounts of a service. */
export interface Accounts {
  usage(tenant: Tenant): Usage | Promise<Usage>;
  /**
   * Counts characters before they are translated, so that no two requests can have the same ones.
   * @throws NewsglotError `quota_exceeded`; nothing is counted then.
   */
  charge(tenant: Tenant, characters: number): void | Promise<void>;
  /** Takes back what was charged and not used. */
  refund(tenant: Tenant, characters: number): void | Promise<void>;
}
