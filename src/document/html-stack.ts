/**
 * The open elements of a page: paths, language, zone and what is left alone. A light stand-in for a tree builder that
 * takes any markup: ends that are implied, missing or stray never stop it, and no step costs more than a bounded look up.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import {
  FOREIGN_BREAKOUT,
  HEADINGS,
  impliedEnds,
  isInline,
  SCOPE_BARRIERS,
  STRUCTURAL,
} from './html-elements.ts';
import type { OpenTag } from './html-tokens.ts';
import type { Zone } from './roles.ts';

/** Levels beyond which paths stop growing and `translate="yes"` is not heeded. */
export const MAX_DEPTH = 512;
/** Length in UTF-16 code units to which a path and a name in it are written. */
const MAX_PATH = 1024;
const MAX_STEP = 64;
/** Open elements looked at, from the innermost, to find what a tag ends. */
const MAX_SCAN = 128;

/** An element of the page while it is open, and after as the place of its blocks. */
export class ElementNode {
  /** Levels above. */
  readonly depth: number;
  /** The nearest block-level element, itself included. */
  readonly block: ElementNode;
  /** Number of its language scope, `null` for none; `undefined` until it is looked for. */
  scope: number | null | undefined;
  #children: Map<string, number> | undefined;
  #path: string | undefined;
  /** Itself, or the ancestor at {@link MAX_DEPTH} or {@link MAX_PATH} that gives deeper elements their path. */
  readonly #place: ElementNode;
  readonly #pathLength: number;

  constructor(
    readonly parent: ElementNode | undefined,
    readonly name: string,
    readonly zone: Zone,
    readonly inLink: boolean,
    readonly boxed: boolean,
    readonly declared: LanguageCode | undefined,
    /** Whether its content is left alone. */
    readonly kept: boolean,
    /** Its start tag; none for the root. */
    readonly tag: OpenTag | undefined,
    /** Its number among its siblings of the name, from 1. */
    private readonly index: number,
  ) {
    this.depth = parent ? parent.depth + 1 : 0;
    this.block = parent && isInline(name) ? parent.block : this;
    this.#pathLength = parent ? parent.#pathLength + stepLength(name, index) + 1 : 0;
    const ends = this.depth > MAX_DEPTH || this.#pathLength > MAX_PATH;
    this.#place = parent && ends ? parent.#place : this;
  }

  /** Number of the next child of this name, from 1. */
  nextIndex(name: string): number {
    this.#children ??= new Map();
    const index = (this.#children.get(name) ?? 0) + 1;
    this.#children.set(name, index);
    return index;
  }

  /** E.g. `html/body/p[3]`; that of an ancestor where it would grow too deep or too long. */
  get path(): string {
    if (this.#place !== this) return this.#place.path;
    if (this.#path !== undefined) return this.#path;
    const above = this.parent?.path ?? '';
    const step = stepOf(this.name, this.index);
    this.#path = above === '' ? step : `${above}/${step}`;
    return this.#path;
  }
}

/** An element's step in a path: its name, cut to a bearable length, and its number from the second on. */
function stepOf(name: string, index: number): string {
  const short = name.length > MAX_STEP ? name.slice(0, MAX_STEP).replace(/[\uD800-\uDBFF]$/, '') : name;
  return index > 1 ? `${short}[${index}]` : short;
}

/** Length of a step, or a little more. */
function stepLength(name: string, index: number): number {
  return Math.min(name.length, MAX_STEP) + (index > 1 ? 3 + Math.floor(Math.log10(index)) : 0);
}

/** The stack of open elements. Index 0 is the root, which is no element. */
export class OpenElements {
  readonly stack: ElementNode[];
  readonly #open = new Map<string, number>();

  /** @param root stands for what is around the page; its zone and language are inherited. */
  constructor(root: ElementNode) {
    this.stack = [root];
  }

  get top(): ElementNode {
    return this.stack[this.stack.length - 1] as ElementNode;
  }

  push(node: ElementNode): void {
    this.stack.push(node);
    this.#open.set(node.name, (this.#open.get(node.name) ?? 0) + 1);
  }

  /** Ends open elements from the top down to index `from`; returns them, innermost first. */
  popTo(from: number): ElementNode[] {
    const closed: ElementNode[] = [];
    while (this.stack.length > from) {
      const node = this.stack.pop() as ElementNode;
      this.#forget(node);
      closed.push(node);
    }
    return closed;
  }

  /** Index down to which a start tag of this name ends elements, or `undefined` if it ends none. */
  impliedBy(name: string): number | undefined {
    let from = FOREIGN_BREAKOUT.has(name) ? this.#foreignRoot() : undefined;
    for (const { ends, until } of impliedEnds(name)) {
      if (![...ends].some((end) => this.#isOpen(end))) continue;
      for (let i = this.stack.length - 1; i > 0 && i >= this.stack.length - MAX_SCAN; i--) {
        const open = (this.stack[i] as ElementNode).name;
        if (until.has(open)) break;
        if (ends.has(open) && (from === undefined || i < from)) from = i;
      }
    }
    return from;
  }

  /**
   * Ends what an end tag of this name ends.
   * @returns the elements closed, innermost first; empty for a stray tag
   */
  close(name: string): ElementNode[] {
    const heading = HEADINGS.has(name);
    if (!heading && !this.#isOpen(name)) return [];
    const inline = isInline(name);
    for (let i = this.stack.length - 1; i > 0 && i >= this.stack.length - MAX_SCAN; i--) {
      const open = this.stack[i] as ElementNode;
      if (open.name === name || (heading && HEADINGS.has(open.name))) {
        if (!inline || this.#onlyInlineAbove(i)) return this.popTo(i);
        // A formatting element ends inside a block that began in it: take it out from below.
        this.stack.splice(i, 1);
        this.#forget(open);
        return [open];
      }
      if (SCOPE_BARRIERS.has(open.name) && !STRUCTURAL.has(name)) return [];
    }
    return [];
  }

  /** Index of the outermost `<svg>` or `<math>` around, unless an element in it takes HTML. */
  #foreignRoot(): number | undefined {
    let root: number | undefined;
    if (!this.#isOpen('svg') && !this.#isOpen('math')) return root;
    for (let i = this.stack.length - 1; i > 0 && i >= this.stack.length - MAX_SCAN; i--) {
      const { name } = this.stack[i] as ElementNode;
      if (name === 'svg' || name === 'math') root = i;
      else if (name === 'foreignobject' || name === 'desc' || name === 'annotation-xml') break;
    }
    return root;
  }

  #onlyInlineAbove(index: number): boolean {
    for (let i = index + 1; i < this.stack.length; i++)
      if (!isInline((this.stack[i] as ElementNode).name)) return false;
    return true;
  }

  #isOpen(name: string): boolean {
    return (this.#open.get(name) ?? 0) > 0;
  }

  #forget(node: ElementNode): void {
    this.#open.set(node.name, (this.#open.get(node.name) ?? 1) - 1);
  }
}
