/**
 * Limits for each address that calls without a key, besides those for all who do.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { type Accounts, ANONYMOUS, type Client, isClient, type Quota } from './accounts.ts';
import { monthOf, reservation, type UsageStore } from './usage.ts';

/** What addresses may use. */
export interface AddressLimits {
  /** What each address may use. */
  readonly each: Quota;
  /** Where it is counted. There are more addresses than tenants: a store in memory should forget rather than grow. */
  readonly usage: UsageStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Accounts whose anonymous callers are also counted by address. A caller whose address is not known is counted with all
 * others only.
 */
export function limitedByAddress(accounts: Accounts, { each, usage, now }: AddressLimits): Accounts {
  async function admit(client: Client): Promise<void> {
    const limit = each.requestsPerMinute;
    const retryAfter = limit === null ? 0 : await usage.admit(client, limit, now());
    if (retryAfter === 0) return;
    throw new NewsglotError('rate_limited', `at most ${limit} requests a minute from one address`, {
      retryAfter,
    });
  }

  return {
    keys: accounts.keys,
    async identify(key, client) {
      // First, so that an address which asks too often uses up nothing of what all others have.
      const anonymous = accounts.keys === 'none' || (accounts.keys === 'optional' && !key);
      if (client !== undefined && anonymous) await admit(client);
      const tenant = await accounts.identify(key, client);
      return client !== undefined && tenant === ANONYMOUS ? client : tenant;
    },
    async usage(tenant) {
      if (!isClient(tenant)) return accounts.usage(tenant);
      return { characters: await usage.used(tenant, monthOf(now())), limit: each.charactersPerMonth };
    },
    async charge(tenant, characters) {
      if (!isClient(tenant)) return accounts.charge(tenant, characters);
      const own = reservation(tenant, characters, now());
      if (!(await usage.reserve(own, each.charactersPerMonth))) {
        throw new NewsglotError(
          'quota_exceeded',
          `the quota of ${each.charactersPerMonth} characters a month is used up`,
        );
      }
      try {
        const sum = await accounts.charge(ANONYMOUS, characters);
        return { ...own, within: sum };
      } catch (error) {
        await usage.settle(own, 0);
        throw error;
      }
    },
    async settle(reserved, used) {
      if (reserved.within === undefined) return accounts.settle(reserved, used);
      await usage.settle(reserved, used);
      await accounts.settle(reserved.within, used);
    },
  };
}
