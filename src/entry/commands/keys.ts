/**
 * `newsglot keys create|list|revoke`: the API keys of a service.
 * @module
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Tenant } from '../../accounts/accounts.ts';
import type { Account } from '../../accounts/directory.ts';
import { createKey, readKeyFile, revokeKey } from '../../accounts/key-file.ts';
import type { AccountTerms } from '../../accounts/new-account.ts';
import { createRedisKey, readRedisAccounts, revokeRedisKey } from '../../accounts/redis-accounts.ts';
import { prefixOption, withRedis } from './redis.ts';

const fileOption = () => new Option('--file <file>', 'the file of keys').env('KEYS_FILE');
const redisOption = () =>
  new Option('--redis <url>', 'keep the keys in Redis, for services that run with KEYS_IN=redis');

/** The command. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('make, list and revoke API keys').addHelpText(
    'after',
    `
The file, or Redis, holds hashes, never keys. A service that runs with KEYS_FILE or KEYS_IN=redis sees changes within a
second or two.

Examples:
  newsglot keys create news-desk --file keys.json --characters-per-month 5000000
  newsglot keys list --file keys.json
  KEYS_FILE=keys.json newsglot keys revoke news-desk`,
  );
  keys
    .command('create')
    .description('make a key and print it: it is shown this once')
    .argument('<account>', 'id of the account')
    .addOption(fileOption())
    .addOption(redisOption())
    .addOption(prefixOption())
    .option('--characters-per-month <number>', 'quota of characters', wholeNumber)
    .option('--requests-per-minute <number>', 'quota of requests', wholeNumber)
    .action(async (id: string, flags: Flags) => {
      const terms = {
        id: id as Tenant,
        charactersPerMonth: flags.charactersPerMonth ?? null,
        requestsPerMinute: flags.requestsPerMinute ?? null,
      };
      console.log(await withKeys(flags, (keys) => keys.create(terms)));
    });
  keys
    .command('list')
    .description('list the accounts')
    .addOption(fileOption())
    .addOption(redisOption())
    .addOption(prefixOption())
    .action(async (flags: Flags) => {
      const accounts = await withKeys(flags, (keys) => keys.list());
      const byId = [...accounts].sort((a, b) => (a.id < b.id ? -1 : 1));
      for (const { id, state, charactersPerMonth, requestsPerMinute } of byId) {
        console.log([id, state, charactersPerMonth ?? '-', requestsPerMinute ?? '-'].join('\t'));
      }
    });
  keys
    .command('revoke')
    .description('refuse the key of an account from now on')
    .argument('<account>', 'id of the account')
    .addOption(fileOption())
    .addOption(redisOption())
    .addOption(prefixOption())
    .action((id: string, flags: Flags) => withKeys(flags, (keys) => keys.revoke(id)));
  return keys;
}

/** Where keys are kept. */
interface Keys {
  create(terms: AccountTerms): Promise<string>;
  list(): Promise<readonly Account[]>;
  revoke(id: string): Promise<void>;
}

/** Does something to the keys that the command names. */
async function withKeys<T>(
  { file, redis, redisPrefix }: Flags,
  work: (keys: Keys) => Promise<T>,
): Promise<T> {
  if (redis === undefined) {
    if (file === undefined) throw new Error('--file or --redis must say where the keys are');
    return work({
      create: (terms) => createKey(file, terms),
      list: () => readKeyFile(file),
      revoke: (id) => revokeKey(file, id),
    });
  }
  return withRedis({ redis, redisPrefix }, (connection) =>
    work({
      create: (terms) => createRedisKey(connection, terms),
      list: () => readRedisAccounts(connection),
      revoke: (id) => revokeRedisKey(connection, id),
    }),
  );
}

interface Flags {
  readonly file?: string;
  readonly redis?: string;
  readonly redisPrefix: string;
  readonly charactersPerMonth?: number;
  readonly requestsPerMinute?: number;
}

function wholeNumber(written: string): number {
  const number = Number(written);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('a whole number from 1 is needed');
}
