/**
 * New accounts, on Node.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { ACCOUNT_ID } from './account-list.ts';
import { type Account, hashKey } from './directory.ts';

/** What an account is to be. */
export type AccountTerms = Pick<Account, 'id' | 'charactersPerMonth' | 'requestsPerMinute'>;

/** An account with a key of its own, which nobody else is told. @throws Error when its id is not a word */
export async function newAccount(
  terms: AccountTerms,
): Promise<{ readonly account: Account; readonly key: string }> {
  if (!ACCOUNT_ID.test(terms.id)) {
    throw new Error('an id is 1 to 64 letters, digits, dots, dashes or underscores, and not "anonymous"');
  }
  const key = `ng_${randomBytes(32).toString('base64url')}`;
  return { account: { ...terms, keyHash: await hashKey(key), state: 'active' }, key };
}
