/**
 * Memory and processor time over many articles, each new to the caches: what a leak would show in.
 *
 * `npm run bench:memory [-- --articles N --every N --sentences N --words N]`
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import pMap from 'p-map';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/entry/config.ts';
import { createNodeServices } from '../src/entry/services-node.ts';
import { edit, editionWord, fixtureSentences, page } from './article.ts';
import { count } from './count.ts';
import { printTable } from './figures.ts';

const CONCURRENCY = 4;

interface Options {
  readonly articles: number;
  readonly every: number;
  readonly sentences: number;
  readonly words: number;
}

async function measure({ articles, every, sentences: perArticle, words }: Options): Promise<void> {
  const all = (await fixtureSentences()).filter((sentence) => sentence.split(' ').length <= words);
  // Small caches, full after a few articles: what grows after that is a leak.
  const services = await createNodeServices(readConfig({ SEGMENT_CACHE_MB: '2', RESULT_CACHE_MB: '2' }));
  const app = createApp(services);
  const rows: string[][] = [];

  /** Article i: some sentences of the fixtures, each with a word that no other article has. */
  const article = (i: number) =>
    page(
      Array.from({ length: perArticle }, (_, k) =>
        edit(all[(i * perArticle + k) % all.length]!, editionWord(i)),
      ),
    );
  async function localise(i: number): Promise<void> {
    const response = await app.request('/v1/translate?target=fr', {
      method: 'POST',
      headers: { 'Content-Type': 'text/html' },
      body: article(i),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    await response.arrayBuffer();
  }
  let cpu = process.cpuUsage();
  const note = async (done: number) => {
    const { user, system } = process.cpuUsage(cpu);
    globalThis.gc?.();
    await sleep(100);
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    const [resident, heap, outside] = [rss, heapUsed, external].map((bytes) => (bytes / 2 ** 20).toFixed(0));
    const perArticleMs = done === 0 ? '' : ((user + system) / 1000 / every).toFixed(1);
    rows.push([String(done), resident!, heap!, outside!, perArticleMs]);
    console.error(rows.at(-1)!.join('\t'));
    cpu = process.cpuUsage();
  };
  await localise(articles);
  await note(0);
  for (let done = 0; done < articles; done += every) {
    const batch = Array.from({ length: every }, (_, i) => done + i);
    await pMap(batch, localise, { concurrency: CONCURRENCY });
    await note(done + every);
  }
  printTable(['articles', 'RSS, MB', 'heap, MB', 'external, MB', 'processor, ms an article'], rows);
  await services.close();
}

await new Command('bench:memory')
  .option('--articles <count>', 'articles in all', count, 10_000)
  .option('--every <count>', 'articles between two lines', count, 1000)
  .option('--sentences <count>', 'sentences an article', count, 4)
  .option('--words <count>', 'longest sentences taken', count, Number.POSITIVE_INFINITY)
  .action(measure)
  .parseAsync();
