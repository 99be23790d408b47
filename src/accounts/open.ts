/**
 * A service without accounts: everyone is anonymous, keys are ignored, nothing is limited, and what is used is counted.
 * @module
 */
import { type Accounts, ANONYMOUS } from './accounts.ts';
import { monthOf, reservation, type UsageStore } from './usage.ts';

/** @param now milliseconds since 1970. */
export function openAccounts(usage: UsageStore, now: () => number): Accounts {
  return {
    keys: 'none',
    identify: () => ANONYMOUS,
    usage: async (tenant) => ({ characters: await usage.used(tenant, monthOf(now())), limit: null }),
    async charge(tenant, characters) {
      const reserved = reservation(tenant, characters, now());
      await usage.reserve(reserved, null);
      return reserved;
    },
    settle: (reserved, used) => usage.settle(reserved, used),
  };
}
