/**
 * Cuts text into sentences, whatever its language: Unicode's sentence boundaries (UAX #29) less those after
 * abbreviations and inside quotations, plus the ones that aggregators glue together ("… in Russia for talksKim is …").
 * @module
 * @see https://www.unicode.org/reports/tr29/#Sentence_Boundaries
 */
import { isAbbreviated } from './abbreviations.ts';
import type { Document, Piece, SourceRange } from './document.ts';
import { gluedBoundaries } from './glued.ts';

/** Length in UTF-16 code units beyond which a piece is cut further, and what is then aimed at. */
const TOO_LONG = 1000;
const CUT_AT = 800;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** The sentences of a text in order, as ranges without white space at their edges. */
export function splitSentences(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  const bounds = [...sentenceBounds(text), text.length];
  let from = 0;
  for (const bound of bounds) {
    for (const range of parted(text, from, bound)) found.push(...shortened(text, range));
    from = bound;
  }
  return found;
}

/** All sentences of all blocks, in order. */
export function piecesOf(document: Document): Piece[] {
  return document.blocks.flatMap(({ id, text, starts, ends }) => {
    const pieces: Piece[] = [];
    for (const { start, end } of splitSentences(text)) {
      const last = pieces.at(-1);
      // One character reference can stand for two code units; both go to one piece.
      if (last && (starts[start] as number) < (ends[last.end - 1] as number))
        pieces[pieces.length - 1] = { ...last, end };
      else pieces.push({ block: id, start, end });
    }
    return pieces;
  });
}

/** Positions where a sentence begins, but for the first. */
function sentenceBounds(text: string): number[] {
  const bounds: number[] = [];
  for (const { index, segment } of segmenter.segment(text)) {
    if (index > 0) {
      const bound = settled(text, index);
      if (bound !== undefined && bound > (bounds.at(-1) ?? 0) && bound < text.length) bounds.push(bound);
    }
    // Unicode does not end a sentence at an ellipsis.
    for (const { index: at, 0: match } of segment.matchAll(/…[»”"’)]*\s+(?=[«“"‘(]?\s?\p{Lu})/gu)) {
      const bound = index + at + match.length;
      if (bound > (bounds.at(-1) ?? 0) && bound < text.length) bounds.push(bound);
    }
  }
  return bounds;
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
    let end = start + (cut ?? CUT_AT);
    if (/[\uDC00-\uDFFF]/.test(text[end] ?? '') && /[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end--;
    const piece = trimmed(text, start, end);
    if (piece) ranges.push(piece);
    start = end;
  }
  const rest = trimmed(text, start, range.end);
  if (rest) ranges.push(rest);
  return ranges;
}
