/**
 * The places of marks among the words of a translation: the dynamic programming of `marks.ts`.
 * @module
 */
import type { SpanMark } from './marks.ts';
import type { WordLinks } from './word-links.ts';

/** Price of leaving no word in a stretch of a span that has words in the source, and between spans. */
const EMPTY = { inside: 3, outside: 0.5 };
/** Weight of a word whose links are interpolated. */
const INTERPOLATED = 0.5;
/** Price of words between two groups that have none between them in the source. */
const APART = 0.2;
/** Price of each word between a mark and the place that it has for certain. */
const TOLD = 10;
/** Spans of one group that have a say in its place. */
const MAX_VOTERS = 64;
/** Share of a span's words that its stretch must hold for its place not to be a guess. */
const MOST = 0.6;

/** Where marks go. */
export interface Places {
  /** For each mark: number of target words before it. Never descends. */
  readonly places: readonly number[];
  readonly guessed: boolean;
}

interface Group {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Boundary between source words. */
  readonly at: number;
  readonly kind: 'close' | 'stand' | 'open';
  /** Whether what comes before it is inside of a span. */
  readonly after: 'inside' | 'outside';
}

/** Places marks, given in the order to write them. */
export function placeGroups(marks: readonly SpanMark[], links: WordLinks): Places {
  const groups = groupsOf(marks);
  const sums = new SpanSums(links);
  const costs = groups.map((group) => costOf(group, marks, sums, links.targetWords));
  const boundaries = cheapest(groups, costs, links);
  const places = groups.flatMap(({ from, to }, g) => Array<number>(to - from).fill(boundaries[g] as number));
  const guessed = marks.some((mark, i) => {
    const other = mark.pair === undefined ? undefined : places[mark.pair];
    return !isSure(mark, places[i] as number, other, links);
  });
  return { places, guessed };
}

/** Marks that are neighbours in order and stand at one boundary of the source: what closes, what stands, what opens. */
function groupsOf(marks: readonly SpanMark[]): Group[] {
  const groups: Group[] = [];
  // Tags whose partner is not here reach to the edges.
  let depth = marks.filter(({ kind, pair }) => kind === 'close' && pair === undefined).length;
  const add = (from: number, to: number, at: number, kind: Group['kind']) => {
    if (to <= from) return;
    groups.push({ from, to, at, kind, after: depth > 0 ? 'inside' : 'outside' });
    for (let i = from; i < to; i++) {
      const mark = marks[i] as SpanMark;
      depth += mark.kind === 'open' ? 1 : mark.kind === 'close' ? -1 : 0;
    }
  };
  for (let from = 0; from < marks.length; ) {
    const { at } = marks[from] as SpanMark;
    let to = from;
    let closes = from;
    let opens = -1;
    for (; to < marks.length && (marks[to] as SpanMark).at === at; to++) {
      const { kind, span } = marks[to] as SpanMark;
      const holdsWords = span.to > span.from;
      if (kind === 'close' && holdsWords) {
        closes = to + 1;
        opens = -1;
      } else if (kind === 'open' && holdsWords && opens < 0) opens = to;
    }
    const stands = opens < 0 ? to : opens;
    add(from, closes, at, 'close');
    add(closes, stands, at, 'stand');
    add(stands, to, at, 'open');
    from = to;
  }
  return groups;
}

/** For a span of the source, F(k): the sum of 2·share − 1 over the target words before k. */
class SpanSums {
  readonly #sums = new Map<string, Float64Array>();

  constructor(private readonly links: WordLinks) {}

  of(from: number, to: number): Float64Array {
    const key = `${from} ${to}`;
    let sums = this.#sums.get(key);
    if (!sums) {
      const { targetWords } = this.links;
      sums = new Float64Array(targetWords + 1);
      for (let t = 0; t < targetWords; t++) {
        const weight = this.links.isKnown(t) ? 1 : INTERPOLATED;
        sums[t + 1] = (sums[t] as number) + weight * (2 * this.links.share(t, from, to) - 1);
      }
      this.#sums.set(key, sums);
    }
    return sums;
  }
}

/** The cost of a group at each boundary of the translation. */
function costOf(
  { from, to, at, kind }: Group,
  marks: readonly SpanMark[],
  sums: SpanSums,
  targetWords: number,
): Float64Array {
  const cost = new Float64Array(targetWords + 1);
  const add = (values: Float64Array, sign: number) => {
    for (let k = 0; k <= targetWords; k++) cost[k] = (cost[k] as number) + sign * (values[k] as number);
  };
  for (let i = from; i < to && i < from + MAX_VOTERS; i++) {
    const { place } = marks[i] as SpanMark;
    if (place === undefined) continue;
    for (let k = 0; k <= targetWords; k++) cost[k] = (cost[k] as number) + TOLD * Math.abs(k - place);
  }
  if (kind === 'stand') {
    // Least where most of what is before it comes from before it.
    add(sums.of(0, at), -1);
    return cost;
  }
  const voters = new Set<string>();
  for (let i = from; i < to && voters.size < MAX_VOTERS; i++) {
    const mark = marks[i] as SpanMark;
    const { span } = mark;
    const key = `${span.from} ${span.to}`;
    if (mark.kind !== kind || span.to === span.from || voters.has(key)) continue;
    voters.add(key);
    add(sums.of(span.from, span.to), kind === 'open' ? 1 : -1);
  }
  return cost;
}

/** The boundaries, one a group and never descending, of the least cost in all. */
function cheapest(
  groups: readonly Group[],
  costs: readonly Float64Array[],
  { sourceWords, targetWords: last }: WordLinks,
): number[] {
  // The text begins and ends as if there were a group on either side.
  let total = new Float64Array(last + 1).fill(Number.POSITIVE_INFINITY);
  total[0] = 0;
  const origins: Int32Array[] = [];
  for (const [g, cost] of costs.entries()) {
    const group = groups[g] as Group;
    const [stay, move] = group.at !== (groups[g - 1]?.at ?? 0) ? [EMPTY[group.after], 0] : [0, APART];
    const next = new Float64Array(last + 1);
    const origin = new Int32Array(last + 1);
    let best = -1;
    for (let k = 0; k <= last; k++) {
      const stayed = (total[k] as number) + stay;
      const moved = best < 0 ? Number.POSITIVE_INFINITY : (total[best] as number) + move;
      origin[k] = moved < stayed ? best : k;
      next[k] = Math.min(stayed, moved) + (cost[k] as number);
      if (best < 0 || (total[k] as number) < (total[best] as number)) best = k;
    }
    total = next;
    origins.push(origin);
  }
  const end = groups.at(-1)?.at === sourceWords ? -APART : EMPTY.outside;
  total[last] = (total[last] as number) + end;
  let at = total.reduce((best, value, k) => (value < (total[best] as number) ? k : best), 0);
  const boundaries: number[] = [];
  for (let g = groups.length - 1; g >= 0; g--) {
    boundaries[g] = at;
    at = (origins[g] as Int32Array)[at] as number;
  }
  return boundaries;
}

/** Whether the place of a mark was found: the words on both sides of it are on the right side as far as is known. */
function isSure(
  { kind, at, span, place: told }: SpanMark,
  place: number,
  other: number | undefined,
  links: WordLinks,
): boolean {
  const { sourceWords, targetWords } = links;
  if (told !== undefined) return place === told;
  if (at === 0) return place === 0;
  if (at === sourceWords) return place === targetWords;
  if (kind === 'empty' || span.from === span.to) {
    const left = place > 0 && links.isKnown(place - 1) && links.share(place - 1, 0, at) >= 0.5;
    const right = place < targetWords && links.isKnown(place) && links.share(place, at, sourceWords) >= 0.5;
    return left || right;
  }
  const inside = kind === 'open' ? place : place - 1;
  const outside = kind === 'open' ? place - 1 : place;
  const shareOf = (t: number) => (t < 0 || t >= targetWords ? 0 : links.share(t, span.from, span.to));
  if (!(inside >= 0 && inside < targetWords && links.isKnown(inside) && shareOf(inside) >= 0.5)) return false;
  if (outside >= 0 && outside < targetWords && links.isKnown(outside) && shareOf(outside) >= 0.5)
    return false;
  if (other === undefined) return true;
  const [from, to] = kind === 'open' ? [place, other] : [other, place];
  let held = 0;
  let all = 0;
  for (let t = 0; t < targetWords; t++) {
    if (!links.isKnown(t)) continue;
    const share = shareOf(t);
    all += share;
    if (t >= from && t < to) held += share;
  }
  return held >= MOST * all;
}
