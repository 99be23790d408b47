/**
 * `newsglot keys create|list|revoke`: the API keys of a service.
 * @module
 */
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Tenant } from '../../accounts/accounts.ts';
import { createKey, readKeyFile, revokeKey } from '../../accounts/key-file.ts';

const fileOption = () =>
  new Option('--file <file>', 'the file of keys').env('KEYS_FILE').makeOptionMandatory();

/** The command. */
export function keysCommand(): Command {
  const keys = new Command('keys').description('make, list and revoke API keys').addHelpText(
    'after',
    `
The file holds hashes, never keys. A service that runs with KEYS_FILE sees its changes within a second or two.

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
    .option('--characters-per-month <number>', 'quota of characters', wholeNumber)
    .option('--requests-per-minute <number>', 'quota of requests', wholeNumber)
    .action(async (id: string, flags: Flags) => {
      const key = await createKey(flags.file, {
        id: id as Tenant,
        charactersPerMonth: flags.charactersPerMonth ?? null,
        requestsPerMinute: flags.requestsPerMinute ?? null,
      });
      console.log(key);
    });
  keys
    .command('list')
    .description('list the accounts')
    .addOption(fileOption())
    .action(async ({ file }: Flags) => {
      for (const { id, state, charactersPerMonth, requestsPerMinute } of await readKeyFile(file)) {
        console.log([id, state, charactersPerMonth ?? '-', requestsPerMinute ?? '-'].join('\t'));
      }
    });
  keys
    .command('revoke')
    .description('refuse the key of an account from now on')
    .argument('<account>', 'id of the account')
    .addOption(fileOption())
    .action((id: string, { file }: Flags) => revokeKey(file, id));
  return keys;
}

interface Flags {
  readonly file: string;
  readonly charactersPerMonth?: number;
  readonly requestsPerMinute?: number;
}

function wholeNumber(written: string): number {
  const number = Number(written);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('a whole number from 1 is needed');
}
