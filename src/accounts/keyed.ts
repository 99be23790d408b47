/**
 * A service with accounts: a key names one. Only the hashes of keys are known; what is used is counted in this process.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { sha256Hex } from '../sha256.ts';
import { type Accounts, ANONYMOUS, type Quota, type Tenant } from './accounts.ts';
import { UsageLedger } from './ledger.ts';
import { RequestRate } from './rate.ts';

/** An account. */
export interface Account extends Quota {
  readonly id: Tenant;
  /** SHA-256 of its key in hexadecimal. Keys are random and long, so that a fast hash is safe. */
  readonly keyHash: string;
  readonly state: 'active' | 'revoked';
}

/** What accounts are made of. */
export interface KeyedAccountsOptions {
  /** The accounts as they are now. */
  readonly accounts: () => readonly Account[] | Promise<readonly Account[]>;
  /** What callers without a key may use together; `refused` if they may nothing. */
  readonly anonymous: Quota | 'refused';
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Accounts with keys. */
export function keyedAccounts({ accounts, anonymous, now }: KeyedAccountsOptions): Accounts {
  const ledger = new UsageLedger(now);
  const rate = new RequestRate(now);
  let known: readonly Account[] = [];

  const quotaOf = (tenant: Tenant): Quota | undefined =>
    tenant === ANONYMOUS && anonymous !== 'refused' ? anonymous : known.find(({ id }) => id === tenant);

  async function tenantOf(key: string | undefined): Promise<Tenant> {
    known = await accounts();
    if (key === undefined || key === '') {
      if (anonymous !== 'refused') return ANONYMOUS;
      throw new NewsglotError('key_required', 'an API key is required');
    }
    const hash = await hashKey(key);
    // All are compared, each to its end: how long it takes says nothing of what is right.
    let found: Account | undefined;
    for (const account of known) if (isEqual(account.keyHash, hash)) found = account;
    if (found?.state === 'active') return found.id;
    throw new NewsglotError('key_refused', 'Invalid API key');
  }

  return {
    keys: anonymous === 'refused' ? 'required' : 'optional',
    async identify(key) {
      const tenant = await tenantOf(key);
      const limit = quotaOf(tenant)?.requestsPerMinute ?? null;
      const retryAfter = limit === null ? 0 : rate.take(tenant, limit);
      if (retryAfter === 0) return tenant;
      throw new NewsglotError('rate_limited', `at most ${limit} requests a minute`, { retryAfter });
    },
    usage: (tenant) => ({
      characters: ledger.read(tenant),
      limit: quotaOf(tenant)?.charactersPerMonth ?? null,
    }),
    charge(tenant, characters) {
      const limit = quotaOf(tenant)?.charactersPerMonth ?? Number.POSITIVE_INFINITY;
      const refund = ledger.charge(tenant, characters, limit);
      if (refund) return refund;
      throw new NewsglotError('quota_exceeded', `the quota of ${limit} characters a month is used up`);
    },
  };
}

/** The hash under which a key is kept. */
export function hashKey(key: string): Promise<string> {
  return sha256Hex(key);
}

function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
