/**
 * A service without accounts: everyone is anonymous, keys are ignored, nothing is limited, and what is used is counted.
 * @module
 */
import { type Accounts, ANONYMOUS } from './accounts.ts';
import { UsageLedger } from './ledger.ts';

/** @param now milliseconds since 1970. */
export function openAccounts(now: () => number): Accounts {
  const ledger = new UsageLedger(now);
  return {
    keys: 'none',
    identify: () => ANONYMOUS,
    usage: (tenant) => ({ characters: ledger.read(tenant), limit: null }),
    charge: (tenant, characters) => ledger.charge(tenant, characters)!,
  };
}
