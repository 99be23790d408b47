/**
 * Words that are alike in a text and its translation, and the longest chain of them that keeps one order.
 * @module
 */
import type { Word } from './words.ts';

interface Anchor {
  readonly source: number;
  readonly target: number;
}

/** Occurrences of one word that are compared; beyond them a word is too common to tell a place. */
const MAX_OCCURRENCES = 24;

/** Which target word stands for which source word. */
export interface Anchors {
  /** Every pair found, whatever the order. */
  readonly all: ReadonlyMap<number, number>;
  /** Those of the longest chain that ascends in both texts, in order. */
  readonly chain: ReadonlyMap<number, number>;
}

/** Anchors between the words of a text and of its translation. */
export function findAnchors(source: readonly Word[], target: readonly Word[]): Anchors {
  const anchors = extended(alike(source, target), source, target);
  anchors.sort((a, b) => a.source - b.source || b.target - a.target);
  const asMap = (pairs: readonly Anchor[]) => new Map(pairs.map((pair) => [pair.source, pair.target]));
  return { all: asMap(anchors), chain: asMap(longestChain(anchors)) };
}

/** What words that are spelled alike but for case and accents have in common; numbers, but for their separators. */
export function spelling({ text }: Word): string {
  return /^\p{N}/u.test(text) ? bare(text) : fold(text);
}

/** Adds the words beside anchors that are equal, however short: the "Un" of "Kim Jong Un". */
function extended(anchors: readonly Anchor[], source: readonly Word[], target: readonly Word[]): Anchor[] {
  const pairs = new Map(anchors.map((anchor) => [anchor.source, anchor.target]));
  const taken = new Set(pairs.values());
  const extend = (from: number, step: 1 | -1) => {
    const to = pairs.get(from);
    if (to === undefined || pairs.has(from + step) || taken.has(to + step)) return;
    const [left, right] = [source[from + step], target[to + step]];
    if (!left || !right || fold(left.text) !== fold(right.text)) return;
    pairs.set(from + step, to + step);
    taken.add(to + step);
  };
  for (let i = 0; i < source.length; i++) extend(i, 1);
  for (let i = source.length - 1; i >= 0; i--) extend(i, -1);
  return [...pairs].map(([from, to]) => ({ source: from, target: to }));
}

const fold = (word: string) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const bare = (word: string) => word.replace(/[^\p{L}\p{N}]/gu, '');

function alike(source: readonly Word[], target: readonly Word[]): Anchor[] {
  const places = new Map<string, number[]>();
  for (const [i, word] of target.entries())
    for (const key of keysOf(word.text)) {
      const list = places.get(key);
      if (!list) places.set(key, [i]);
      else if (list.length < MAX_OCCURRENCES) list.push(i);
    }
  const taken = new Set<number>();
  const anchors: Anchor[] = [];
  const ratio = target.length / Math.max(1, source.length);
  for (const [i, word] of source.entries()) {
    for (const key of keysOf(word.text)) {
      const free = (places.get(key) ?? []).filter((place) => !taken.has(place));
      if (free.length === 0) continue;
      const expected = i * ratio;
      const best = free.reduce((a, b) => (Math.abs(b - expected) < Math.abs(a - expected) ? b : a));
      taken.add(best);
      anchors.push({ source: i, target: best });
      break;
    }
  }
  return anchors;
}

/** What two words must share to count as one: their folded form, or the beginning of a cognate. */
function keysOf(word: string): string[] {
  if (/^\p{N}/u.test(word)) return [`#${bare(word)}`];
  const letters = bare(fold(word));
  if (letters.length < 3 && !/^\p{Lu}{2}$/u.test(word)) return [];
  if (letters.length === 3 && !/^\p{Lu}/u.test(word)) return [];
  const keys = [`=${letters}`];
  if (letters.length >= 5) keys.push(`~${letters.slice(0, letters.length >= 8 ? 5 : 4)}`);
  return keys;
}

/** The longest subsequence ascending in both texts (patience sorting). */
function longestChain(anchors: readonly Anchor[]): Anchor[] {
  const tails: number[] = [];
  const before = new Int32Array(anchors.length).fill(-1);
  for (const [i, anchor] of anchors.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((anchors[tails[middle] as number] as Anchor).target < anchor.target) low = middle + 1;
      else high = middle;
    }
    before[i] = tails[low - 1] ?? -1;
    tails[low] = i;
  }
  const chain: Anchor[] = [];
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i] as number) chain.push(anchors[i] as Anchor);
  return chain.reverse();
}
