/**
 * `newsglot cache stats|clear`: what instances share in Redis.
 * @module
 */
import { Command, Option } from 'commander';
import { clearRedisCache, countRedisCache } from '../../cache/redis.ts';
import { prefixOption, withRedis } from './redis.ts';

interface Flags {
  readonly redis: string;
  readonly redisPrefix: string;
}

const redisOption = () =>
  new Option('--redis <url>', 'the Redis that instances share').env('REDIS_URL').makeOptionMandatory();

/** The command. */
export function cacheCommand(): Command {
  const cache = new Command('cache')
    .description('count or forget what instances have cached in Redis')
    .addHelpText(
      'after',
      `
Without Redis the cache is the memory of a process, and ends with it. Accounts, glossaries and jobs are no cache: they stay.

Examples:
  newsglot cache stats --redis redis://localhost:6379
  REDIS_URL=redis://localhost:6379 newsglot cache clear`,
    );
  cache
    .command('stats')
    .description('how many translated segments and whole results there are')
    .addOption(redisOption())
    .addOption(prefixOption())
    .action(async (flags: Flags) => {
      const counts = await withRedis(flags, countRedisCache);
      for (const [kind, count] of Object.entries(counts)) console.log(`${kind}\t${count}`);
    });
  cache
    .command('clear')
    .description('forget them; instances translate anew, but for what their own memory holds')
    .addOption(redisOption())
    .addOption(prefixOption())
    .action((flags: Flags) => withRedis(flags, clearRedisCache));
  return cache;
}
