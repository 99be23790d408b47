/**
 * A service with accounts: a key names one. Only the hashes of keys are known.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { type Accounts, ANONYMOUS, type Quota, type Tenant } from './accounts.ts';
import { type AccountDirectory, hashKey } from './directory.ts';
import { monthOf, reservation, type UsageStore } from './usage.ts';

/** What accounts are made of. */
export interface KeyedAccountsOptions {
  readonly directory: AccountDirectory;
  readonly usage: UsageStore;
  /** What callers without a key may use together; `refused` if they may nothing. */
  readonly anonymous: Quota | 'refused';
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Accounts with keys. */
export function keyedAccounts({ directory, usage, anonymous, now }: KeyedAccountsOptions): Accounts {
  const quotaOf = async (tenant: Tenant): Promise<Quota | undefined> =>
    tenant === ANONYMOUS && anonymous !== 'refused' ? anonymous : directory.byId(tenant);

  async function callerOf(key: string | undefined): Promise<Quota & { readonly id: Tenant }> {
    if (key === undefined || key === '') {
      if (anonymous !== 'refused') return { id: ANONYMOUS, ...anonymous };
      throw new NewsglotError('key_required', 'an API key is required');
    }
    const account = await directory.byKeyHash(await hashKey(key));
    if (account?.state === 'active') return account;
    throw new NewsglotError('key_refused', 'Invalid API key');
  }

  return {
    keys: anonymous === 'refused' ? 'required' : 'optional',
    async identify(key) {
      const { id, requestsPerMinute: limit } = await callerOf(key);
      const retryAfter = limit === null ? 0 : await usage.admit(id, limit, now());
      if (retryAfter === 0) return id;
      throw new NewsglotError('rate_limited', `at most ${limit} requests a minute`, { retryAfter });
    },
    usage: async (tenant) => ({
      characters: await usage.used(tenant, monthOf(now())),
      limit: (await quotaOf(tenant))?.charactersPerMonth ?? null,
    }),
    async charge(tenant, characters) {
      const limit = (await quotaOf(tenant))?.charactersPerMonth ?? null;
      const reserved = reservation(tenant, characters, now());
      if (await usage.reserve(reserved, limit)) return reserved;
      throw new NewsglotError('quota_exceeded', `the quota of ${limit} characters a month is used up`);
    },
    settle: (reserved, used) => usage.settle(reserved, used),
  };
}
