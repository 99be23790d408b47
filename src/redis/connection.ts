/**
 * The connection to Redis that instances share their work through. Redis is never waited for longer than stated: what
 * cannot be had from it is done without it, or refused.
 * @module
 */
import { Redis } from 'ioredis';
import { type BestEffort, createBestEffort } from '../best-effort.ts';

/** Milliseconds for which Redis is left alone once it has failed. */
const PAUSE_MS = 1000;
/** Longest time in milliseconds for the first try to connect, which may have to greet a far server over TLS. */
const CONNECT_MS = 5000;
/** Longest time in milliseconds between two tries to connect again. */
const MAX_RETRY_MS = 1000;

/** How to reach Redis. */
export interface RedisOptions {
  /** `redis://` or `rediss://` (TLS), with user, password and database if need be. */
  readonly url: string;
  /** What all keys begin with. */
  readonly prefix: string;
  /** Longest wait for an answer in milliseconds. */
  readonly timeoutMs: number;
  /** Told once when Redis begins to fail. */
  readonly report: (error: unknown) => void;
}

/** A connection that closes and opens again by itself. */
export interface RedisConnection {
  readonly options: RedisOptions;
  /** Rejects at once what is sent while there is no connection, and after `timeoutMs` what is not answered. */
  readonly redis: Redis;
  /** For work that can be done without: all of it together, so that one failure spares the others the wait. */
  readonly attempt: BestEffort;
  /** A key of this service. Parts in braces are what a cluster places it by. */
  key(name: string): string;
  /** Answers what was sent and closes. */
  close(): Promise<void>;
}

/**
 * Connects. Redis need not be there: the connection is tried for until it is closed. Resolves when the first try has ended.
 */
export async function connectRedis(options: RedisOptions): Promise<RedisConnection> {
  const redis = new Redis(options.url, {
    connectionName: 'newsglot',
    commandTimeout: options.timeoutMs,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times) => Math.min(25 * 2 ** times, MAX_RETRY_MS),
  });
  let failing = false;
  redis.on('error', (error: unknown) => {
    if (!failing) options.report(error);
    failing = true;
  });
  redis.on('ready', () => {
    failing = false;
  });
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, CONNECT_MS);
    const tried = () => {
      clearTimeout(timer);
      resolve();
    };
    redis.once('ready', tried);
    redis.once('close', tried);
  });
  return {
    options,
    redis,
    attempt: createBestEffort({
      timeoutMs: options.timeoutMs,
      pauseMs: PAUSE_MS,
      report: (error) => {
        if (redis.status === 'ready') options.report(error);
      },
    }),
    key: (name) => `${options.prefix}:${name}`,
    async close() {
      if (redis.status === 'ready') await redis.quit().catch(() => redis.disconnect());
      else redis.disconnect();
    },
  };
}
