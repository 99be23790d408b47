/**
 * The list of accounts in Cloudflare's KV, under one key: what `newsglot keys` writes to a file, as it is.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { parseAccounts } from './account-list.ts';
import type { Account } from './directory.ts';

/** What is needed of a KV binding. */
export interface AccountsBinding {
  get(key: string): Promise<string | null>;
}

/** The key that the list is under. */
const KEY = 'accounts';
/** Milliseconds after which an isolate looks whether the list has changed. KV itself is behind by up to a minute. */
const FRESH_MS = 15_000;

/**
 * The accounts as they are now. Where KV cannot be read, or has something else, those that were last read hold.
 * @param now milliseconds on any steady clock.
 * @returns a function that throws NewsglotError `overloaded` when none were ever read
 */
export function kvAccounts(
  binding: AccountsBinding,
  now: () => number,
  report: (error: unknown) => void,
): () => Promise<readonly Account[]> {
  let known: { readonly accounts: readonly Account[]; readonly readAt: number } | undefined;
  return async () => {
    if (known && now() - known.readAt < FRESH_MS) return known.accounts;
    try {
      const text = await binding.get(KEY);
      const accounts = text === null ? [] : parseAccounts(text);
      if (!accounts) throw new Error(`the value of ${KEY} in KV is no list of API keys`);
      known = { accounts, readAt: now() };
    } catch (cause) {
      report(cause);
      if (!known) {
        throw new NewsglotError('overloaded', 'the list of API keys cannot be read', {
          retryAfter: 5,
          cause,
        });
      }
    }
    return known.accounts;
  };
}
