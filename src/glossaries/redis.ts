/**
 * Glossaries in Redis, for all instances. What an instance has read once it can use while Redis does not answer; anything
 * else is refused then.
 * @module
 */
import { LRUCache } from 'lru-cache';
import type { Tenant } from '../accounts/accounts.ts';
import { NewsglotError } from '../errors.ts';
import type { RedisConnection } from '../redis/connection.ts';
import {
  DEFAULT_STORE_LIMITS,
  type GlossaryInfo,
  type GlossaryStore,
  requireRoom,
  type StoredGlossary,
  stored,
  type Terms,
} from './store.ts';

/** Most terms of all glossaries that an instance keeps at hand. */
const TERMS_AT_HAND = 200_000;

/**
 * KEYS: infos, terms, counts of a tenant's glossaries. ARGV: id, info, terms, count, most glossaries, most terms.
 * Returns whether it was kept, how many there were before, and their terms.
 */
const CREATE = `
  local glossaries, terms = 0, 0
  for _, count in ipairs(redis.call('HVALS', KEYS[3])) do
    glossaries = glossaries + 1
    terms = terms + tonumber(count)
  end
  if glossaries >= tonumber(ARGV[5]) or terms + tonumber(ARGV[4]) > tonumber(ARGV[6]) then
    return {0, glossaries, terms}
  end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
  redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
  redis.call('HSET', KEYS[3], ARGV[1], ARGV[4])
  return {1, glossaries, terms}
`;

/** @param now milliseconds since 1970. */
export function createRedisGlossaries(
  { redis, attempt, key }: RedisConnection,
  now: () => number,
  limits = DEFAULT_STORE_LIMITS,
): GlossaryStore {
  const keysOf = (tenant: Tenant) =>
    ['infos', 'terms', 'counts'].map((what) => key(`glossaries:{${tenant}}:${what}`)) as [
      string,
      string,
      string,
    ];
  // A glossary never changes under its id: only that it is still there must be asked.
  const atHand = new LRUCache<string, StoredGlossary>({
    maxSize: TERMS_AT_HAND,
    sizeCalculation: ({ termCount }) => termCount + 1,
  });

  return {
    async create(tenant, draft) {
      const { terms, ...info } = stored(draft, now);
      const [kept, glossaries, termsKept] = await answerOf(
        redis.eval(
          CREATE,
          3,
          ...keysOf(tenant),
          info.id,
          JSON.stringify(info),
          JSON.stringify(terms),
          info.termCount,
          limits.glossaries,
          limits.terms,
        ) as Promise<[number, number, number]>,
      );
      if (kept === 0) requireRoom({ glossaries, terms: termsKept }, info.termCount, limits);
      return info;
    },
    async list(tenant) {
      const infos = await answerOf(redis.hvals(keysOf(tenant)[0]));
      return infos
        .map((info) => JSON.parse(info) as GlossaryInfo)
        .sort((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0));
    },
    async get(tenant, id) {
      const [infos, terms] = keysOf(tenant);
      const name = `${tenant}/${id}`;
      const known = atHand.get(name);
      if (known) {
        if ((await attempt(() => redis.hexists(infos, id), 1)) === 1) return known;
        atHand.delete(name);
        return undefined;
      }
      const [info, text] = await answerOf(Promise.all([redis.hget(infos, id), redis.hget(terms, id)]));
      if (info === null || text === null) return undefined;
      const glossary = { ...(JSON.parse(info) as GlossaryInfo), terms: JSON.parse(text) as Terms };
      atHand.set(name, glossary);
      return glossary;
    },
    async delete(tenant, id) {
      const pipeline = redis.multi();
      for (const of of keysOf(tenant)) pipeline.hdel(of, id);
      const [deleted] = (await answerOf(pipeline.exec())) ?? [];
      return deleted?.[1] === 1;
    },
  };
}

/** @throws NewsglotError `store_unavailable` */
async function answerOf<T>(command: Promise<T>): Promise<T> {
  try {
    return await command;
  } catch (cause) {
    throw new NewsglotError('store_unavailable', 'what is kept cannot be reached', { retryAfter: 1, cause });
  }
}
