/**
 * The way back: writes replacements into the source. Everything outside of them is copied as it stands.
 * @module
 */

import type { Block, Document, Mark, Piece, PlacedMark, Replacement } from './document.ts';
import { type LanguageChange, writeSlot } from './language-scopes.ts';
import { encodeForDocument, rangeInDocument } from './layer.ts';
import { columnAtEnd, type Edit, escapeFor, spacedMarks, wrapped } from './render-edit.ts';

/**
 * Writes the document with some pieces replaced.
 *
 * A replacement spans the source from the first to the last character of its piece and carries the marks in between;
 * an attribute's replacement may lie inside such a mark and is then written with it.
 * @param languages declarations of language to write along
 * @throws Error if replacements overlap, name no piece of the document, or do not carry exactly the marks inside them
 */
export function render(
  document: Document,
  replacements: readonly Replacement[],
  languages: readonly LanguageChange[] = [],
): string {
  const edits = replacements.map((replacement) => editOf(document, replacement));
  for (const change of languages) {
    const { layer, source } = change.slot;
    const written = encodeForDocument(layer, writeSlot(change));
    edits.push({ ...rangeInDocument(layer, source), write: () => written });
  }
  if (edits.length === 0) return document.source;
  // Insertions at one place keep their order.
  edits.sort((a, b) => a.start - b.start || a.end - b.end);
  const writer = new Writer(document.source, edits);
  const written = writer.range(0, document.source.length);
  if (writer.written !== edits.length) throw new Error('replacements overlap');
  return written;
}

/**
 * The marks of a block that stand between the first and the last character of a piece, and those right at its edges whose
 * partner stands between; only they are moved with it.
 */
export function marksInside(block: Block, piece: Pick<Piece, 'start' | 'end'>): readonly Mark[] {
  const { marks } = block;
  if (marks.length === 0) return marks;
  const from = block.map.startOf(piece.start) as number;
  const to = block.map.endOf(piece.end - 1) as number;
  const first = lowerBound(marks, (mark) => mark.source.start, from);
  const end = lowerBound(marks, (mark) => mark.source.start, to);
  const isInside = ({ pair = -1 }: Mark) => pair >= first && pair < end;
  let start = first;
  for (let reached = from; start > 0; start--) {
    const mark = marks[start - 1] as Mark;
    if (mark.kind !== 'open' || mark.source.end !== reached || !isInside(mark)) break;
    reached = mark.source.start;
  }
  let stop = end;
  for (let reached = to; stop < marks.length; stop++) {
    const mark = marks[stop] as Mark;
    if (mark.kind !== 'close' || mark.source.start !== reached || !isInside(mark)) break;
    reached = mark.source.end;
  }
  return marks.slice(start, stop);
}

class Writer {
  written = 0;

  constructor(
    private readonly source: string,
    private readonly edits: readonly Edit[],
  ) {}

  /** The source from `from` to `to` with the edits that lie in it. */
  range(from: number, to: number): string {
    let next = lowerBound(this.edits, (edit) => edit.start, from);
    // Most marks have no edits inside.
    if ((this.edits[next]?.start ?? to) >= to) return this.source.slice(from, to);
    const out: string[] = [];
    const column = () => columnAtEnd(out);
    const copy = (start: number, end: number) => this.range(start, end);
    let at = from;
    for (let edit = this.edits[next]; edit && edit.start < to; edit = this.edits[next]) {
      if (edit.end > to) {
        // The edit of a text whose first mark is being copied.
        next++;
        continue;
      }
      this.written++;
      out.push(this.source.slice(at, edit.start));
      out.push(edit.write(copy, column));
      at = edit.end;
      // What lies in the edit itself was written with its marks.
      do next++;
      while ((this.edits[next]?.start ?? at) < at);
    }
    out.push(this.source.slice(at, to));
    return out.join('');
  }
}

function editOf(document: Document, replacement: Replacement): Edit {
  const block = document.blocks[replacement.block];
  const { start, end, text, marks } = replacement;
  if (!block || !(start >= 0 && start < end && end <= block.text.length)) throw new Error('no such piece');
  const inside = marksInside(block, replacement);
  checkMarks(inside, marks, text);
  const from = Math.min(
    block.map.startOf(start) as number,
    inside[0]?.source.start ?? Number.POSITIVE_INFINITY,
  );
  const to = Math.max(block.map.endOf(end - 1) as number, inside.at(-1)?.source.end ?? 0);
  const { layer } = block;
  const escaping = escapeFor(layer.source, block.escaping, { start: from, end: to });
  const placed = spacedMarks(block, inside, marks, text);
  const encode = (written: string) => encodeForDocument(layer, written);
  const range = rangeInDocument(layer, { start: from, end: to });
  return {
    start: range.start,
    end: range.end,
    write(copy, column) {
      // Lines of a text inside of another are not lines of the document.
      if (block.wrap && !layer.outer) return wrapped(text, block.wrap, column());
      const out: string[] = [];
      let at = 0;
      // What may join with what stands before, or must be quoted, is text at the beginning.
      const write = (stretch: string) => {
        const written = escaping.text(stretch);
        out.push(encode(out.length === 0 ? escaping.around(written) : written));
      };
      for (const { mark, at: position, before, after } of placed) {
        const { start: markStart, end: markEnd } = rangeInDocument(layer, mark.source);
        if (position > at || out.length > 0) write(text.slice(at, position));
        out.push(before, copy(markStart, markEnd), after);
        at = position;
      }
      write(text.slice(at));
      return out.join('');
    },
  };
}

function checkMarks(inside: readonly Mark[], placed: readonly PlacedMark[], text: string): void {
  if (inside.length === 0 && placed.length === 0) return;
  const ids = new Set(inside.map(({ id }) => id));
  let at = 0;
  for (const mark of placed) {
    if (!ids.delete(mark.id))
      throw new Error('a replacement carries a mark that is not inside its piece, or twice');
    if (!(mark.at >= at && mark.at <= text.length))
      throw new Error('marks of a replacement are out of order');
    at = mark.at;
  }
  if (ids.size > 0) throw new Error('a replacement lacks a mark that is inside its piece');
}

/** Index of the first item whose key is at least `value`; the keys ascend. */
function lowerBound<T>(items: readonly T[], key: (item: T) => number, value: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(items[middle] as T) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
