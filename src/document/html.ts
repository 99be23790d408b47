/**
 * HTML, pages and fragments alike: finds the blocks of text in a source and leaves everything else where it is.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import { DocumentBuilder, type PartContext } from './builder.ts';
import type { Document, ParseOptions } from './document.ts';
import { attributeText, textAttributes } from './html-attributes.ts';
import { addBlocks, type HtmlPlace, pathIn } from './html-blocks.ts';
import { isInline, VOID } from './html-elements.ts';
import { declaresLanguage, metaLanguageSlot, scopeOf } from './html-languages.ts';
import type { Run, RunItem } from './html-run.ts';
import { ElementNode, OpenElements } from './html-stack.ts';
import {
  declaredLanguage,
  type ElementContext,
  elementOf,
  isJsonLd,
  metaLanguage,
  readsAttributes,
} from './html-tags.ts';
import { type OpenTag, type Token, tokenizeHtml } from './html-tokens.ts';
import { readJsonLd } from './json-ld.ts';
import { type Layer, sliceLayer } from './layer.ts';
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
  tokenizeHtml(layer.source, (token) => reader.take(token));
  return reader.finish();
}

/** An element in whose content nothing is read, and what it stands for in the run around it. */
interface Kept {
  readonly node: ElementNode;
  readonly item: RunItem | undefined;
  readonly run: Run;
  readonly openItems: Map<ElementNode, number>;
}

class HtmlReader {
  readonly #source: string;
  readonly #elements: OpenElements;
  /** Elements left alone, outermost first; inside the last one nothing is read. */
  readonly #kept: Kept[] = [];
  /** Items of open inline tags in the current run, by element. */
  #openItems = new Map<ElementNode, number>();
  #run: Run;
  readonly #context: ElementContext;
  /** Number of the page's own language scope. */
  #pageScope: number | undefined;
  #htmlLanguage: LanguageCode | undefined;
  #metaLanguage: LanguageCode | undefined;

  readonly #place: HtmlPlace;

  constructor(
    private readonly builder: DocumentBuilder,
    private readonly layer: Layer,
    context: HtmlContext,
  ) {
    this.#place = { builder, layer, context };
    this.#source = layer.source;
    this.#context = { memo: new Map(), ignored: builder.markup?.ignored ?? [] };
    const root = new ElementNode(
      undefined,
      '',
      context.zone,
      false,
      false,
      context.declared,
      false,
      undefined,
      1,
    );
    root.scope = context.scope;
    this.#elements = new OpenElements(root);
    this.#run = { container: root, items: [], hasText: false };
  }

  take(token: Token): void {
    if (token.kind === 'open') this.#open(token);
    else if (token.kind === 'close') this.#close(token);
    else if (!this.#elements.top.kept) {
      if (token.kind === 'text') this.#text(token.start, token.end);
      else this.#mark({ kind: 'empty', name: '', start: token.start, end: token.end });
    }
  }

  /** Ends what is open; returns the language that the page declares for itself. */
  finish(): LanguageCode | undefined {
    this.#closed(this.#elements.popTo(1), this.#source.length);
    this.#flush();
    return this.#htmlLanguage ?? this.#metaLanguage;
  }

  #text(start: number, end: number): void {
    this.#run.items.push({ kind: 'text', name: '', start, end });
    this.#run.hasText ||= /[^ \t\n\r\f]/.test(this.#source.slice(start, end));
  }

  #open(tag: OpenTag): void {
    const { name } = tag;
    const implied = this.#elements.impliedBy(name);
    if (implied !== undefined) this.#closed(this.#elements.popTo(implied), tag.start);
    const parent = this.#elements.top;
    const node = elementOf(this.#source, tag, parent, this.#context);
    if (name === 'html') this.#readHtmlTag(tag, node);
    const inline = isInline(name);
    if (!parent.kept && !inline) this.#flush();
    this.#readAttributes(tag, node, parent);
    const closesItself = this.builder.markup?.syntax === 'xml' || name === 'svg' || name === 'math';
    const isVoid = VOID.has(name) || (tag.selfClosing && closesItself);
    if (parent.kept && node.kept) {
      if (!isVoid) this.#elements.push(node);
      return;
    }
    if (isVoid) {
      if (inline) this.#mark({ kind: 'empty', name, start: tag.start, end: tag.end });
      return;
    }
    this.#elements.push(node);
    if (parent.kept) {
      // translate="yes" inside something left alone: a run of its own.
      this.#startRun(node);
    } else if (node.kept) {
      const item: RunItem | undefined = inline
        ? { kind: 'empty', name, start: tag.start, end: tag.end }
        : undefined;
      if (item) this.#mark(item);
      this.#kept.push({ node, item, run: this.#run, openItems: this.#openItems });
      this.#run = { container: node, items: [], hasText: false };
      this.#openItems = new Map();
    } else if (inline) {
      this.#openItems.set(node, this.#mark({ kind: 'open', name, start: tag.start, end: tag.end, node }));
    } else this.#startRun(node);
  }

  #close(token: Extract<Token, { kind: 'close' }>): void {
    const { name, start, end } = token;
    if (name === 'br' || name === 'p') {
      // Browsers read a stray </br> as <br>, a stray </p> as an empty paragraph.
      const closed = this.#elements.close(name);
      this.#closed(closed, start);
      if (closed.length === 0 && !this.#elements.top.kept) this.#flush();
      return;
    }
    const closed = this.#elements.close(name);
    const target = closed.at(-1);
    if (!target) {
      if (this.#elements.top.kept) return;
      // A stray tag ends nothing, so its name does not matter; as a mark it outlasts a translation around it.
      this.#mark({ kind: 'empty', name: `/${name}`, start, end });
      return;
    }
    this.#closed(closed.slice(0, -1), start);
    this.#closeOne(target, start, end);
  }

  /** Elements that ended without an end tag of their own, at `at`. */
  #closed(nodes: readonly ElementNode[], at: number): void {
    for (const node of nodes) this.#closeOne(node, at, at);
  }

  #closeOne(node: ElementNode, start: number, end: number): void {
    const kept = this.#kept.at(-1);
    if (kept?.node === node) {
      if (node.tag && isJsonLd(this.#source, node.tag)) this.#readJsonLd(node.tag.end, start, node);
      this.#flush();
      this.#kept.pop();
      this.#run = kept.run;
      this.#openItems = kept.openItems;
      if (kept.item) kept.item.end = end;
      else this.#startRun(this.#elements.top);
      return;
    }
    if (node.kept) return;
    const reopened = node.parent?.kept === true;
    if (!reopened && isInline(node.name)) {
      if (start === end) return;
      const open = this.#openItems.get(node);
      this.#openItems.delete(node);
      const at = this.#mark({ kind: 'close', name: node.name, start, end });
      if (open !== undefined) {
        (this.#run.items[at] as RunItem).pair = open;
        (this.#run.items[open] as RunItem).pair = at;
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
    this.#run = { container, items: [], hasText: false };
  }

  /** Turns the run into blocks and begins a new one. */
  #flush(): void {
    const run = this.#run;
    this.#run = { container: this.#elements.top, items: [], hasText: false };
    if (this.#openItems.size > 0) this.#openItems = new Map();
    if (run.hasText) addBlocks(this.#place, run);
  }

  #readAttributes(tag: OpenTag, node: ElementNode, parent: ElementNode): void {
    if (tag.name === 'meta') this.#readMetaTag(tag);
    if (tag.attributes.length === 0 || !readsAttributes(this.#source, tag, node, parent)) return;
    for (const { attribute, role } of textAttributes(this.#source, tag)) {
      const content = attributeText(this.#source, attribute);
      const scope = scopeOf(this.builder, this.layer, declaresLanguage(this.#source, tag) ? node : parent);
      if (!content) continue;
      const { text, map, marks, escaping } = content;
      const path = pathIn(this.#place, `${node.path}/@${attribute.name}`);
      const { layer } = this;
      this.builder.add({ path, role, layer, scope, declared: node.declared, text, map, marks, escaping });
    }
  }

  #readHtmlTag(tag: OpenTag, node: ElementNode): void {
    if (this.#pageScope !== undefined) return;
    this.#pageScope = scopeOf(this.builder, this.layer, node);
    this.#htmlLanguage = declaredLanguage(this.#source, tag);
  }

  #readMetaTag(tag: OpenTag): void {
    const language = metaLanguage(this.#source, tag);
    if (language === undefined) return;
    this.#metaLanguage ??= language;
    const slot = metaLanguageSlot(this.layer, tag);
    if (slot && this.#pageScope !== undefined) this.builder.addSlot(this.#pageScope, slot);
  }

  #readJsonLd(start: number, end: number, script: ElementNode): void {
    const path = pathIn(this.#place, script.path);
    readJsonLd(this.builder, sliceLayer(this.layer, { start, end }), { path });
  }
}
