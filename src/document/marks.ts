/**
 * Puts inline markup into a translation.
 *
 * The marks of a piece stand between its words; the translation has other words in another order. Finding the places of
 * the marks is one optimisation over the boundaries between the translation's words:
 *
 * 0. Marks whose places the model has told, by carrying marker tokens through, have them; they also count in what follows.
 * 1. Links (`word-links.ts`) tell for each word of the translation from which source words it comes, as shares: from the
 *    model's attention, else from words that are alike (numbers, names, cognates), else in proportion.
 * 2. A span of source words wants the stretch of the translation whose words come from it by more than half: the
 *    stretch [p, q) with the greatest sum of 2·share − 1. That sum is F(q) − F(p) for F(k) = the sum over all words
 *    before k, so that the opening tag has a cost of F at its boundary and the closing tag one of −F, each by itself.
 *    A tag whose partner is outside of the piece spans to the edge; an object that stands for no word (`<br>`, an icon)
 *    is both: the end of what is before it and the beginning of what is after it.
 * 3. Marks between the same two source words move in groups: what closes there, what stands there, what opens there.
 *    Going through the groups in order, dynamic programming finds the boundaries that never go back and have the least
 *    cost in all; it pays for leaving a span without words and for driving apart what stood together.
 * 4. Word boundaries become positions in the text: an opening tag goes before a word, a closing one after a word, each
 *    on the side of the punctuation that it has in the source.
 *
 * Complications, and what is done about them:
 * - Word order. Spans side by side that trade places in the translation ("<a>A</a> met <a>B</a>", "<a>B</a> … <a>A</a>")
 *   trade places, too, if both are sure and hold the same tags: links must stay on their words. Otherwise tags keep the
 *   order of the source, so that the sequence of tags in a page is the same before and after, always; the worst case is
 *   emphasis on a neighbouring word, and it is reported as a guess.
 * - Nesting that was sound stays sound, because order is kept; tags that were badly nested come back as badly nested.
 * - Spans without words (an icon's `<i></i>`) stay empty; spans with words keep one as long as there are enough.
 * - A word split by a tag (`<b>un</b>do`) belongs to the span that holds its beginning; the tags move to its edges.
 * - A span whose words are scattered in the translation covers the stretch that holds most of them.
 * - Thousands of marks in one sentence: groups are at most three times as many as words, so that time is bounded by
 *   the words of the piece, which are few.
 *
 * The idea of a tag transfer by attention is that of Bergamot Translator (N. Bogoychev, J. Van der Linde et al.,
 * "HTML", 2022); the optimisation is ours.
 * @module
 */
import type { Block, Mark, Piece } from './document.ts';
import { placeGroups } from './mark-groups.ts';
import { tradePlaces } from './mark-order.ts';
import { marksInside } from './render.ts';
import { linkWords, type TokenAlignment } from './word-links.ts';
import { type Word, wordsIn } from './words.ts';

/** A mark of a text, by itself: offsets count in the text, partners in the list of its marks. */
export interface TextMark {
  readonly kind: Mark['kind'];
  /** Position (UTF-16 code units) that the mark stands before. */
  readonly at: number;
  /** Index of the element's other tag; absent where there is none in the text. */
  readonly pair?: number;
  /** Name of the element; empty for a comment. */
  readonly name: string;
}

/** A text with marks. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly TextMark[];
}

/** Where the marks of a text stand in its translation. */
export interface Placement {
  /** In the order to write them: index into the text's marks, position in the translation. */
  readonly marks: readonly { readonly index: number; readonly at: number }[];
  /** Whether any place is a guess. */
  readonly guessed: boolean;
}

/** The text of a piece and the marks inside it, in the order of {@link marksInside}. */
export function markedText(block: Block, piece: Pick<Piece, 'start' | 'end'>): MarkedText {
  const inside = marksInside(block, piece);
  const indexOf = new Map(inside.map(({ id }, index) => [id, index]));
  const marks = inside.map(({ kind, at, pair, name }): TextMark => {
    const partner = pair === undefined ? undefined : indexOf.get(pair);
    return { kind, at: at - piece.start, name, ...(partner === undefined ? {} : { pair: partner }) };
  });
  return { text: block.text.slice(piece.start, piece.end), marks };
}

/** What is known of a translation besides its text. */
export interface TranslationClues {
  /** Attention between the two texts; without it, or if it is one of other texts, words that are alike count. */
  readonly alignment?: TokenAlignment | undefined;
  /** Positions in the translation that marks have for certain, by index. */
  readonly known?: ReadonlyMap<number, number> | undefined;
}

/** Finds a place in `translation` for every mark of a text. */
export function placeMarks(
  { text, marks }: MarkedText,
  translation: string,
  { alignment, known }: TranslationClues = {},
): Placement {
  if (translation === text) {
    return { marks: marks.map(({ at }, index) => ({ index, at })), guessed: false };
  }
  if (marks.length === 0) return { marks: [], guessed: false };
  const source = { text, words: wordsIn(text) };
  const target = { text: translation, words: wordsIn(translation) };
  const links = linkWords(source, target, alignment);
  const spanned = withSpans(marks, source.words, knownPlaces(known, target.words));
  const order = tradePlaces(spanned, links);
  const positions = new Map(order.map((index, position) => [index, position]));
  const ordered = order.map((index): SpanMark => {
    const { pair, ...mark } = spanned[index] as SpanMark;
    return pair === undefined ? mark : { ...mark, pair: positions.get(pair) as number };
  });
  const { places, guessed } = placeGroups(ordered, links);
  const placed: Placement['marks'][number][] = [];
  let at = 0;
  for (const [i, index] of order.entries()) {
    const mark = marks[index] as TextMark;
    const sides = punctuationBeside(text, mark.at);
    at = Math.max(at, positionOf(mark, places[i] as number, target.words, translation, sides));
    placed.push({ index, at });
  }
  return { marks: placed, guessed };
}

/** A range of words of the source, end exclusive. */
export interface WordSpan {
  readonly from: number;
  readonly to: number;
}

/** A mark seen from the words of its text. */
export interface SpanMark extends Pick<TextMark, 'kind' | 'name' | 'pair'> {
  /** Number of words before it. */
  readonly at: number;
  /** The words that its element holds; none for an object. A tag without partner reaches to the edge of the text. */
  readonly span: WordSpan;
  /** Number of target words before it, where that is certain. */
  readonly place?: number;
}

function knownPlaces(
  positions: ReadonlyMap<number, number> | undefined,
  words: readonly Word[],
): ReadonlyMap<number, number> {
  const placeOf = (at: number) => {
    const next = words.findIndex(({ end }) => end > at);
    return next < 0 ? words.length : next;
  };
  return new Map([...(positions ?? [])].map(([index, at]) => [index, placeOf(at)]));
}

function withSpans(
  marks: readonly TextMark[],
  words: readonly Word[],
  places: ReadonlyMap<number, number>,
): SpanMark[] {
  const bounds = boundariesOf(marks, words);
  return marks.map(({ at: _, ...mark }, i) => {
    const at = bounds[i] as number;
    const other = mark.pair === undefined ? undefined : (bounds[mark.pair] as number);
    const span = { from: at, to: at };
    if (mark.kind === 'open') span.to = other ?? words.length;
    else if (mark.kind === 'close') span.from = other ?? 0;
    const place = places.get(i);
    return { ...mark, at, span, ...(place === undefined ? {} : { place }) };
  });
}

/** Number of source words before each mark. A mark inside a word counts to the side that leaves its span that word. */
function boundariesOf(marks: readonly TextMark[], words: readonly Word[]): number[] {
  let word = 0;
  return marks.map(({ at, kind }) => {
    while (word < words.length && (words[word] as Word).end <= at) word++;
    const current = words[word];
    return current && current.start < at && kind === 'close' ? word + 1 : word;
  });
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
function positionOf(
  { kind }: TextMark,
  place: number,
  words: readonly Word[],
  text: string,
  sides: Sides,
): number {
  const before = words[place - 1];
  const after = words[place];
  if (kind === 'close') {
    if (!before) return 0;
    if (!sides.before) return before.end;
    const room = text.slice(before.end, Math.min(after?.start ?? text.length, before.end + 6));
    return before.end + (/^(?:[^\s\p{L}\p{N}]|\s(?=»))*/u.exec(room)?.[0].length ?? 0);
  }
  if (!after) return kind === 'open' ? text.length : (before?.end ?? text.length);
  if (kind !== 'open' && sides.after && before) return before.end;
  if (!sides.after) return after.start;
  const room = text.slice(Math.max(before?.end ?? 0, after.start - 6), after.start);
  return after.start - (/(?:[^\s\p{L}\p{N}]|(?<=«)\s)*$/u.exec(room)?.[0].length ?? 0);
}
