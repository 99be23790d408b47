/**
 * Who may call a Worker, and how much each may have translated.
 * @module
 */
import type { Accounts } from '../accounts/accounts.ts';
import { limitedByAddress } from '../accounts/by-address.ts';
import { listedAccounts } from '../accounts/directory.ts';
import { createDurableUsage } from '../accounts/durable-usage.ts';
import { keyedAccounts } from '../accounts/keyed.ts';
import { kvAccounts } from '../accounts/kv-accounts.ts';
import { createBoundedUsage, createMemoryUsage } from '../accounts/memory-usage.ts';
import { openAccounts } from '../accounts/open.ts';
import { limitsAddresses, type WorkerBindings, type WorkerConfig } from './config-worker.ts';

/** Addresses that an isolate counts at a time where no Durable Objects are bound. */
const MOST_ADDRESSES = 10_000;

/** The accounts that a configuration names. @param report is told of what fails and is done without */
export function openWorkerAccounts(
  bindings: WorkerBindings,
  config: WorkerConfig,
  report: (error: unknown) => void,
): Accounts {
  const accounts = openConfiguredAccounts(bindings, config, report);
  if (!limitsAddresses(config)) return accounts;
  const { TENANTS } = bindings;
  return limitedByAddress(accounts, {
    each: {
      charactersPerMonth: config.ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH ?? null,
      requestsPerMinute: config.ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE ?? null,
    },
    usage: TENANTS ? createDurableUsage(TENANTS, report) : createBoundedUsage(MOST_ADDRESSES),
    now: Date.now,
  });
}

function openConfiguredAccounts(
  { ACCOUNTS, TENANTS }: WorkerBindings,
  config: WorkerConfig,
  report: (error: unknown) => void,
): Accounts {
  if (config.KEYS === 'none' || !ACCOUNTS || !TENANTS) return openAccounts(createMemoryUsage(), Date.now);
  return keyedAccounts({
    directory: listedAccounts(kvAccounts(ACCOUNTS, Date.now, report)),
    usage: createDurableUsage(TENANTS, report),
    anonymous:
      config.KEYS === 'required'
        ? 'refused'
        : {
            charactersPerMonth: config.ANONYMOUS_CHARACTERS_PER_MONTH ?? null,
            requestsPerMinute: config.ANONYMOUS_REQUESTS_PER_MINUTE ?? null,
          },
    now: Date.now,
  });
}
