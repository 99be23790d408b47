/**
 * Redis as commands reach it.
 * @module
 */
import { Option } from 'commander';
import { NewsglotError } from '../../errors.ts';
import type { RedisConnection } from '../../redis/connection.ts';

/** Longest wait for Redis in milliseconds. */
const TIMEOUT_MS = 5000;

/** `--redis-prefix`. */
export function prefixOption(): Option {
  return new Option('--redis-prefix <prefix>', 'what all keys in Redis begin with')
    .env('REDIS_PREFIX')
    .default('newsglot');
}

/** Does something with a connection, and closes it. @throws NewsglotError `timeout` when Redis does not answer. */
export async function withRedis<T>(
  { redis: url, redisPrefix: prefix }: { readonly redis: string; readonly redisPrefix: string },
  work: (connection: RedisConnection) => Promise<T>,
): Promise<T> {
  // Its client is not loaded for commands that do without.
  const { connectRedis } = await import('../../redis/connection.ts');
  const connection = await connectRedis({ url, prefix, timeoutMs: TIMEOUT_MS, report: () => {} });
  try {
    if (connection.redis.status !== 'ready') throw new NewsglotError('timeout', 'Redis does not answer');
    return await work(connection);
  } finally {
    await connection.close();
  }
}
