/**
 * Cuts a run of inline content into labels. `<a>Home</a> › <a>World</a>` is two labels, not a sentence; "See <a>this</a>
 * page" is one. A run counts as running text when enough words stand in it outside of any inline element; then only
 * boxes at its edges (a credit, a date, a badge) are cut off. Otherwise it is a row of labels, and neighbouring elements
 * part unless they read as one phrase. The same is done inside an element that holds the whole run.
 * @module
 */
import { EMPHASIS } from './html-elements.ts';
import {
  countWordsInto,
  decode,
  headOf,
  holdsLetters,
  leading,
  type Row,
  tailOf,
  textOf,
  trailing,
} from './html-row.ts';
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
/** Words outside of elements from which on a run is running text, and how many of them must begin in lower case. */
const RUNNING_WORDS = 4;
const LOWER_WORDS = 2;

/** A stretch of items with letters or digits: an element, or text that stands by itself, with what must not be cut from it. */
interface Child {
  readonly from: number;
  to: number;
  /** The element; absent for text that stands by itself. */
  readonly node: ElementNode | undefined;
  /** Item at which what stands between this child and the one before begins: white space, separators. */
  readonly gapFrom: number;
}

/** Cuts the items of a run into labels, in order. */
export function cutLabels(source: string, items: readonly RunItem[], container: ElementNode): Label[] {
  const whole = { from: 0, to: items.length, holder: undefined, element: undefined };
  // Most runs are text alone.
  if (items.every(({ kind }) => kind === 'text')) return [whole];
  const row: Row = { source, items };
  const labels: Label[] = [];
  const visit = (label: Label, level: number) => {
    let { from, to, holder } = label;
    let depth = level;
    let children = childrenOf(row, from, to);
    for (; children.length === 1 && children[0]?.node && depth < MAX_LEVELS; depth++) {
      const only = children[0];
      holder = only.node;
      from = only.from + 1;
      to = only.to - 1;
      children = childrenOf(row, from, to);
    }
    const starts = depth < MAX_LEVELS && children.length > 1 ? cuts(row, children, holder ?? container) : [];
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
  visit(whole, 0);
  return labels;
}

/** The stretches with letters or digits at one level: elements whole, text between them. */
function childrenOf(row: Row, from: number, to: number): Child[] {
  const { items } = row;
  const children: Child[] = [];
  let before: Child | undefined;
  for (let i = from; i < to; ) {
    const item = items[i] as RunItem;
    const close = item.kind === 'open' && item.pair !== undefined && item.pair < to ? item.pair : undefined;
    const next = close === undefined ? i + 1 : close + 1;
    if (holdsLetters(row, i, next)) {
      const node = close === undefined || item.node?.kind.unsplit ? undefined : item.node;
      if (before && !before.node && !node) before.to = next;
      else {
        before = { from: i, to: next, node, gapFrom: before?.to ?? from };
        children.push(before);
      }
    }
    i = next;
  }
  return children;
}

/** Indexes of children that begin a new label. */
function cuts(row: Row, children: readonly Child[], holder: ElementNode): number[] {
  const loose = holder.zone === 'byline' || holder.zone === 'chrome';
  const style: Style = {
    running: isRunning(row, children, loose ? 2 * RUNNING_WORDS : RUNNING_WORDS),
    heading: holder.kind.heading,
  };
  const found: number[] = [];
  for (let i = 1; i < children.length; i++) {
    const edge: Edge = {
      first: i === 1,
      last: i === children.length - 1,
      beforeElement: children[i + 1]?.node !== undefined,
    };
    if (parts(row, children[i - 1] as Child, children[i] as Child, edge, style)) found.push(i);
  }
  return found;
}

/** Whether enough words stand by themselves, outside of elements, some of them in lower case. */
function isRunning({ source, items }: Row, children: readonly Child[], enough: number): boolean {
  const tally = { words: 0, lower: 0 };
  for (const { node, from, to } of children) {
    if (node) continue;
    for (let i = from; i < to; i++) {
      const { kind, start, end } = items[i] as RunItem;
      if (kind === 'text') countWordsInto(tally, enough, decode(source.slice(start, end)));
      if (tally.words >= enough && tally.lower >= LOWER_WORDS) return true;
    }
  }
  return false;
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

function parts(row: Row, left: Child, right: Child, edge: Edge, style: Style): boolean {
  const own = right.gapFrom < right.from ? textOf(row, right.gapFrom, right.from) : '';
  const tail = left.node ? undefined : tailOf(row, left);
  const head = right.node ? undefined : headOf(row, right);
  const gap = trailing(tail ?? '') + own + leading(head ?? '');
  if (SEPARATOR.test(gap)) return true;
  // Inside of running text nothing else parts.
  if (style.running && !edge.first && !edge.last) return false;
  const leftTail = tail ?? tailOf(row, left);
  const rightHead = head ?? headOf(row, right);
  const spaced = gap !== '' || /\s$/u.test(leftTail) || /^\s/u.test(rightHead);
  const fresh = startsFresh(rightHead);
  if (
    fresh &&
    spaced &&
    ((edge.last && right.node?.boxed) || (edge.first && (left.node?.boxed || isNumber(row, left))))
  )
    return true;
  if (style.running) return edge.last && right.node !== undefined && fresh && /\s[-–—/]\s*$/u.test(gap);
  const [from, to] = [kindOf(left, style), kindOf(right, style)];
  if (from === 'text') {
    if (to !== 'neutral' || !(edge.last || edge.beforeElement)) return false;
    return fresh && spaced && !/(?:^|\s)\p{Ll}{1,4}\s*$/u.test(leftTail);
  }
  if (to === 'text') return false;
  if (from === 'emphasis' && to === 'emphasis') return fresh && /[-–—/]/u.test(own);
  if (left.node?.name === 'a' && right.node?.name === 'a') return true;
  if (from === 'emphasis' || to === 'emphasis') return fresh && spaced;
  return spaced || fresh;
}

const SEPARATOR = /[|•·›]/;

function kindOf({ node }: Child, { heading }: Style): 'text' | 'emphasis' | 'neutral' {
  if (!node) return 'text';
  if (node.boxed) return 'neutral';
  return EMPHASIS.has(node.name) || (heading && node.name === 'span') ? 'emphasis' : 'neutral';
}

/** A number in a row, as an element: `<b>1/8</b>`, `<span>3.</span>`. */
const isNumber = (row: Row, child: Child) =>
  child.node !== undefined && /^\s*\d{1,4}\s*[/.):]\s*\d{0,4}\s*$/.test(headOf(row, child));
const startsFresh = (text: string) => /^[^\p{L}\p{N}]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(text);
