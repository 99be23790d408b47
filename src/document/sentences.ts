/**
 * Cuts text into sentences, whatever its language: Unicode's sentence boundaries (UAX #29) less those after
 * abbreviations and inside quotations, plus the ones that aggregators glue together ("… in Russia for talksKim is …").
 * @module
 * @see https://www.unicode.org/reports/tr29/#Sentence_Boundaries
 */
import { isAbbreviated } from './abbreviations.ts';
import type { SourceRange } from './document.ts';
import { gluedBoundaries } from './glued.ts';

/** Length in UTF-16 code units beyond which a piece is cut further, and what is then aimed at. */
const TOO_LONG = 1000;
const CUT_AT = 800;
/** Length of a sentence from which it is not looked at as a whole. */
const MONSTROUS = 16 * TOO_LONG;
/** Length that the segmenter is given at once, and how far it may look behind a boundary. */
const STRETCH = 4 * TOO_LONG;
const LOOK_AHEAD = 200;

/** Made when it is first used: it takes milliseconds of every start. */
let segmenter: Intl.Segmenter | undefined;

/**
 * The sentences of a text in order, as ranges without white space at their edges. They are found one after the other as
 * they are asked for, so that a caller can stop a text that has too many.
 */
export function* splitSentences(text: string): Generator<SourceRange> {
  let from = 0;
  for (const bound of sentenceBounds(text)) {
    yield* piecesIn(text, from, bound);
    from = bound;
  }
  yield* piecesIn(text, from, text.length);
}

function* piecesIn(text: string, from: number, to: number): Generator<SourceRange> {
  for (const window of windows(text, from, to)) {
    for (const range of parted(text, window.start, window.end)) yield* shortened(text, range);
  }
}

/** A sentence as a whole; one of monstrous length in stretches that are looked at one by one. */
function* windows(text: string, from: number, to: number): Generator<SourceRange> {
  let start = from;
  while (to - start > MONSTROUS) {
    const space = text.lastIndexOf(' ', start + MONSTROUS);
    const end = beforePair(text, space > start + MONSTROUS / 2 ? space : start + MONSTROUS);
    yield { start, end };
    start = end;
  }
  yield { start, end: to };
}

/** `at`, or the unit before where `at` would part a surrogate pair. */
function beforePair(text: string, at: number): number {
  const parts = /[\uDC00-\uDFFF]/.test(text[at] ?? '') && /[\uD800-\uDBFF]/.test(text[at - 1] ?? '');
  return parts ? at - 1 : at;
}

/** Positions where a sentence begins, but for the first. */
function* sentenceBounds(text: string): Generator<number> {
  let last = 0;
  for (const { start, end } of unicodeSentences(text)) {
    if (start > 0) {
      const bound = settled(text, start);
      if (bound !== undefined && bound > last && bound < text.length) {
        yield bound;
        last = bound;
      }
    }
    // Unicode does not end a sentence at an ellipsis.
    for (const { index: at, 0: match } of text
      .slice(start, end)
      .matchAll(/…[»”"’)]*\s+(?=[«“"‘(]?\s?\p{Lu})/gu)) {
      const bound = start + at + match.length;
      if (bound > last && bound < text.length) {
        yield bound;
        last = bound;
      }
    }
  }
}

/**
 * The sentences of UAX #29, one after the other. The segmenter is given a stretch at a time, because its time per
 * sentence grows with the whole text; what it finds near the end of a stretch is looked at again in the next.
 */
function* unicodeSentences(text: string): Generator<SourceRange> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  let from = 0;
  while (from < text.length) {
    const rest = text.length - from <= STRETCH;
    const stretch = rest ? text.slice(from) : text.slice(from, beforePair(text, from + STRETCH));
    let start = 0;
    for (const { index } of segmenter.segment(stretch)) {
      if (index === 0) continue;
      if (!rest && index > stretch.length - LOOK_AHEAD) break;
      yield { start: from + start, end: from + index };
      start = index;
    }
    if (rest || start === 0) {
      yield { start: from + start, end: from + stretch.length };
      start = stretch.length;
    }
    from += start;
  }
}

/** Moves a boundary behind closing quotes; `undefined` if there is none after all. */
function settled(text: string, index: number): number | undefined {
  const closers =
    /^\s*(?:[»”]|["’)](?=[\s,.;:]|$))[»”"’)]*\s*/u.exec(text.slice(index, index + 12))?.[0] ?? '';
  const at = index + closers.length;
  const after = text.slice(at, at + 60);
  if (/^[\p{Ll},;:)\]]/u.test(after)) return undefined;
  if (closers === '' && isAbbreviated(text.slice(Math.max(0, index - 40), index), after)) return undefined;
  return at;
}

/** A sentence cut at separators of labels and where two texts are glued. */
function parted(text: string, from: number, to: number): SourceRange[] {
  const sentence = text.slice(from, to);
  if (!/[\p{L}\p{N}]/u.test(sentence)) {
    const whole = trimmed(text, from, to);
    return whole ? [whole] : [];
  }
  const ranges: SourceRange[] = [];
  let start = 0;
  const add = (end: number) => {
    const range = trimmed(text, from + start, from + end);
    if (range) ranges.push(range);
  };
  const marks = [
    ...[...sentence.matchAll(/(?<=^|\s)[|•·›](?=\s|$)/gu)].map(({ index }) => ({
      end: index,
      next: index + 1,
    })),
    ...gluedBoundaries(sentence).map((at) => ({ end: at, next: at })),
  ].sort((a, b) => a.end - b.end);
  for (const { end, next } of marks) {
    if (next <= start) continue;
    add(Math.max(start, end));
    start = next;
  }
  add(sentence.length);
  return ranges;
}

function trimmed(text: string, from: number, to: number): SourceRange | undefined {
  let start = from;
  let end = to;
  while (start < end && /\s/u.test(text[start] as string)) start++;
  while (end > start && /\s/u.test(text[end - 1] as string)) end--;
  return start < end ? { start, end } : undefined;
}

/** A range cut into ones of bearable length: after a clause, else between words, else anywhere. */
function shortened(text: string, range: SourceRange): SourceRange[] {
  if (range.end - range.start <= TOO_LONG) return [range];
  const ranges: SourceRange[] = [];
  let { start } = range;
  while (range.end - start > CUT_AT) {
    const window = text.slice(start, start + CUT_AT);
    const floor = CUT_AT / 2;
    const cut = [/[;:]\s/gu, /,\s/gu, /\s/gu]
      .map(
        (pattern) =>
          [...window.matchAll(pattern)].map(({ index, 0: match }) => index + match.length).at(-1) ?? 0,
      )
      .find((at) => at >= floor);
    const end = beforePair(text, start + (cut ?? CUT_AT));
    const piece = trimmed(text, start, end);
    if (piece) ranges.push(piece);
    start = end;
  }
  const rest = trimmed(text, start, range.end);
  if (rest) ranges.push(rest);
  return ranges;
}
