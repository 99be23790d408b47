/**
 * What parsing and rendering cost besides the engine: pages and feeds of about 1 MB, every piece of text replaced, beside
 * the bare tokenizer on the same bytes; and what is sent to hurt. With a folder, its HTML pages instead, the body of each
 * repeated to 1 MB.
 *
 * `npm run bench:documents [-- FOLDER]`
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import type { Document, Format, Replacement } from '../src/document/document.ts';
import { parseDocument } from '../src/document/formats.ts';
import { tokenizeHtml } from '../src/document/html-tokens.ts';
import { markedText, placeMarks } from '../src/document/marks.ts';
import { marksInside, render } from '../src/document/render.ts';
import { sentencesOf } from '../src/language/pieces.ts';
import { median, printTable } from './figures.ts';

const ROUNDS = 9;
const paragraph =
  '<p class="story__p">The <b>minister</b> met <a href="/people/x" title="A profile">the president</a> of the council in Geneva on Monday. They spoke for two hours &amp; left, an aide said.</p>\n';
const PAGE = `<!doctype html><html lang="en"><head><title>Talks</title></head><body><main>${paragraph.repeat(5500)}</main></body></html>`;
const PLAIN_PAGE = `<!doctype html><html lang="en"><head><title>Talks</title></head><body><main>${'<p>The minister met the president of the council in Geneva on Monday. They spoke for two hours, an aide said.</p>\n'.repeat(9000)}</main></body></html>`;
const item = `<item><title>Talks in Geneva</title><link>https://example.org/a?b=1&amp;c=2</link><description>${paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</description><content:encoded><![CDATA[${paragraph.repeat(3)}]]></content:encoded></item>\n`;
const FEED = `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title>${item.repeat(1000)}</channel></rss>`;
const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'News',
  items: Array.from({ length: 1000 }, (_, id) => ({ id, title: 'Talks', content_html: paragraph.repeat(4) })),
});
const MARKDOWN =
  'The **minister** met [the president](https://example.org) of the council in *Geneva*.\n\n'.repeat(11_000);

const row = (name: string, value: string) => console.log(`${name.padEnd(46)} ${value}`);
/** Milliseconds of processor time, garbage collection included: a busy machine changes them less than the clock. */
const time = (work: () => unknown): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
const typical = (work: () => unknown) => median(Array.from({ length: ROUNDS }, () => time(work)));

/** Every sentence replaced by one of its length, marks where they were. */
function replacements(document: Document): Replacement[] {
  return document.blocks.flatMap((block) =>
    [...sentencesOf(block)].map((piece): Replacement => {
      const text = block.text.slice(piece.start, piece.end);
      const inside = marksInside(block, piece);
      const { marks } = placeMarks(markedText(block, piece), text);
      return {
        block: block.id,
        ...piece,
        text,
        marks: marks.map(({ index, at }) => ({ id: inside[index]!.id, at })),
      };
    }),
  );
}

interface Cost {
  readonly parse: number;
  readonly render: number;
  /** How many pieces of text were replaced. */
  readonly pieces: number;
}

function costOf(source: string, format: Format): Cost {
  const parse = typical(() => parseDocument(source, format));
  const document = parseDocument(source, format);
  const edits = replacements(document);
  return { parse, render: typical(() => render(document, edits)), pieces: edits.length };
}

/** A page of about `size` characters: its body, or all of it if it has none, over and over. */
function repeated(page: string, size: number): string {
  const {
    1: head = '',
    2: body = page,
    3: end = '',
  } = /^([\s\S]*?<body\b[^>]*>)([\s\S]*)(<\/body>[\s\S]*)$/i.exec(page) ?? [];
  return head + body.repeat(Math.ceil((size - head.length - end.length) / body.length)) + end;
}

async function measureFolder(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.html')).sort();
  const rows: { readonly cells: string[]; readonly sum: number }[] = [];
  for (const file of files) {
    const source = repeated(await readFile(join(folder, file), 'utf8'), 1e6);
    const { parse, render: write, pieces } = costOf(source, 'html');
    const cells = [parse, write, parse + write].map((ms) => `${ms.toFixed(0)} ms`);
    rows.push({ cells: [basename(file, '.html'), `${pieces}`, ...cells], sum: parse + write });
  }
  rows.sort((a, b) => a.sum - b.sum);
  const middle = `median ${median(rows.map(({ sum }) => sum)).toFixed(0)} ms`;
  printTable(
    ['page', 'pieces', 'parse', 'render', middle],
    rows.map(({ cells }) => cells),
  );
}

function measureFormats(): void {
  for (const [name, format, source] of [
    ['HTML page of paragraphs', 'html', PLAIN_PAGE],
    ['HTML page with links, titles, emphasis', 'html', PAGE],
    ['RSS feed with HTML', 'rss', FEED],
    ['JSON Feed with HTML', 'jsonfeed', JSON_FEED],
    ['Markdown', 'markdown', MARKDOWN],
  ] as const) {
    const { parse, render: write, pieces } = costOf(source, format);
    row(
      `${name}, ${(source.length / 1e6).toFixed(2)} MB, ${pieces} pieces`,
      `parse ${parse.toFixed(0)} ms, render ${write.toFixed(0)} ms`,
    );
  }
  const bare = typical(() => tokenizeHtml(PAGE, () => {}));
  const parsed = typical(() => parseDocument(PAGE, 'html'));
  row('HTML parse beside the bare tokenizer', `${(parsed / bare).toFixed(1)} ×`);
}

const hostile: readonly (readonly [string, Format, string])[] = [
  ['a million "<"', 'html', '<'.repeat(1e6)],
  ['a million "<a "', 'html', '<a '.repeat(1e6)],
  ['2,000 nested <div>', 'html', `${'<div>'.repeat(2000)}x${'</div>'.repeat(2000)}`],
  ['200,000 nested <div> with text', 'html', '<div>x'.repeat(200_000)],
  ['200,000 unclosed <b>', 'html', '<p>x <b>y'.repeat(200_000)],
  ['100,000 attributes', 'html', `<p ${'a="b" '.repeat(1e5)}>x`],
  ['a million "<" as RSS', 'rss', `<rss>${'<'.repeat(1e6)}`],
  ['2,000 nested elements as RSS', 'rss', `<rss>${'<a>'.repeat(2000)}`],
  ['500,000 empty elements as RSS', 'rss', `<rss>${'<a/>'.repeat(5e5)}</rss>`],
  ['a million "["', 'ninjs', '['.repeat(1e6)],
  ['500,000 empty objects', 'ninjs', `[${'{},'.repeat(5e5)}{}]`],
  ['a million "["', 'markdown', '['.repeat(1e6)],
  ['a million "*"', 'markdown', '*a '.repeat(333_333)],
  ['a million "<"', 'markdown', '<'.repeat(1e6)],
  ['a million ">"', 'markdown', '>'.repeat(1e6)],
  ['a million "`"', 'markdown', '`a'.repeat(5e5)],
  ['a million "- "', 'markdown', '- '.repeat(5e5)],
  ['200,000 lines', 'text', 'a line of text\n'.repeat(2e5)],
];
function measureHostile(): void {
  for (const [name, format, source] of hostile) {
    const heap = process.memoryUsage().heapUsed;
    let outcome = 'read';
    const taken = time(() => {
      try {
        const { blocks } = parseDocument(source, format, { maxBlocks: 20_000 });
        outcome = `${blocks.length} blocks`;
      } catch (error) {
        outcome = (error as { code?: string }).code ?? String(error);
      }
    });
    const grown = (process.memoryUsage().heapUsed - heap) / 1e6;
    row(
      `${name} (${format})`,
      `${taken.toFixed(0)} ms, ${outcome}, heap ${grown > 0 ? '+' : ''}${grown.toFixed(0)} MB`,
    );
  }
}

await new Command('bench:documents')
  .argument('[folder]', 'HTML pages to measure instead')
  .action(async (folder?: string) => {
    if (folder !== undefined) return measureFolder(folder);
    measureFormats();
    measureHostile();
  })
  .parseAsync();
