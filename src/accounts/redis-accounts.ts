/**
 * Accounts in Redis, for all instances: the hashes of their keys, never the keys.
 * @module
 */
import type { RedisConnection } from '../redis/connection.ts';
import { parseAccount } from './account-list.ts';
import type { Account } from './directory.ts';
import { type AccountTerms, newAccount } from './new-account.ts';

/** Milliseconds after which it is looked whether the accounts have changed. */
const FRESH_MS = 1000;

/** The accounts that there are. @throws Error when Redis does not answer, or has something else under their name */
export async function readRedisAccounts(connection: RedisConnection): Promise<readonly Account[]> {
  const values = await connection.redis.hvals(nameOf(connection));
  return values.map((value) => parseAccount(JSON.parse(value)));
}

/**
 * The accounts as they are now. While Redis does not answer, they are what they were.
 * @throws Error when Redis does not answer at first
 */
export async function watchRedisAccounts(
  connection: RedisConnection,
): Promise<() => Promise<readonly Account[]>> {
  let accounts = await readRedisAccounts(connection).catch((cause: unknown) => {
    throw new Error('the API keys cannot be read from Redis', { cause });
  });
  let looked = performance.now();
  return async () => {
    if (performance.now() - looked < FRESH_MS) return accounts;
    looked = performance.now();
    accounts = await connection.attempt(() => readRedisAccounts(connection), accounts);
    return accounts;
  };
}

/**
 * Adds an account.
 * @returns its key, which is kept nowhere
 * @throws Error when there is an account of this id, or the id is not a word
 */
export async function createRedisKey(connection: RedisConnection, terms: AccountTerms): Promise<string> {
  const { account, key } = await newAccount(terms);
  const added = await connection.redis.hsetnx(nameOf(connection), account.id, JSON.stringify(account));
  if (added === 0) throw new Error(`there is an account ${account.id} already`);
  return key;
}

/** Revokes the key of an account for good. @throws Error when there is no account of this id */
export async function revokeRedisKey(connection: RedisConnection, id: string): Promise<void> {
  const value = await connection.redis.hget(nameOf(connection), id);
  if (value === null) throw new Error(`there is no account ${id}`);
  const revoked: Account = { ...parseAccount(JSON.parse(value)), state: 'revoked' };
  await connection.redis.hset(nameOf(connection), id, JSON.stringify(revoked));
}

function nameOf(connection: RedisConnection): string {
  return connection.key('accounts');
}
