/**
 * Puts inline markup into a translation.
 *
 * The marks of a piece stand between its words; the translation has other words in another order. Each mark is a
 * boundary between two source words, and finding its place means mapping source boundaries to target boundaries:
 *
 * 1. Anchors: words that are alike in both texts (numbers, names, addresses, cognates by their first letters), and
 *    pairs that the caller knows. Of these the longest chain that runs in one order in both texts is kept.
 * 2. A boundary beside an anchor maps to the same side of its partner; any other is interpolated between the nearest
 *    anchors in proportion to the number of words, and makes the result a guess.
 *    A span all of whose words are found together elsewhere ("a diplomatic visit", "une visite diplomatique") goes
 *    there, if that keeps the order of the spans.
 * 3. The boundaries, in the order of the source, are pushed apart: none before the one ahead of it, and the end of a
 *    span at least one word after its start. Two passes (forward, backward) over these differences solve them all.
 * 4. Word boundaries become positions in the text: an opening tag goes before a word, a closing one after a word, each
 *    on the side of the punctuation that it has in the source.
 *
 * Complications, and what is done about them:
 * - Word order. The tags keep the order of the source even where an adjective and its noun change places. So nesting
 *   that was sound stays sound, a page keeps its tree, and the worst case is emphasis on a neighbouring word.
 * - A tag whose partner is outside the piece: its span reaches to the edge, so only the boundary it has is placed.
 * - Spans without words (an icon's `<i></i>`) stay empty; spans with words keep one as long as there are enough.
 * - Badly nested tags are boundaries as all others: they come back as badly nested as they were.
 *
 * After the tag transfer in Bergamot Translator (N. Bogoychev, J. Van der Linde et al., "HTML", 2022), with lexical
 * anchors in place of a model's attention.
 * @module
 */
import { type Anchors, findAnchors } from './anchors.ts';
import type { Block, Mark, Piece, PlacedMark } from './document.ts';
import { marksInside } from './render.ts';
import { type Word, wordsIn } from './words.ts';

/** A word of the piece and the word of the translation that stands for it; offsets of any unit of theirs, from the start of either text. */
export interface AlignedWords {
  readonly source: number;
  readonly target: number;
}

/** Where the marks of a piece stand in its translation. */
export interface Placement {
  /** In the order to write them. */
  readonly marks: readonly PlacedMark[];
  /** Whether any place was interpolated rather than found. */
  readonly guessed: boolean;
}

/**
 * Finds a place in `translation` for every mark inside a piece. The tags keep their order.
 * @param alignment words known to correspond; without it, words that are alike
 */
export function placeMarks(
  block: Block,
  piece: Pick<Piece, 'start' | 'end'>,
  translation: string,
  alignment: readonly AlignedWords[] = [],
): Placement {
  const marks = marksInside(block, piece);
  if (marks.length === 0) return { marks: [], guessed: false };
  const source = block.text.slice(piece.start, piece.end);
  const sourceWords = wordsIn(source);
  const targetWords = wordsIn(translation);
  const anchors = findAnchors(sourceWords, targetWords, alignment);
  const map = new BoundaryMap(sourceWords.length, targetWords.length, anchors.chain);
  const bounds = boundariesOf(marks, piece.start, sourceWords);
  const found = foundSpans(marks, bounds, anchors);
  const wished = marks.map((mark, i) => found.get(i) ?? map.at(bounds[i] as number, mark.kind));
  const places = pushedApart(
    marks,
    bounds,
    wished.map(({ place }) => place),
    targetWords.length,
  );
  const placed: PlacedMark[] = [];
  let at = 0;
  for (const [i, mark] of marks.entries()) {
    const sides = punctuationBeside(source, mark.at - piece.start);
    at = Math.max(at, positionOf(mark, places[i] as number, targetWords, translation, sides));
    placed.push({ id: mark.id, at });
  }
  const guessed = wished.some(({ place, exact }, i) => !exact || place !== places[i]);
  return { marks: placed, guessed };
}

/** Number of source words before each mark. A mark inside a word counts to the side that leaves its span that word. */
function boundariesOf(marks: readonly Mark[], offset: number, words: readonly Word[]): number[] {
  let word = 0;
  return marks.map(({ at, kind }) => {
    const position = at - offset;
    while (word < words.length && (words[word] as Word).end <= position) word++;
    const current = words[word];
    return current && current.start < position && kind === 'close' ? word + 1 : word;
  });
}

/** A wished boundary between target words. */
interface Wish {
  readonly place: number;
  /** Whether it was found rather than interpolated. */
  readonly exact: boolean;
}

/** Longest span, in words, that is looked for as a whole. */
const MAX_SPAN = 24;

/** Boundaries, by index of the mark, of the spans whose words all have partners that stand together. */
function foundSpans(
  marks: readonly Mark[],
  bounds: readonly number[],
  { all }: Anchors,
): ReadonlyMap<number, Wish> {
  const found = new Map<number, Wish>();
  const indexOf = new Map(marks.map(({ id }, i) => [id, i]));
  let reached = 0;
  for (const [i, mark] of marks.entries()) {
    const close = mark.kind === 'open' && mark.pair !== undefined ? indexOf.get(mark.pair) : undefined;
    if (close === undefined) continue;
    const from = bounds[i] as number;
    const length = (bounds[close] as number) - from;
    if (length < 1 || length > MAX_SPAN) continue;
    const places = Array.from({ length }, (_, k) => all.get(from + k));
    if (!places.every((place) => place !== undefined)) continue;
    const first = Math.min(...places);
    const last = Math.max(...places);
    if (last - first > length || first < reached) continue;
    // Spans inside this one are found by the same words; only what follows must come later.
    if (close === i + 1) reached = last + 1;
    found.set(i, { place: first, exact: true });
    found.set(close, { place: last + 1, exact: true });
  }
  return found;
}

/** Maps boundaries between source words to boundaries between target words. */
class BoundaryMap {
  constructor(
    private readonly sourceCount: number,
    private readonly targetCount: number,
    /** Target word of each anchored source word, ascending in both. */
    private readonly anchors: ReadonlyMap<number, number>,
  ) {
    let last = { source: 0, target: 0 };
    for (const [source, target] of anchors) {
      last = { source: source + 1, target: target + 1 };
      this.#points.push({ source, target }, last);
    }
    this.#points.push({ source: sourceCount, target: targetCount });
  }

  readonly #points: { source: number; target: number }[] = [{ source: 0, target: 0 }];

  at(boundary: number, kind: Mark['kind']): Wish {
    const after = this.anchors.get(boundary);
    const before = this.anchors.get(boundary - 1);
    if (kind !== 'close' && after !== undefined) return { place: after, exact: true };
    if (kind !== 'open' && before !== undefined) return { place: before + 1, exact: true };
    if (boundary === 0) return { place: 0, exact: true };
    if (boundary >= this.sourceCount) return { place: this.targetCount, exact: true };
    let low = 0;
    let high = this.#points.length - 1;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#points[middle] as { source: number }).source <= boundary) low = middle;
      else high = middle;
    }
    const from = this.#points[low] as { source: number; target: number };
    const to = this.#points[high] as { source: number; target: number };
    const share = to.source === from.source ? 0 : (boundary - from.source) / (to.source - from.source);
    return { place: Math.round(from.target + share * (to.target - from.target)), exact: false };
  }
}

/** Moves the wished places as little as need be so that they ascend and every span with words has at least one. */
function pushedApart(
  marks: readonly Mark[],
  bounds: readonly number[],
  wished: readonly number[],
  last: number,
): number[] {
  const indexOf = new Map(marks.map(({ id }, i) => [id, i]));
  const partner = marks.map(({ pair }) => (pair === undefined ? undefined : indexOf.get(pair)));
  const spansWords = (open: number, close: number) => (bounds[open] as number) < (bounds[close] as number);
  const places = [...wished];
  for (let i = 0; i < places.length; i++) {
    let place = Math.max(places[i] as number, places[i - 1] ?? 0);
    const other = partner[i];
    if (other !== undefined && other < i && spansWords(other, i))
      place = Math.max(place, (places[other] as number) + 1);
    places[i] = place;
  }
  for (let i = places.length - 1; i >= 0; i--) {
    let place = Math.min(places[i] as number, places[i + 1] ?? last);
    const other = partner[i];
    if (other !== undefined && other > i && spansWords(i, other))
      place = Math.min(place, (places[other] as number) - 1);
    places[i] = Math.max(0, place);
  }
  return places;
}

interface Sides {
  readonly before: boolean;
  readonly after: boolean;
}

/** Whether punctuation touches a place of the source on either side. */
function punctuationBeside(text: string, at: number): Sides {
  return {
    before: at > 0 && /[^\p{L}\p{N}\s]/u.test(text[at - 1] as string),
    after: at < text.length && /[^\p{L}\p{N}\s]/u.test(text[at] as string),
  };
}

/** The position in the translation at a boundary between words, on the side where the kind of tag belongs. */
function positionOf(mark: Mark, place: number, words: readonly Word[], text: string, sides: Sides): number {
  const before = words[place - 1];
  const after = words[place];
  if (mark.kind === 'close') {
    if (!before) return 0;
    if (!sides.before) return before.end;
    const room = text.slice(before.end, Math.min(after?.start ?? text.length, before.end + 6));
    return before.end + (/^(?:[^\s\p{L}\p{N}]|\s(?=»))*/u.exec(room)?.[0].length ?? 0);
  }
  if (!after) return mark.kind === 'open' ? text.length : (before?.end ?? text.length);
  if (mark.kind === 'empty' && sides.after && before) return before.end;
  if (!sides.after) return after.start;
  const room = text.slice(Math.max(before?.end ?? 0, after.start - 6), after.start);
  return after.start - (/(?:[^\s\p{L}\p{N}]|(?<=«)\s)*$/u.exec(room)?.[0].length ?? 0);
}
