/**
 * The open elements of a page: paths, language, zone and what is left alone. A light stand-in for a tree builder that
 * takes any markup: ends that are implied, missing or stray never stop it, and no step costs more than a bounded look up.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import type { ElementKind } from './html-elements.ts';
import type { Run } from './html-run.ts';
import type { Zone } from './roles.ts';

/** Levels beyond which paths stop growing and `translate="yes"` is not heeded. */
export const MAX_DEPTH = 512;
/** Length in UTF-16 code units to which a path and a name in it are written. */
const MAX_PATH = 1024;
const MAX_STEP = 64;
/** Open elements looked at, from the innermost, to find what a tag ends. */
const MAX_SCAN = 128;

/** What a start tag says of its element, with what the elements around it say. */
export interface ElementFacts {
  readonly zone: Zone;
  readonly inLink: boolean;
  /** Whether it is a box of its own in a line. */
  readonly boxed: boolean;
  /** Language that the nearest declaration states. */
  readonly declared: LanguageCode | undefined;
  /** Whether that declaration is its own. */
  readonly declares: boolean;
  /** Whether its content is left alone. */
  readonly kept: boolean;
}

/** An element of the page while it is open, and after as the place of its blocks. */
export class ElementNode implements ElementFacts {
  readonly zone: Zone;
  readonly inLink: boolean;
  readonly boxed: boolean;
  readonly declared: LanguageCode | undefined;
  readonly declares: boolean;
  readonly kept: boolean;
  /** Levels above. */
  readonly depth: number;
  /** The nearest block-level element, itself included. */
  readonly block: ElementNode;
  /** Number of its language scope, `null` for none; `undefined` until it is looked for. */
  scope: number | null | undefined;
  /** The run that its start tag stands in and the number of its item there; −1 where it stands in none. */
  run: Run | undefined;
  item = -1;
  /** Its number among its siblings of the name, from 1. */
  readonly #index: number;
  #children: Map<string, number> | undefined;
  /** Name and number of the child before: most children are called what the one before them was. */
  #lastName = '';
  #lastIndex = 0;
  #path: string | undefined;
  /** Itself, or the ancestor at {@link MAX_DEPTH} or {@link MAX_PATH} that gives deeper elements their path. */
  readonly #place: ElementNode;
  readonly #pathLength: number;

  constructor(
    readonly parent: ElementNode | undefined,
    readonly kind: ElementKind,
    facts: ElementFacts,
    /** Range of its start tag; both 0 for the root. */
    readonly start: number,
    readonly end: number,
  ) {
    this.zone = facts.zone;
    this.inLink = facts.inLink;
    this.boxed = facts.boxed;
    this.declared = facts.declared;
    this.declares = facts.declares;
    this.kept = facts.kept;
    this.depth = parent ? parent.depth + 1 : 0;
    this.block = parent && kind.inline ? parent.block : this;
    this.#index = parent && parent.depth < MAX_DEPTH ? parent.#nextIndex(kind.name) : 1;
    this.#pathLength = parent ? parent.#pathLength + stepLength(kind.name, this.#index) + 1 : 0;
    const ends = this.depth > MAX_DEPTH || this.#pathLength > MAX_PATH;
    this.#place = parent && ends ? parent.#place : this;
  }

  get name(): string {
    return this.kind.name;
  }

  /** E.g. `html/body/p[3]`; that of an ancestor where it would grow too deep or too long. */
  get path(): string {
    if (this.#place !== this) return this.#place.path;
    if (this.#path !== undefined) return this.#path;
    const above = this.parent?.path ?? '';
    const step = stepOf(this.name, this.#index);
    this.#path = above === '' ? step : `${above}/${step}`;
    return this.#path;
  }

  /** Number of the next child of this name, from 1. */
  #nextIndex(name: string): number {
    if (name !== this.#lastName) {
      if (this.#lastIndex > 0) {
        this.#children ??= new Map();
        this.#children.set(this.#lastName, this.#lastIndex);
      }
      this.#lastIndex = this.#children?.get(name) ?? 0;
      this.#lastName = name;
    }
    return ++this.#lastIndex;
  }
}

/** An element's step in a path: its name, cut to a bearable length, and its number from the second on. */
function stepOf(name: string, index: number): string {
  const short = name.length > MAX_STEP ? name.slice(0, MAX_STEP).replace(/[\uD800-\uDBFF]$/, '') : name;
  return index > 1 ? `${short}[${index}]` : short;
}

/** Length of a step, or a little more. */
function stepLength(name: string, index: number): number {
  const length = Math.min(name.length, MAX_STEP);
  if (index === 1) return length;
  return length + (index < 10 ? 3 : 3 + Math.floor(Math.log10(index)));
}

const NONE: readonly ElementNode[] = [];

/** The stack of open elements. Index 0 is the root, which is no element. */
export class OpenElements {
  readonly stack: ElementNode[];
  readonly #open = new Map<string, number>();
  /** Open elements of the kinds `<svg>` and `<math>`. */
  #foreign = 0;

  /** @param root stands for what is around the page; its zone and language are inherited. */
  constructor(root: ElementNode) {
    this.stack = [root];
  }

  get top(): ElementNode {
    return this.stack[this.stack.length - 1] as ElementNode;
  }

  push(node: ElementNode): void {
    this.stack.push(node);
    if (node.kind.foreign) this.#foreign++;
    this.#open.set(node.name, (this.#open.get(node.name) ?? 0) + 1);
  }

  /** Ends open elements from the top down to index `from`; returns them, innermost first. */
  popTo(from: number): readonly ElementNode[] {
    if (this.stack.length <= from) return NONE;
    const closed =
      this.stack.length === from + 1 ? [this.stack.pop() as ElementNode] : this.stack.splice(from).reverse();
    for (const node of closed) this.#forget(node);
    return closed;
  }

  /** Index down to which a start tag of this kind ends elements, or `undefined` if it ends none. */
  impliedBy({ breakout, ends }: ElementKind): number | undefined {
    let from = breakout && this.#foreign > 0 ? this.#foreignRoot() : undefined;
    for (const rule of ends) {
      if (!this.#isAnyOpen(rule.ends)) continue;
      for (let i = this.stack.length - 1; i > 0 && i >= this.stack.length - MAX_SCAN; i--) {
        const open = (this.stack[i] as ElementNode).name;
        if (rule.until.has(open)) break;
        if (rule.ends.has(open) && (from === undefined || i < from)) from = i;
      }
    }
    return from;
  }

  /**
   * Ends what an end tag of this kind ends.
   * @returns the elements closed, innermost first; empty for a stray tag
   */
  close({ name, heading, inline, structural }: ElementKind): readonly ElementNode[] {
    if (!heading && !this.#isOpen(name)) return NONE;
    for (let i = this.stack.length - 1; i > 0 && i >= this.stack.length - MAX_SCAN; i--) {
      const open = this.stack[i] as ElementNode;
      if (open.name === name || (heading && open.kind.heading)) {
        if (!inline || this.#onlyInlineAbove(i)) return this.popTo(i);
        // A formatting element ends inside a block that began in it: take it out from below.
        this.stack.splice(i, 1);
        this.#forget(open);
        return [open];
      }
      if (open.kind.barrier && !structural) return NONE;
    }
    return NONE;
  }

  /** Index of the outermost `<svg>` or `<math>` around, unless an element in it takes HTML. */
  #foreignRoot(): number | undefined {
    let root: number | undefined;
    for (let i = this.stack.length - 1; i > 0 && i >= this.stack.length - MAX_SCAN; i--) {
      const { name, kind } = this.stack[i] as ElementNode;
      if (kind.foreign) root = i;
      else if (name === 'foreignobject' || name === 'desc' || name === 'annotation-xml') break;
    }
    return root;
  }

  #onlyInlineAbove(index: number): boolean {
    for (let i = index + 1; i < this.stack.length; i++)
      if (!(this.stack[i] as ElementNode).kind.inline) return false;
    return true;
  }

  #isAnyOpen(names: ReadonlySet<string>): boolean {
    for (const name of names) if (this.#isOpen(name)) return true;
    return false;
  }

  #isOpen(name: string): boolean {
    return (this.#open.get(name) ?? 0) > 0;
  }

  #forget(node: ElementNode): void {
    if (node.kind.foreign) this.#foreign--;
    this.#open.set(node.name, (this.#open.get(node.name) ?? 1) - 1);
  }
}
