/**
 * Gathers the blocks and language scopes of a document from the readers of its parts.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import type { Block, Document, Format, MarkupOptions, ParseOptions } from './document.ts';
import type { LanguageScope, LanguageSlot } from './language-scopes.ts';
import { type Layer, rangeInDocument, rootLayer } from './layer.ts';
import { requireAtMost } from './limit.ts';

/** A block before it has its number. */
export type DraftBlock = Omit<Block, 'id'>;

/** What the place of a part of a document says of the text in it. */
export interface PartContext {
  /** Put before the paths of its blocks, e.g. `rss/channel/item[2]/description`; empty for a whole document. */
  readonly path: string;
  readonly declared?: LanguageCode | undefined;
  /** Language scope around the part. */
  readonly scope?: number | undefined;
}

/** Marks that a document may have for each block that it may have. A dense page has four. */
const MARKS_PER_BLOCK = 10;

/** A document under construction. */
export class DocumentBuilder {
  readonly root: Layer;
  readonly markup: MarkupOptions | undefined;
  readonly #blocks: Numbered[] = [];
  readonly #scopes: LanguageScope[] = [];
  readonly #maxBlocks: number;
  #marks = 0;

  constructor(
    source: string,
    private readonly format: Format,
    { maxBlocks = Number.POSITIVE_INFINITY, markup }: ParseOptions,
  ) {
    this.markup = markup;
    this.root = rootLayer(source);
    this.#maxBlocks = maxBlocks;
  }

  /** Takes a block. @throws NewsglotError `content_too_large` when there are too many. */
  add(draft: DraftBlock): void {
    this.#blocks.push(numbered(draft, this.#blocks.length));
    requireAtMost(this.#maxBlocks, this.#blocks.length);
  }

  /** Refuses `count` more blocks if they are too many. @throws NewsglotError `content_too_large` */
  checkRoom(count: number): void {
    requireAtMost(this.#maxBlocks, this.#blocks.length + count);
  }

  /** Counts a mark as it is read, before there is a block. @throws NewsglotError `content_too_large` when there are too many. */
  countMark(): void {
    this.checkMarkRoom(++this.#marks);
  }

  /** Refuses `count` marks in all if they are too many. @throws NewsglotError `content_too_large` */
  checkMarkRoom(count: number): void {
    requireAtMost(this.#maxBlocks * MARKS_PER_BLOCK, count, 'inline elements');
  }

  /** Takes a scope, after the one around it; returns its number. */
  addScope(scope: LanguageScope): number {
    return this.#scopes.push(scope) - 1;
  }

  /** Adds a place where the language of a scope is stated. */
  addSlot(scope: number, slot: LanguageSlot): void {
    this.#amend(scope, (known) => ({ slots: () => [...known.slots(), slot] }));
  }

  /** States the language of a scope, where it becomes known only inside of it. */
  declare(scope: number, declared: LanguageCode): void {
    this.#amend(scope, () => ({ declared }));
  }

  #amend(scope: number, change: (known: LanguageScope) => Partial<LanguageScope>): void {
    const known = this.#scopes[scope];
    if (!known) return;
    const { kind, parent, declared } = known;
    this.#scopes[scope] = { kind, parent, declared, slots: () => known.slots(), ...change(known) };
  }

  /** The language that a scope declares for what is in it. */
  declaredIn(scope: number | undefined): LanguageCode | undefined {
    for (let at = scope; at !== undefined; at = this.#scopes[at]?.parent) {
      const { declared } = this.#scopes[at] as LanguageScope;
      if (declared !== undefined) return declared;
    }
    return undefined;
  }

  /** The document; its blocks in the order of the source. */
  finish(declared?: LanguageCode): Document {
    const blocks = inSourceOrder(this.#blocks);
    if (declared !== undefined) for (const block of blocks) block.declared ??= declared;
    return {
      format: this.format,
      source: this.root.source,
      declared,
      scopes: this.#scopes,
      blocks,
    };
  }
}

/** A block whose number and declared language are not final. */
type Numbered = { -readonly [K in 'id' | 'declared']: Block[K] } & Omit<Block, 'id' | 'declared'>;

/** Blocks by the place of their first character. Most come in order; an element whose end is missing is read late. */
function inSourceOrder(blocks: Numbered[]): readonly Numbered[] {
  let reached = -1;
  const ordered = blocks.every((block) => {
    const at = firstUnit(block);
    if (at < reached) return false;
    reached = at;
    return true;
  });
  if (ordered) return blocks;
  const placed = blocks.map((block) => ({ block, at: firstUnit(block) }));
  return placed
    .sort((a, b) => a.at - b.at)
    .map(({ block }, id) => {
      block.id = id;
      return block;
    });
}

/** Where a block's text begins in the source of the document. */
function firstUnit({ layer, map }: Numbered): number {
  const start = map.startOf(0) as number;
  return layer.outer ? rangeInDocument(layer, { start, end: map.endOf(0) as number }).start : start;
}

/** The block of a draft; every one has all properties in one order, which is what makes large documents quick to go through. */
function numbered(draft: DraftBlock, id: number): Numbered {
  return {
    id,
    path: draft.path,
    role: draft.role,
    layer: draft.layer,
    scope: draft.scope,
    innerScopes: draft.innerScopes,
    declared: draft.declared,
    text: draft.text,
    map: draft.map,
    marks: draft.marks,
    escaping: draft.escaping,
    wrap: draft.wrap,
  };
}
