/**
 * Accounts as they are kept outside of the process, and new ones.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tenant } from './accounts.ts';
import { type Account, hashKey } from './directory.ts';

const ID = /^(?!anonymous$)[\w.-]{1,64}$/;
const limit = z.number().int().positive().nullable();

/** An account as it is kept. */
export const accountSchema = z.strictObject({
  id: z
    .string()
    .regex(ID)
    .transform((id) => id as Tenant),
  keyHash: z.string().regex(/^[0-9a-f]{64}$/),
  state: z.enum(['active', 'revoked']),
  charactersPerMonth: limit,
  requestsPerMinute: limit,
});

/** What an account is to be. */
export type AccountTerms = Pick<Account, 'id' | 'charactersPerMonth' | 'requestsPerMinute'>;

/** A value as an account. @throws Error if it is none */
export function parseAccount(value: unknown): Account {
  return accountSchema.parse(value);
}

/** An account with a key of its own, which nobody else is told. @throws Error when its id is not a word */
export async function newAccount(
  terms: AccountTerms,
): Promise<{ readonly account: Account; readonly key: string }> {
  if (!ID.test(terms.id)) {
    throw new Error('an id is 1 to 64 letters, digits, dots, dashes or underscores, and not "anonymous"');
  }
  const key = `ng_${randomBytes(32).toString('base64url')}`;
  return { account: { ...terms, keyHash: await hashKey(key), state: 'active' }, key };
}
