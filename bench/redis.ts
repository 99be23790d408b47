/**
 * What a Redis beside the service costs a document of 40 segments, against one bare round trip to it.
 *
 * `npm run bench:redis [-- --rounds N]`; needs redis-server.
 * @module
 */
import { Command } from 'commander';
import type { Tenant } from '../src/accounts/accounts.ts';
import { createRedisUsage } from '../src/accounts/redis-usage.ts';
import { reservation } from '../src/accounts/usage.ts';
import { parseCachedTranslation } from '../src/cache/cached-translation.ts';
import { hashOf } from '../src/cache/key.ts';
import { createRedisResults, createRedisTier } from '../src/cache/redis.ts';
import { createSeal } from '../src/cache/sealed.ts';
import { sniffFormat } from '../src/document/formats.ts';
import { connectRedis } from '../src/redis/connection.ts';
import { DEFAULT_LIMITS } from '../src/services.ts';
import { detect } from '../src/translation/detect.ts';
import { type Localisation, languageShares } from '../src/translation/localisation.ts';
import { parseLocalisation } from '../src/translation/stored-localisation.ts';
import { startRedis } from '../test/redis/server.ts';
import { fixtureSentences, page } from './article.ts';
import { count } from './count.ts';
import { median, printTable, quantile } from './figures.ts';

const SEGMENTS = 40;
const TENANT = 'bench' as Tenant;

/** A result as the cache has it, its translations being its sources. */
async function resultOf(content: string): Promise<Localisation> {
  const format = sniffFormat(content);
  const { segments: detected } = await detect(content, format, DEFAULT_LIMITS);
  const segments = detected.map((segment) => ({
    ...segment,
    status: 'translated' as const,
    translation: segment.text,
    cache: 'hit' as const,
  }));
  const counts = { segments: segments.length, translated: segments.length, kept: 0, uncertain: 0, failed: 0 };
  return {
    target: segments[0]!.language,
    format,
    content,
    contentHash: await hashOf([content]),
    model: 'bench',
    languages: languageShares(segments),
    segments,
    stats: { ...counts, cacheHits: segments.length, characters: content.length, engineMs: 0, totalMs: 0 },
  };
}

async function measure({ rounds }: { readonly rounds: number }): Promise<void> {
  const server = await startRedis();
  const report = (error: unknown) => {
    throw error;
  };
  const connection = await connectRedis({ url: server.url, prefix: 'bench', timeoutMs: 5000, report });
  try {
    const ttlSeconds = 3600;
    const tier = createRedisTier(connection, { seal: createSeal(parseCachedTranslation), ttlSeconds });
    const results = createRedisResults(connection, { seal: createSeal(parseLocalisation), ttlSeconds });
    const usage = createRedisUsage(connection);
    const sentences = (await fixtureSentences()).slice(0, SEGMENTS);
    const keys = await Promise.all(sentences.map((text) => hashOf([text])));
    const value = (text: string) => ({ status: 'translated', text }) as const;
    const result = await resultOf(page(sentences));
    const { contentHash, target } = result;
    const works: Record<string, () => Promise<unknown>> = {
      'a bare round trip (PING)': () => connection.redis.ping(),
      [`${SEGMENTS} segments written`]: () =>
        Promise.all(sentences.map((text, i) => tier.set(keys[i]!, value(text)))),
      [`${SEGMENTS} segments looked up at once`]: () => tier.getMany(keys),
      [`${SEGMENTS} segments looked up one after the other`]: async () => {
        for (const key of keys) await tier.getMany([key]);
      },
      [`a whole result written (${JSON.stringify(result).length} bytes)`]: async () =>
        results.set(contentHash, target, result),
      'a whole result looked up': async () => results.get(contentHash, target),
      'a result that is not there': async () => results.get('0'.repeat(64), target),
      'characters reserved and settled': async () => {
        const reserved = reservation(TENANT, 100, Date.now());
        await usage.reserve(reserved, 1e9);
        await usage.settle(reserved, 10);
      },
    };
    const times = new Map(Object.keys(works).map((name) => [name, [] as number[]]));
    for (let round = -20; round < rounds; round++) {
      for (const [name, work] of Object.entries(works)) {
        const started = performance.now();
        await work();
        if (round >= 0) times.get(name)!.push(performance.now() - started);
      }
    }
    const bare = median([...times.values()][0]!);
    const us = (ms: number) => `${(1000 * ms).toFixed(0)} µs`;
    printTable(
      ['', 'median', 'p99', '× a round trip'],
      [...times].map(([name, all]) => [
        name,
        us(median(all)),
        us(quantile(all, 0.99)),
        (median(all) / bare).toFixed(1),
      ]),
    );
  } finally {
    await connection.close();
    await server.stop();
  }
}

await new Command('bench:redis')
  .option('--rounds <count>', 'how often each is done', count, 500)
  .action(measure)
  .parseAsync();
