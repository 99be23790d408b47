/**
 * HTML, pages and fragments alike: finds the blocks of text in a source and leaves everything else where it is.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import { DocumentBuilder, type PartContext } from './builder.ts';
import type { Document, ParseOptions } from './document.ts';
import { addAttributes, addBlocks, type HtmlPlace, pathIn } from './html-blocks.ts';
import { type ElementKind, elementKind } from './html-elements.ts';
import { isPage, PageLanguage } from './html-languages.ts';
import { type Run, type RunItem, runItem } from './html-run.ts';
import { ElementNode, OpenElements } from './html-stack.ts';
import { type ElementContext, elementOf, isJsonLd } from './html-tags.ts';
import { type OpenTag, type Token, tokenizeHtml } from './html-tokens.ts';
import { readJsonLd } from './json-ld.ts';
import { type Layer, sliceLayer } from './layer.ts';
import { isBlankRange } from './mapped-text.ts';
import { kindsIn } from './markup-kinds.ts';
import type { Zone } from './roles.ts';

/** Parses HTML. Any string is accepted; the time taken is linear in its length. @throws as {@link ParseOptions} says. */
export function parseHtml(source: string, options: ParseOptions = {}): Document {
  const builder = new DocumentBuilder(source, 'html', options);
  return builder.finish(readHtml(builder, builder.root, { path: '', zone: 'page' }));
}

/** HTML inside of something. */
export interface HtmlContext extends PartContext {
  /** What part of a page it would be. */
  readonly zone: Zone;
}

/**
 * Reads HTML that stands in a layer.
 * @returns the language that it declares for itself as a whole
 * @throws as {@link ParseOptions} says.
 */
export function readHtml(
  builder: DocumentBuilder,
  layer: Layer,
  context: HtmlContext,
): LanguageCode | undefined {
  const reader = new HtmlReader(builder, layer, context);
  tokenizeHtml(layer.source, (token) => reader.take(token), builder.markup?.syntax);
  return reader.finish();
}

/** An element in whose content nothing is read, and what it stands for in the run around it. */
interface Kept {
  readonly node: ElementNode;
  readonly item: RunItem | undefined;
  /** The run around it. */
  readonly run: Run;
  readonly jsonLd: boolean;
}

class HtmlReader {
  readonly #source: string;
  readonly #elements: OpenElements;
  /** Elements left alone, outermost first; inside the last one nothing is read. */
  readonly #kept: Kept[] = [];
  #run: Run;
  readonly #context: ElementContext = { memo: new Map() };
  readonly #kindOf: (name: string) => ElementKind;
  readonly #isXml: boolean;
  readonly #language: PageLanguage;
  readonly #place: HtmlPlace;

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly layer: Layer,
    context: HtmlContext,
  ) {
    this.#place = { builder, layer, context };
    this.#source = layer.source;
    this.#kindOf = builder.markup ? kindsIn(layer.source, builder.markup) : elementKind;
    this.#isXml = builder.markup?.syntax === 'xml';
    const around = { inLink: false, boxed: false, declares: false, kept: false };
    const { zone, declared } = context;
    const root = new ElementNode(undefined, elementKind(''), { ...around, zone, declared }, 0, 0);
    root.scope = context.scope;
    this.#language = new PageLanguage(builder, layer, root);
    this.#elements = new OpenElements(root);
    this.#run = emptyRun(root);
  }

  take(token: Token): void {
    if (token.kind === 'open') this.#open(token);
    else if (token.kind === 'close') this.#close(token);
    else if (!this.#elements.top.kept) {
      if (token.kind === 'text') this.#text(token.start, token.end);
      else this.#mark(runItem('empty', '', token.start, token.end));
    }
  }

  /** Ends what is open; returns the language that the page declares for itself. */
  finish(): LanguageCode | undefined {
    this.#closed(this.#elements.popTo(1), this.#source.length);
    this.#flush();
    return this.#language.declared;
  }

  #text(start: number, end: number): void {
    this.#run.items.push(runItem('text', '', start, end));
    this.#run.hasText ||= !isBlankRange(this.#source, start, end);
  }

  #open(tag: OpenTag): void {
    const { name, start, end } = tag;
    const kind = this.#kindOf(name);
    const implied = this.#elements.impliedBy(kind);
    if (implied !== undefined) this.#closed(this.#elements.popTo(implied), start);
    const parent = this.#elements.top;
    const node = elementOf(this.#source, tag, kind, parent, this.#context);
    if (isPage(node)) this.#language.readPageTag(tag, node);
    else if (name === 'meta') this.#language.readMetaTag(tag);
    if (!parent.kept && !kind.inline) this.#flush();
    if (tag.attributes.length > 0 && !this.#isXml) addAttributes(this.#place, tag, { node, parent });
    const closesItself = tag.selfClosing && (kind.foreign || this.#isXml);
    const isEmpty = kind.empty || closesItself;
    if (parent.kept && node.kept) {
      if (!isEmpty) this.#elements.push(node);
      return;
    }
    if (isEmpty) {
      if (kind.inline) this.#mark(runItem('empty', name, start, end));
      return;
    }
    this.#elements.push(node);
    if (parent.kept) {
      // translate="yes" inside something left alone: a run of its own.
      this.#startRun(node);
    } else if (node.kept) {
      const item = kind.inline ? runItem('empty', name, start, end) : undefined;
      if (item) this.#mark(item);
      this.#kept.push({ node, item, run: this.#run, jsonLd: !kind.ignored && isJsonLd(this.#source, tag) });
      this.#run = emptyRun(node);
    } else if (kind.inline) {
      node.run = this.#run;
      node.item = this.#mark(runItem('open', name, start, end, node));
    } else this.#startRun(node);
  }

  #close({ name, start, end }: Extract<Token, { kind: 'close' }>): void {
    const closed = this.#elements.close(this.#kindOf(name));
    const target = closed[closed.length - 1];
    if (!target) {
      if (this.#elements.top.kept) return;
      // Browsers read a stray </br> as <br>, a stray </p> as an empty paragraph.
      if (name === 'br' || name === 'p') this.#flush();
      // Any other ends nothing, so its name does not matter; as a mark it outlasts a translation around it.
      else this.#mark(runItem('empty', `/${name}`, start, end));
      return;
    }
    if (closed.length > 1) this.#closed(closed.slice(0, -1), start);
    this.#closeOne(target, start, end);
  }

  /** Elements that ended without an end tag of their own, at `at`. */
  #closed(nodes: readonly ElementNode[], at: number): void {
    for (const node of nodes) this.#closeOne(node, at, at);
  }

  #closeOne(node: ElementNode, start: number, end: number): void {
    const kept = this.#kept[this.#kept.length - 1];
    if (kept?.node === node) {
      if (kept.jsonLd) this.#readJsonLd(node, start);
      this.#flush();
      this.#kept.pop();
      this.#run = kept.run;
      if (kept.item) kept.item.end = end;
      else this.#startRun(this.#elements.top);
      return;
    }
    if (node.kept) return;
    const reopened = node.parent?.kept === true;
    if (!reopened && node.kind.inline) {
      if (start === end) return;
      const at = this.#mark(runItem('close', node.name, start, end));
      if (node.run === this.#run) {
        const { items } = this.#run;
        (items[at] as RunItem).pair = node.item;
        (items[node.item] as RunItem).pair = at;
      }
      return;
    }
    this.#flush();
    if (!reopened) this.#startRun(this.#elements.top);
  }

  /** Adds a mark to the run; returns its index there. */
  #mark(item: RunItem): number {
    this.builder.countMark();
    return this.#run.items.push(item) - 1;
  }

  #startRun(container: ElementNode): void {
    this.#flush();
    this.#run.container = container;
  }

  /** Turns the run into blocks and begins a new one. */
  #flush(): void {
    const run = this.#run;
    if (run.items.length === 0) {
      run.container = this.#elements.top;
      return;
    }
    this.#run = emptyRun(this.#elements.top);
    if (run.hasText) addBlocks(this.#place, run);
  }

  #readJsonLd(script: ElementNode, end: number): void {
    const path = pathIn(this.#place, script.path);
    readJsonLd(this.builder, sliceLayer(this.layer, { start: script.end, end }), { path });
  }
}

const emptyRun = (container: ElementNode): Run => ({ container, items: [], hasText: false });
