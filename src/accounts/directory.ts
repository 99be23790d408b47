/**
 * Where accounts are looked up: in a file, in Redis, in KV.
 * @module
 */
import { sha256Hex } from '../sha256.ts';
import type { Quota, Tenant } from './accounts.ts';

/** An account. */
export interface Account extends Quota {
  readonly id: Tenant;
  /** SHA-256 of its key in hexadecimal. Keys are random and long, so that a fast hash is safe. */
  readonly keyHash: string;
  readonly state: 'active' | 'revoked';
}

/** The accounts that there are. */
export interface AccountDirectory {
  /** The account whose key has this hash, a revoked one too. */
  byKeyHash(hash: string): Account | undefined | Promise<Account | undefined>;
  byId(id: Tenant): Account | undefined | Promise<Account | undefined>;
}

/** The hash under which a key is kept. */
export function hashKey(key: string): Promise<string> {
  return sha256Hex(key);
}

/** A directory of accounts that are all at hand. @param list the accounts as they are now. */
export function listedAccounts(
  list: () => readonly Account[] | Promise<readonly Account[]>,
): AccountDirectory {
  return {
    async byKeyHash(hash) {
      // All are compared, each to its end: how long it takes says nothing of what is right.
      let found: Account | undefined;
      for (const account of await list()) if (isEqual(account.keyHash, hash)) found = account;
      return found;
    },
    byId: async (id) => (await list()).find((account) => account.id === id),
  };
}

function isEqual(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < b.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}
