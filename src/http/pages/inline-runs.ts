/**
 * Links and emphasis of an article, found in its localised document. Whatever else the markup holds is left out, so that nothing
 * a document brings can become active on the page.
 * @module
 */
import type { Block, Mark } from '../../document/document.ts';
import { parseDocument } from '../../document/formats.ts';
import { decodeValue } from '../../document/html-decode.ts';
import { tokenizeHtml } from '../../document/html-tokens.ts';
import { type InlineRun, MOST_SHOWN } from '../../reader/article.ts';
import type { Localisation } from '../../translation/localisation.ts';

/** Runs of segments, by segment id. */
export type InlineRuns = ReadonlyMap<string, readonly InlineRun[]>;

/** Gone when the store forgets the result. */
const known = new WeakMap<Localisation, InlineRuns>();

/** The runs of the shown segments in whose block there is markup. */
export function inlineRuns(result: Localisation): InlineRuns {
  const runs = known.get(result) ?? findRuns(result);
  known.set(result, runs);
  return runs;
}

function findRuns({ content, format, segments }: Localisation): InlineRuns {
  const runs = new Map<string, readonly InlineRun[]>();
  // Of one path there can be several blocks: text before and after another block in the same element.
  const readers = new Map<string, BlockReader[]>();
  for (const block of parseDocument(content, format).blocks) {
    const others = readers.get(block.path);
    if (others) others.push(new BlockReader(block));
    else readers.set(block.path, [new BlockReader(block)]);
  }
  for (const { id, path, translation } of segments.slice(0, MOST_SHOWN)) {
    const candidates = readers.get(path) ?? [];
    while (candidates[0] && !candidates[0].holds(translation)) candidates.shift();
    const [reader] = candidates;
    if (reader?.marked) runs.set(id, reader.read(translation));
  }
  return runs;
}

/** An element that is open where a reader stands. */
interface OpenElement {
  readonly mark: Mark;
  readonly href: string | undefined;
}

const STRONG = new Set(['b', 'strong']);
const EMPHASIS = new Set(['i', 'em', 'cite']);

/** Reads a block from its beginning to its end, once. */
class BlockReader {
  readonly #open: OpenElement[] = [];
  #at = 0;
  #nextMark = 0;

  constructor(private readonly block: Block) {}

  /** Whether there is any markup in the block. */
  get marked(): boolean {
    return this.block.marks.length > 0;
  }

  /** Whether a text stands in what is left of the block. */
  holds(text: string): boolean {
    return this.block.text.includes(text, this.#at);
  }

  /** Passes over what stands before a text, and reads it. */
  read(text: string): InlineRun[] {
    const start = this.block.text.indexOf(text, this.#at);
    this.#until(start);
    return this.#until(start + text.length);
  }

  #until(end: number): InlineRun[] {
    const runs: InlineRun[] = [];
    const { text, marks } = this.block;
    const take = (to: number) => {
      if (to > this.#at) runs.push({ text: text.slice(this.#at, to), ...this.#look() });
      this.#at = Math.max(this.#at, to);
    };
    for (let mark = marks[this.#nextMark]; mark && mark.at < end; mark = marks[++this.#nextMark]) {
      take(mark.at);
      this.#pass(mark);
    }
    take(end);
    return runs;
  }

  #pass(mark: Mark): void {
    if (mark.pair === undefined) return;
    if (mark.kind === 'open') this.#open.push({ mark, href: this.#linkOf(mark) });
    else if (mark.kind === 'close') {
      const opened = this.#open.findLastIndex((one) => one.mark.id === mark.pair);
      if (opened >= 0) this.#open.splice(opened, 1);
    }
  }

  #look(): Omit<InlineRun, 'text'> {
    const link = this.#open.findLast(({ href }) => href !== undefined);
    return {
      ...(link?.href !== undefined && { href: link.href }),
      ...(this.#open.some(({ mark }) => STRONG.has(mark.name)) && { strong: true as const }),
      ...(this.#open.some(({ mark }) => EMPHASIS.has(mark.name)) && { emphasis: true as const }),
    };
  }

  /** Where a link leads: to another site, since what is relative would lead to this one. */
  #linkOf({ name, source }: Mark): string | undefined {
    if (name !== 'a') return undefined;
    const tag = this.block.layer.source.slice(source.start, source.end);
    let href: string | undefined;
    tokenizeHtml(tag, (token) => {
      if (token.kind !== 'open') return;
      const found = token.attributes.find((attribute) => attribute.name === 'href');
      if (found) href = decodeValue(tag, found.start, found.end);
    });
    if (href === undefined || !/^https?:\/\//i.test(href)) return undefined;
    return URL.canParse(href) ? new URL(href).href : undefined;
  }
}
