/**
 * How long a reader waits: from pressing the button to the first translated passage on the screen and to the whole article, beside
 * what the service alone takes to send them.
 *
 * `npm run bench:reader [-- --rounds N]`
 * @module
 */
import { Command } from 'commander';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Page } from 'playwright-core';
import { readConfig } from '../src/entry/config.ts';
import { startServer } from '../src/entry/node.ts';
import { launchBrowser } from '../test/browser/browser.ts';
import { edit, editionWord, fixtureSentences, page as pageOf } from './article.ts';
import { count } from './count.ts';
import { median, printTable } from './figures.ts';

/** Milliseconds to the first translated passage and to the last. */
interface Waits {
  readonly first: number;
  readonly whole: number;
}

/** In the browser: until the first frame that has it. */
async function waitsOnScreen(page: Page, origin: string, content: string): Promise<Waits> {
  await page.goto(origin);
  await page.fill('#source', content);
  await page.selectOption('#target', 'fr');
  const pressed = await page.evaluate(() => {
    const now = performance.now();
    document.querySelector<HTMLElement>('#compose button[type=submit]')!.click();
    return now;
  });
  const [first, whole] = await Promise.all(
    ['#article [data-status=translated]', '#actions:not([hidden])'].map(async (selector) => {
      const shown = await page.waitForFunction(
        (wanted) => document.querySelector(wanted) && performance.now(),
        selector,
        { polling: 'raf' },
      );
      return (await shown.jsonValue())! - pressed;
    }),
  );
  return { first: first!, whole: whole! };
}

/** From the service: until the event has come. */
async function waitsForEvents(origin: string, content: string): Promise<Waits> {
  const started = performance.now();
  const response = await fetch(`${origin}/v1/translate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'text/event-stream' },
    body: JSON.stringify({ content, target: 'fr' }),
  });
  let first = 0;
  const events = response
    .body!.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of events) {
    if (event === 'segment' && first === 0 && JSON.parse(data).status === 'translated') {
      first = performance.now() - started;
    }
  }
  return { first, whole: performance.now() - started };
}

const { rounds } = new Command()
  .option('--rounds <n>', 'articles, each new to the caches', count, 7)
  .parse()
  .opts<{ rounds: number }>();

const sentences = await fixtureSentences();
const article = (edition: number) =>
  pageOf(sentences.map((sentence) => edit(sentence, editionWord(edition))));
const words = sentences.join(' ').split(' ').length + sentences.length;
const server = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1' }));
const browser = await launchBrowser();
const page = await browser.newPage();

// The first of each warms up.
const screen: Waits[] = [];
const service: Waits[] = [];
for (let round = 0; round <= rounds; round++) {
  const onScreen = await waitsOnScreen(page, server.url, article(2 * round));
  const events = await waitsForEvents(server.url, article(2 * round + 1));
  if (round > 0) {
    screen.push(onScreen);
    service.push(events);
  }
}
await browser.close();
await server.close();

const ms = (value: number) => `${Math.round(value)} ms`;
const row = (name: string, of: keyof Waits) => {
  const [seen, sent] = [screen, service].map((all) => median(all.map((waits) => waits[of])));
  return [
    name,
    ms(seen!),
    ms(Math.max(...screen.map((waits) => waits[of]))),
    ms(sent!),
    (seen! / sent!).toFixed(2),
  ];
};
console.log(`An article of ${words} words; medians of ${rounds}.\n`);
printTable(
  ['', 'on the screen', 'worst', 'the service alone', 'ratio'],
  [row('first translated passage', 'first'), row('whole article', 'whole')],
);
