/**
 * API keys in a file, for Node: their hashes, never the keys. A change is seen by a running service.
 * @module
 */
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { parseAccounts, writeAccounts } from './account-list.ts';
import type { Account } from './directory.ts';
import { type AccountTerms, newAccount } from './new-account.ts';

/** Milliseconds after which it is looked whether the file has changed. */
const FRESH_MS = 1000;

/**
 * Reads the accounts of a file.
 * @throws Error when the file is no such file
 */
export async function readKeyFile(path: string): Promise<readonly Account[]> {
  const accounts = parseAccounts(await readFile(path, 'utf8'));
  if (!accounts) throw new Error(`${path} is no file of API keys`);
  return accounts;
}

/**
 * The accounts of a file as they are now. A file that is gone or broken leaves those that were last read, and is reported.
 * @throws Error when the file cannot be read at first
 */
export async function watchKeyFile(
  path: string,
  report: (error: unknown) => void,
): Promise<() => Promise<readonly Account[]>> {
  let accounts = await readKeyFile(path);
  let modified = (await stat(path)).mtimeMs;
  let looked = performance.now();
  return async () => {
    if (performance.now() - looked < FRESH_MS) return accounts;
    looked = performance.now();
    try {
      const { mtimeMs } = await stat(path);
      if (mtimeMs !== modified) accounts = await readKeyFile(path);
      modified = mtimeMs;
    } catch (error) {
      report(error);
    }
    return accounts;
  };
}

/**
 * Adds an account to a file, which is made if there is none.
 * @returns its key, which is kept nowhere
 * @throws Error when there is an account of this id, or the id is not a word
 */
export async function createKey(path: string, terms: AccountTerms): Promise<string> {
  const { account, key } = await newAccount(terms);
  const accounts = await readOrNone(path);
  if (accounts.some(({ id }) => id === account.id))
    throw new Error(`there is an account ${account.id} already`);
  await write(path, [...accounts, account]);
  return key;
}

/** Revokes the key of an account for good. @throws Error when there is no account of this id */
export async function revokeKey(path: string, id: string): Promise<void> {
  const accounts = await readKeyFile(path);
  if (!accounts.some((account) => account.id === id)) throw new Error(`there is no account ${id}`);
  await write(
    path,
    accounts.map((account): Account => (account.id === id ? { ...account, state: 'revoked' } : account)),
  );
}

async function readOrNone(path: string): Promise<readonly Account[]> {
  try {
    return await readKeyFile(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** Writes beside the file and puts it in its place, so that a reader sees the old one or the new. */
async function write(path: string, accounts: readonly Account[]): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, writeAccounts(accounts), { mode: 0o600 });
  await rename(draft, path);
}
