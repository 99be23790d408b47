/**
 * Accounts as they are kept outside of the process, and lists of them as text: a file on Node, a value in Cloudflare's KV.
 * @module
 */
import { z } from 'zod';
import type { Tenant } from './accounts.ts';
import type { Account } from './directory.ts';

/** What the id of an account can look like. */
export const ACCOUNT_ID = /^(?!anonymous$)[\w.-]{1,64}$/;

const limit = z.number().int().positive().nullable();
const accountSchema = z.strictObject({
  id: z
    .string()
    .regex(ACCOUNT_ID)
    .transform((id) => id as Tenant),
  keyHash: z.string().regex(/^[0-9a-f]{64}$/),
  state: z.enum(['active', 'revoked']),
  charactersPerMonth: limit,
  requestsPerMinute: limit,
});
const listSchema = z.strictObject({ accounts: z.array(accountSchema) });

/** A value as an account. @throws Error if it is none */
export function parseAccount(value: unknown): Account {
  return accountSchema.parse(value);
}

/** Reads a list; `undefined` if the text is none. */
export function parseAccounts(text: string): readonly Account[] | undefined {
  try {
    return listSchema.safeParse(JSON.parse(text)).data?.accounts;
  } catch {
    return undefined;
  }
}

/** A list as text. @throws Error when an account is not one that could be read again */
export function writeAccounts(accounts: readonly Account[]): string {
  return `${JSON.stringify(listSchema.parse({ accounts }), null, 2)}\n`;
}
