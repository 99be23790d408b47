/**
 * How a Node process meets those outside, by its configuration.
 * @module
 */
import { randomBytes } from 'node:crypto';
import { Duplex } from 'node:stream';
import { createBrotliDecompress } from 'node:zlib';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import type { Accounts } from '../accounts/accounts.ts';
import { limitedByAddress } from '../accounts/by-address.ts';
import { createBoundedUsage } from '../accounts/memory-usage.ts';
import { createRedisUsage } from '../accounts/redis-usage.ts';
import { clientAddress } from '../http/client-address.ts';
import { type Decompressor, type Decompressors, STANDARD_CODINGS } from '../http/content-coding.ts';
import type { RedisConnection } from '../redis/connection.ts';
import type { Perimeter } from '../services.ts';
import type { Config } from './config.ts';

/** Addresses that are counted at a time, some 200 bytes each; those seen longest ago are forgotten. */
const MOST_ADDRESSES = 100_000;

/** Brotli, too, which the `DecompressionStream` of Node 20 lacks. */
const CODINGS: Decompressors = new Map([
  ...STANDARD_CODINGS,
  ['br', () => Duplex.toWeb(createBrotliDecompress()) as Decompressor],
]);

/** The perimeter. Addresses are looked at only where they are limited. */
export function openPerimeter(config: Config): Perimeter {
  return {
    origins: config.CORS_ORIGINS,
    codings: CODINGS,
    sameBytes: (a, b) => Buffer.from(a).equals(Buffer.from(b)),
    metricsToken: config.METRICS_TOKEN,
    ...(limitsAddresses(config) && {
      addresses: {
        of: (c) => clientAddress(hopsOf(c), config.TRUSTED_PROXIES),
        salt: config.ADDRESS_SALT ?? randomBytes(32).toString('base64url'),
      },
    }),
  };
}

/** Puts the configured limits for each address before the accounts; instances that share a Redis count together. */
export function withAddressLimits(
  accounts: Accounts,
  config: Config,
  redis: RedisConnection | undefined,
): Accounts {
  if (!limitsAddresses(config)) return accounts;
  return limitedByAddress(accounts, {
    each: {
      charactersPerMonth: config.ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH ?? null,
      requestsPerMinute: config.ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE ?? null,
    },
    usage: redis ? createRedisUsage(redis) : createBoundedUsage(MOST_ADDRESSES),
    now: Date.now,
  });
}

function limitsAddresses(config: Config): boolean {
  return (
    config.ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH !== undefined ||
    config.ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE !== undefined
  );
}

function hopsOf(c: Context) {
  // Without a connection (`app.request`) there is none to ask.
  const peer = c.env?.incoming === undefined ? undefined : getConnInfo(c).remote.address;
  return { peer, forwardedFor: c.req.header('X-Forwarded-For') };
}
