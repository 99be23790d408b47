/**
 * The inline content of a block of Markdown, as runs of text and markup.
 * @module
 */
import type { SyntaxNode } from '@lezer/common';
import type { DocumentBuilder } from './builder.ts';
import type { Escaping, SourceRange } from './document.ts';
import { decodeInto } from './html-decode.ts';
import { isOpaque, VOID } from './html-elements.ts';
import type { RunItem, TextDecoder } from './html-run.ts';
import { MappedText } from './mapped-text.ts';

/** Text and markup between two boundaries (hard line breaks). */
export interface MarkdownRun {
  readonly items: RunItem[];
  /** Whether all of it is a link. */
  readonly inLink: boolean;
}

const TAGS: Readonly<Record<string, string>> = {
  Emphasis: 'em',
  StrongEmphasis: 'strong',
  Strikethrough: 'del',
};

/** Levels of markup within markup that are read. */
const MAX_DEPTH = 64;

/** Reads the inline content of a block; titles of links and descriptions of pictures become blocks by themselves. */
export function readInline(builder: DocumentBuilder, block: SyntaxNode, path: string): MarkdownRun[] {
  const reader = new InlineReader(builder, path);
  reader.read(block, contentOf(block));
  return reader.finish();
}

/** The decoder of {@link MarkdownRun} items: escapes, references, and the marks of quotations at the start of lines. */
export const decodeMarkdown: TextDecoder = (target, source, { name, start, end }) => {
  if (name === 'Escape') target.push(source[start + 1] as string, start, end);
  else if (name === 'Entity') decodeInto(target, source, start, end, 'text');
  else if (name === 'QuoteMark') target.push(' ', start, end);
  else target.pushRange(source, start, end);
};

/** The range of a block without the marks of headings and tasks at its edges. */
function contentOf(block: SyntaxNode): SourceRange {
  let { from: start, to: end } = block;
  const { firstChild, lastChild } = block;
  if (firstChild && /^(?:HeaderMark|TaskMarker)$/.test(firstChild.name) && firstChild.from === start)
    start = firstChild.to;
  if (lastChild?.name === 'HeaderMark' && lastChild.from >= start) end = lastChild.from;
  return { start, end };
}

class InlineReader {
  readonly #source: string;
  readonly #runs: RunItem[][] = [[]];
  /** Open HTML tags of the current run: name and item. */
  #tags: { readonly name: string; readonly item: number }[] = [];

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly path: string,
  ) {
    this.#source = builder.root.source;
  }

  #depth = 0;

  get #items(): RunItem[] {
    return this.#runs.at(-1) as RunItem[];
  }

  finish(): MarkdownRun[] {
    return this.#runs.map((items) => {
      const first = items.findIndex(({ kind }) => kind !== 'text');
      const link = items[first];
      const inLink = first === 0 && link?.name === 'a' && link.pair === items.length - 1;
      return { items, inLink };
    });
  }

  /** Reads the children of a node in a range of the source, and the text between them. */
  read(parent: SyntaxNode, { start, end }: SourceRange): void {
    let at = start;
    for (let node = parent.childAfter(start); node && node.from < end; node = node.nextSibling) {
      if (node.from < at) continue;
      this.builder.countMark();
      this.#text(at, node.from);
      at = this.#node(node, end);
    }
    this.#text(at, end);
  }

  #text(start: number, end: number, name = ''): void {
    if (end > start) this.#items.push({ kind: 'text', name, start, end });
  }

  #object(name: string, start: number, end: number): number {
    this.#items.push({ kind: 'empty', name, start, end });
    return end;
  }

  /** Reads a node; returns where to go on. */
  #node(node: SyntaxNode, end: number): number {
    const { name, from, to } = node;
    const tag = TAGS[name];
    if (tag !== undefined && node.firstChild && node.lastChild)
      return this.#span(node, tag, node.firstChild.to, node.lastChild.from);
    if (name === 'Escape' || name === 'Entity' || name === 'QuoteMark') {
      this.#text(from, to, name);
      return to;
    }
    if (name === 'URL') {
      this.#text(from, to);
      return to;
    }
    if (name === 'Link') return this.#link(node);
    if (name === 'Image') return this.#image(node);
    if (name === 'HTMLTag') return this.#htmlTag(node, end);
    if (name === 'HardBreak') {
      this.#break();
      return to;
    }
    return this.#object(name === 'InlineCode' ? 'code' : name === 'Autolink' ? 'a' : '', from, to);
  }

  #break(): void {
    this.#runs.push([]);
    this.#tags = [];
  }

  #span(node: SyntaxNode, name: string, start: number, end: number): number {
    const items = this.#items;
    const open = items.push({ kind: 'open', name, start: node.from, end: start }) - 1;
    this.#depth++;
    if (this.#depth <= MAX_DEPTH) this.read(node, { start, end });
    else this.#text(start, end);
    this.#depth--;
    if (items !== this.#items) {
      // A hard line break inside: either tag stays in its run, without a partner.
      this.#items.push({ kind: 'close', name, start: end, end: node.to });
      return node.to;
    }
    const close = items.push({ kind: 'close', name, start: end, end: node.to, pair: open }) - 1;
    (items[open] as RunItem).pair = close;
    return node.to;
  }

  /** `[text](address "title")`, `[text][label]`; where the text is the label itself, it must stay. */
  #link(node: SyntaxNode): number {
    const [open, close] = node.getChildren('LinkMark');
    const named = node.getChild('URL') ?? labelOf(this.#source, node);
    if (!open || !close || !named) return this.#object('a', node.from, node.to);
    this.#title(node);
    return this.#span(node, 'a', open.to, close.from);
  }

  #image(node: SyntaxNode): number {
    const [open, close] = node.getChildren('LinkMark');
    if (open && close && (node.getChild('URL') ?? labelOf(this.#source, node)))
      this.#attribute(open.to, close.from, 'markdown', 'caption');
    this.#title(node);
    return this.#object('img', node.from, node.to);
  }

  #title(node: SyntaxNode): void {
    const title = node.getChild('LinkTitle');
    const quote = title && this.#source[title.from];
    if (title && quote !== '(')
      this.#attribute(
        title.from + 1,
        title.to - 1,
        quote === '"' ? 'double-quoted' : 'single-quoted',
        'chrome',
      );
  }

  /** Text inside of markup; one with markup or escapes of its own is left. */
  #attribute(start: number, end: number, escaping: Escaping, role: 'caption' | 'chrome'): void {
    if (/[\\*_`[\]<]/.test(this.#source.slice(start, end))) return;
    const mapped = new MappedText();
    decodeInto(mapped, this.#source, start, end, 'attribute');
    const content = mapped.finish();
    if (content.text === '') return;
    const path = `${this.path}/@${role === 'caption' ? 'alt' : 'title'}`;
    this.builder.add({ path, role, layer: this.builder.root, ...content, marks: [], escaping });
  }

  #htmlTag(node: SyntaxNode, end: number): number {
    const { from, to } = node;
    const [, slash, name = ''] = /^<(\/?)([a-z][^\s/>]*)/i.exec(this.#source.slice(from, to)) ?? [];
    const lower = name.toLowerCase();
    if (lower === 'br') {
      this.#break();
      return to;
    }
    if (slash === '/') {
      const at = this.#tags.findLastIndex((tag) => tag.name === lower);
      if (at < 0) return this.#object(`/${lower}`, from, to);
      const opened = this.#tags[at] as { readonly item: number };
      this.#tags.length = at;
      const close =
        this.#items.push({ kind: 'close', name: lower, start: from, end: to, pair: opened.item }) - 1;
      (this.#items[opened.item] as RunItem).pair = close;
      return to;
    }
    if (isOpaque(lower)) return this.#object(lower, from, closingTag(this.#source, node, lower, end) ?? to);
    if (VOID.has(lower)) return this.#object(lower, from, to);
    this.#tags.push({
      name: lower,
      item: this.#items.push({ kind: 'open', name: lower, start: from, end: to }) - 1,
    });
    return to;
  }
}

/** A `[label]` behind the text of a link, unless it is empty. */
function labelOf(source: string, node: SyntaxNode): SyntaxNode | undefined {
  const label = node.getChild('LinkLabel');
  return label && source.slice(label.from, label.to) !== '[]' ? label : undefined;
}

/** End of the tag that closes an element, among the next nodes. */
function closingTag(source: string, node: SyntaxNode, name: string, end: number): number | undefined {
  for (let next = node.nextSibling; next && next.from < end; next = next.nextSibling) {
    const isEnd =
      next.name === 'HTMLTag' && source.slice(next.from, next.to).toLowerCase().startsWith(`</${name}`);
    if (isEnd) return next.to;
  }
  return undefined;
}
