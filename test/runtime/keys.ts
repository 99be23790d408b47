/** The accounts of all suites in workerd: isolates keep the list that they have read for a while. */
import { env } from 'cloudflare:test';
import { writeAccounts } from '../../src/accounts/account-list.ts';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { type Account, hashKey } from '../../src/accounts/directory.ts';

/** Keys, by the id of their account. */
export const keys = {
  desk: 'ng_desk',
  small: 'ng_small',
  revoked: 'ng_revoked',
  jobs: 'ng_jobs',
  'few-jobs': 'ng_few',
};

const account = async (id: keyof typeof keys, limits: Partial<Account> = {}): Promise<Account> => ({
  id: id as string as Tenant,
  keyHash: await hashKey(keys[id]),
  state: 'active',
  charactersPerMonth: null,
  requestsPerMinute: null,
  ...limits,
});

await env.ACCOUNTS.put(
  'accounts',
  writeAccounts([
    await account('desk'),
    await account('small', { charactersPerMonth: 400 }),
    await account('revoked', { state: 'revoked' }),
    await account('jobs'),
    await account('few-jobs', { charactersPerMonth: 100 }),
  ]),
);
