/**
 * The order in which marks are written: that of the source, but for spans side by side that have traded places.
 * @module
 */
import type { SpanMark } from './marks.ts';
import type { WordLinks } from './word-links.ts';

/** Longest span in words, and most spans looked at. */
const MAX_WORDS = 24;
const MAX_SPANS = 200;
/** Share that a word must have in its span to be one of its words for sure. */
const SURE = 0.6;

/** An element and what is in it, by indices of marks. */
interface Element {
  readonly open: number;
  readonly close: number;
  /** The names of all tags in it, in order: only elements that are equal in this trade places. */
  readonly shape: string;
}

/** The indices of marks in the order to write them. The sequence of tag names is always the same as in the source. */
export function tradePlaces(marks: readonly SpanMark[], links: WordLinks): readonly number[] {
  const order = marks.map((_, index) => index);
  for (const siblings of outermost(marks)) {
    const found = siblings.flatMap((element) => {
      const at = surePlace(marks[element.open] as SpanMark, marks[element.close] as SpanMark, links);
      return at === undefined ? [] : [{ ...element, ...at }];
    });
    // Stretches that overlap tell nothing of an order.
    const apart = found.filter((a) => found.every((b) => a === b || a.to <= b.first || b.to <= a.first));
    const sorted = [...apart].sort((a, b) => a.first - b.first);
    for (const [i, { open }] of apart.entries()) {
      const element = sorted[i] as Element;
      for (let k = 0; k <= element.close - element.open; k++) order[open + k] = element.open + k;
    }
  }
  return order;
}

/** The outermost elements of a text that are wholly in it, those of one shape together. */
function outermost(marks: readonly SpanMark[]): Element[][] {
  const byShape = new Map<string, Element[]>();
  let count = 0;
  for (let open = 0; open < marks.length && count < MAX_SPANS; open++) {
    const { kind, pair } = marks[open] as SpanMark;
    if (kind !== 'open' || pair === undefined || pair < open) continue;
    count++;
    const inner = marks.slice(open, pair + 1);
    // What is badly nested stays where it is.
    if (!inner.every((mark) => mark.pair === undefined || (mark.pair >= open && mark.pair <= pair))) continue;
    const shape = inner.map(({ kind: part, name }) => `${part} ${name}`).join(',');
    byShape.set(shape, [...(byShape.get(shape) ?? []), { open, close: pair, shape }]);
    open = pair;
  }
  return [...byShape.values()].filter((elements) => elements.length > 1);
}

/** The stretch of target words that surely is a span's: whole, and all of it known. */
function surePlace(
  { span: { from, to }, place }: SpanMark,
  { place: end }: SpanMark,
  links: WordLinks,
): { readonly first: number; readonly to: number } | undefined {
  if (place !== undefined && end !== undefined) return end > place ? { first: place, to: end } : undefined;
  if (to <= from || to - from > MAX_WORDS) return undefined;
  let first = -1;
  let last = -1;
  for (let t = 0; t < links.targetWords; t++) {
    if (!links.isKnown(t) || links.share(t, from, to) < SURE) continue;
    if (first < 0) first = t;
    last = t;
  }
  // Scattered words are no place.
  if (first < 0 || last - first > 2 * (to - from) + 1) return undefined;
  return { first, to: last + 1 };
}
