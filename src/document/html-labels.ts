/**
 * Cuts a run of inline content into labels. `<a>Home</a> › <a>World</a>` is two labels, not a sentence; "See <a>this</a>
 * page" is one. A run counts as running text when enough words stand in it outside of any inline element; then only
 * boxes at its edges (a credit, a date, a badge) are cut off. Otherwise it is a row of labels, and neighbouring elements
 * part unless they read as one phrase. The same is done inside an element that holds the whole run.
 * @module
 */
import { decodeHTML } from 'entities/decode';
import { EMPHASIS, HEADINGS } from './html-elements.ts';
import type { RunItem } from './html-run.ts';
import type { ElementNode } from './html-stack.ts';

/** A range of a run's items that makes a block. */
export interface Label {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** The element that holds all of it, if that lies in the run. */
  readonly holder: ElementNode | undefined;
  /** The element by which it was told from its neighbours; it names the label's path. */
  readonly element: ElementNode | undefined;
}

/** Levels of elements within elements that are looked into. */
const MAX_LEVELS = 12;
/** Words outside of elements from which on a run is running text. */
const RUNNING_WORDS = 4;

interface Child {
  readonly from: number;
  readonly to: number;
  /** The element; absent for text that stands by itself. */
  readonly node: ElementNode | undefined;
  /** The first and last characters of the text, entities made plain. */
  readonly head: string;
  readonly tail: string;
  /** Words of text that stands by itself, and how many of them begin in lower case. */
  readonly words: number;
  readonly lower: number;
  /** What stands between this child and the one before: white space, separators. */
  readonly gap: string;
}

/** Cuts the items of a run into labels, in order. */
export function cutLabels(source: string, items: readonly RunItem[], container: ElementNode): Label[] {
  const labels: Label[] = [];
  const visit = (label: Label, level: number) => {
    let { from, to, holder } = label;
    let depth = level;
    let children = childrenOf(source, items, from, to);
    for (; children.length === 1 && children[0]?.node && depth < MAX_LEVELS; depth++) {
      const only = children[0];
      holder = only.node;
      from = only.from + 1;
      to = only.to - 1;
      children = childrenOf(source, items, from, to);
    }
    const starts = depth < MAX_LEVELS && children.length > 1 ? cuts(children, holder ?? container) : [];
    if (starts.length === 0) {
      labels.push({ ...label, holder });
      return;
    }
    const bounds = [0, ...starts, children.length];
    for (let i = 0; i + 1 < bounds.length; i++) {
      const first = children[bounds[i] as number] as Child;
      const last = children[(bounds[i + 1] as number) - 1] as Child;
      const element = first === last ? (first.node ?? label.element) : label.element;
      visit({ from: first.from, to: last.to, holder, element }, depth + 1);
    }
  };
  const whole = { from: 0, to: items.length, holder: undefined, element: undefined };
  // Most runs are text alone.
  if (items.every(({ kind }) => kind === 'text')) return [whole];
  visit(whole, 0);
  return labels;
}

/** The stretches with letters or digits at one level: elements whole, text between them. */
function childrenOf(source: string, items: readonly RunItem[], from: number, to: number): Child[] {
  const children: Child[] = [];
  let gap = '';
  for (let i = from; i < to; ) {
    const item = items[i] as RunItem;
    const close = item.kind === 'open' && item.pair !== undefined && item.pair < to ? item.pair : undefined;
    const next = close === undefined ? i + 1 : close + 1;
    const head = headOf(source, items, i, next);
    if (LETTER.test(head)) {
      const before = children.at(-1);
      const node = close === undefined ? undefined : item.node;
      const tail = tailOf(source, items, i, next);
      const own = node ? '' : decode(source.slice(item.start, item.end));
      const words = own.match(/\p{L}\S*/gu)?.length ?? 0;
      const lower = own.match(/(?<!\S)\p{Ll}\S*/gu)?.length ?? 0;
      if (before && !before.node && !node)
        children[children.length - 1] = {
          from: before.from,
          node: before.node,
          gap: before.gap,
          to: next,
          head: `${before.head}${gap}${head}`.slice(0, WINDOW),
          tail: `${before.tail}${gap}${tail}`.slice(-WINDOW),
          words: before.words + words,
          lower: before.lower + lower,
        };
      else children.push({ from: i, to: next, node, head, tail, words, lower, gap });
      gap = '';
    } else gap = `${gap}${head}`.slice(0, WINDOW);
    i = next;
  }
  return children;
}

const decode = (raw: string) => (raw.includes('&') ? decodeHTML(raw) : raw);

/** Characters at either end of a text that decisions look at. */
const WINDOW = 120;
const LETTER = /[\p{L}\p{N}]/u;

/** The beginning of the text of some items, from a little before its first letter; without a letter, what there is. */
function headOf(source: string, items: readonly RunItem[], from: number, to: number): string {
  let head = '';
  for (let i = from; i < to; i++) {
    const item = items[i] as RunItem;
    if (item.kind !== 'text') continue;
    const raw = source.slice(item.start, item.end);
    const letter = raw.search(LETTER);
    const text = decode(letter > WINDOW ? raw.slice(letter - 4, letter + WINDOW) : raw.slice(0, 2 * WINDOW));
    head = `${head.slice(0, WINDOW)}${text}`;
    if (LETTER.test(text)) break;
  }
  return head;
}

function tailOf(source: string, items: readonly RunItem[], from: number, to: number): string {
  let tail = '';
  for (let i = to - 1; i >= from && tail.length < WINDOW; i--) {
    const item = items[i] as RunItem;
    if (item.kind === 'text')
      tail = decode(source.slice(Math.max(item.start, item.end - WINDOW), item.end)) + tail;
  }
  return tail;
}

/** Indexes of children that begin a new label. */
function cuts(children: readonly Child[], holder: ElementNode): number[] {
  const words = children.reduce((sum, child) => sum + child.words, 0);
  const lower = children.reduce((sum, child) => sum + child.lower, 0);
  const loose = holder.zone === 'byline' || holder.zone === 'chrome';
  const style: Style = {
    running: words >= (loose ? 2 * RUNNING_WORDS : RUNNING_WORDS) && lower >= 2,
    heading: HEADINGS.has(holder.name),
  };
  const found: number[] = [];
  for (let i = 1; i < children.length; i++) {
    const edge: Edge = {
      first: i === 1,
      last: i === children.length - 1,
      beforeElement: children[i + 1]?.node !== undefined,
    };
    if (parts(children[i - 1] as Child, children[i] as Child, edge, style)) found.push(i);
  }
  return found;
}

interface Style {
  readonly running: boolean;
  readonly heading: boolean;
}

/** Where a pair of neighbours stands in its row. */
interface Edge {
  readonly first: boolean;
  readonly last: boolean;
  readonly beforeElement: boolean;
}

function parts(left: Child, right: Child, edge: Edge, style: Style): boolean {
  const gap = `${left.node ? '' : trailing(left.tail)}${right.gap}${right.node ? '' : leading(right.head)}`;
  if (/[|•·›]/u.test(gap)) return true;
  const spaced = gap !== '' || /\s$/u.test(left.tail) || /^\s/u.test(right.head);
  const fresh = startsFresh(right.head);
  if (
    fresh &&
    spaced &&
    ((edge.last && right.node?.boxed) || (edge.first && (left.node?.boxed || isNumber(left))))
  )
    return true;
  if (style.running) return edge.last && right.node !== undefined && fresh && /\s[-–—/]\s*$/u.test(gap);
  const [from, to] = [kindOf(left, style), kindOf(right, style)];
  if (from === 'text') {
    if (to !== 'neutral' || !(edge.last || edge.beforeElement)) return false;
    return fresh && spaced && !/(?:^|\s)\p{Ll}{1,4}\s*$/u.test(left.tail);
  }
  if (to === 'text') return false;
  if (from === 'emphasis' && to === 'emphasis') return fresh && /[-–—/]/u.test(right.gap);
  if (left.node?.name === 'a' && right.node?.name === 'a') return true;
  if (from === 'emphasis' || to === 'emphasis') return fresh && spaced;
  return spaced || fresh;
}

function kindOf({ node }: Child, { heading }: Style): 'text' | 'emphasis' | 'neutral' {
  if (!node) return 'text';
  if (node.boxed) return 'neutral';
  return EMPHASIS.has(node.name) || (heading && node.name === 'span') ? 'emphasis' : 'neutral';
}

/** A number in a row, as an element: `<b>1/8</b>`, `<span>3.</span>`. */
const isNumber = ({ node, head }: Child) =>
  node !== undefined && /^\s*\d{1,4}\s*[/.):]\s*\d{0,4}\s*$/.test(head);
const trailing = (text: string) => /[^\p{L}\p{N}]*$/u.exec(text.slice(-12))?.[0] ?? '';
const leading = (text: string) => /^[^\p{L}\p{N}]*/u.exec(text.slice(0, 12))?.[0] ?? '';
const startsFresh = (text: string) => /^[^\p{L}\p{N}]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(text);
