/**
 * Counts in Redis, exact over any number of instances. While Redis does not answer, an instance counts on from what it last
 * saw and writes down what it could not tell; that is told when Redis is back. An id is counted once, however often it is
 * told: a command that was given up may have been carried out.
 * @module
 */
import { LRUCache } from 'lru-cache';
import type { RedisConnection } from '../redis/connection.ts';
import type { Tenant } from './accounts.ts';
import { createMemoryUsage } from './memory-usage.ts';
import { minuteOf, secondsUntilRoom } from './request-window.ts';
import type { Month, UsageStore } from './usage.ts';

/** Seconds for which a month's count is kept: that month, the next, and some days. */
const COUNT_SECONDS = 70 * 86_400;
/** Seconds for which it is known that an id was counted, and that it was settled. */
const RESERVED_SECONDS = 60;
const SETTLED_SECONDS = 3600;
/** Most sums that an instance remembers. */
const MAX_SUMS = 100_000;
/** Most counts that are written down during an outage. */
const MAX_UNTOLD = 100_000;
/** How many of them Redis is told in one round trip. */
const TOLD_AT_ONCE = 200;
/** Milliseconds after which Redis is told of them though nothing else is asked of it. */
const TELL_MS = 1000;

/**
 * KEYS: count, mark of the id. ARGV: characters, limit or '', whether it was granted already.
 * Returns whether it was counted, and the sum.
 */
const RESERVE = `
  local used = tonumber(redis.call('GET', KEYS[1]) or '0')
  local before = redis.call('GET', KEYS[2])
  if before == '1' or (before and ARGV[3] ~= '1') then return {tonumber(before), used} end
  local counted = 0
  if ARGV[2] == '' or used + tonumber(ARGV[1]) <= tonumber(ARGV[2]) then
    counted = 1
    used = redis.call('INCRBY', KEYS[1], ARGV[1])
    redis.call('EXPIRE', KEYS[1], ${COUNT_SECONDS})
  end
  redis.call('SET', KEYS[2], counted, 'EX', ${RESERVED_SECONDS})
  return {counted, used}
`;

/** KEYS: count, mark of the id. ARGV: characters to give back. Returns the sum. */
const SETTLE = `
  if redis.call('SET', KEYS[2], '1', 'NX', 'EX', ${SETTLED_SECONDS}) then
    return redis.call('DECRBY', KEYS[1], ARGV[1])
  end
  return tonumber(redis.call('GET', KEYS[1]) or '0')
`;

/** KEYS: requests of this minute, of the last. ARGV: limit, share of the minute that has passed. Returns both counts, before. */
const ADMIT = `
  local current = tonumber(redis.call('GET', KEYS[1]) or '0')
  local last = tonumber(redis.call('GET', KEYS[2]) or '0')
  if current + last * (1 - tonumber(ARGV[2])) + 1 <= tonumber(ARGV[1]) then
    redis.call('INCR', KEYS[1])
    redis.call('EXPIRE', KEYS[1], 130)
  end
  return {current, last}
`;

/** A store that can be closed: what it could not tell is told, if Redis answers. */
export interface RedisUsage extends UsageStore {
  close(): Promise<void>;
}

/** A command that Redis was not told, or did not answer. */
type Untold = readonly [script: string, keys: 2, ...string[]];

/** Counts of the service behind a connection. */
export function createRedisUsage({ redis, attempt, key }: RedisConnection): RedisUsage {
  /** Sums as last seen, and what was counted on from them. */
  const sums = new LRUCache<string, number>({ max: MAX_SUMS });
  let untold: Untold[] = [];
  let telling: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  /** Requests by minute, of this instance alone. */
  const alone = createMemoryUsage();

  const countKey = (tenant: Tenant, month: Month) => key(`usage:{${tenant}}:${month}`);
  const markKey = (tenant: Tenant, id: string, what: 'reserved' | 'settled') =>
    key(`usage:{${tenant}}:${what}:${id}`);

  /** Tells Redis what it does not know yet, some at a time; whatever fails is left for the next time. */
  async function tell(): Promise<void> {
    while (untold.length > 0) {
      const some = untold.slice(0, TOLD_AT_ONCE);
      const told = await attempt(async () => {
        const pipeline = redis.pipeline();
        for (const command of some) pipeline.eval(...command);
        return (await pipeline.exec())?.every(([error]) => error === null) ?? false;
      }, false);
      if (!told) return;
      untold = untold.slice(some.length);
    }
  }

  /** Tells Redis unless it is being told. */
  function tellOnce(): Promise<void> {
    telling ??= tell().finally(() => {
      telling = undefined;
      if (untold.length > 0) tellLater();
    });
    return telling;
  }

  /** Others wait for these counts, even if nobody asks here. */
  function tellLater(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void tellOnce();
    }, TELL_MS).unref();
  }

  /** What `work` comes to if Redis knows all that was counted before; `undefined` if it does not answer. */
  async function ask<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (untold.length > 0) {
      await tellOnce();
      if (untold.length > 0) return undefined;
    }
    return attempt<T | undefined>(work, undefined);
  }

  /** Counts on without Redis. */
  function note(count: string, sum: number, command: Untold): void {
    sums.set(count, sum);
    if (untold.length < MAX_UNTOLD) untold.push(command);
    tellLater();
  }

  return {
    async reserve({ id, tenant, month, characters }, limit) {
      const count = countKey(tenant, month);
      const command = (max: number | '', granted: 0 | 1): Untold => [
        RESERVE,
        2,
        count,
        markKey(tenant, id, 'reserved'),
        String(characters),
        String(max),
        String(granted),
      ];
      const answer = await ask(() => redis.eval(...command(limit ?? '', 0)) as Promise<[number, number]>);
      if (answer) {
        sums.set(count, answer[1]);
        return answer[0] === 1;
      }
      const sum = (sums.get(count) ?? 0) + characters;
      if (limit !== null && sum > limit) return false;
      note(count, sum, command('', 1));
      return true;
    },
    async settle({ id, tenant, month, characters }, used) {
      const count = countKey(tenant, month);
      const unused = characters - used;
      if (unused === 0) return;
      const command: Untold = [SETTLE, 2, count, markKey(tenant, id, 'settled'), String(unused)];
      const sum = await ask(() => redis.eval(...command) as Promise<number>);
      if (sum === undefined) note(count, (sums.get(count) ?? 0) - unused, command);
      else sums.set(count, sum);
    },
    async used(tenant, month) {
      const count = countKey(tenant, month);
      const sum = await ask(async () => Number(await redis.get(count)));
      return sum ?? sums.get(count) ?? 0;
    },
    async admit(tenant, limit, now) {
      const minute = minuteOf(now);
      const keys = [minute, minute - 1].map((of) => key(`requests:{${tenant}}:${of}`));
      const passed = (now % 60_000) / 60_000;
      const counts = await attempt<[number, number] | undefined>(
        () => redis.eval(ADMIT, 2, ...keys, limit, passed) as Promise<[number, number]>,
        undefined,
      );
      if (!counts) return alone.admit(tenant, limit, now);
      return secondsUntilRoom({ current: counts[0], last: counts[1] }, limit, now);
    },
    async close() {
      await tellOnce();
      clearTimeout(timer);
    },
  };
}
