/**
 * One edit of a source: text escaped for its place, marks with the white space they need.
 * @module
 */
import type { Block, Escaping, Mark, PlacedMark, SourceRange, Wrap } from './document.ts';

/** A range of the document's source and what to write there. */
export interface Edit extends SourceRange {
  /**
   * @param copy gives a range with the edits inside it
   * @param column finds the length of what is already written of the line
   */
  write(copy: (start: number, end: number) => string, column: () => number): string;
}

/** Breaks text into lines as the text that it replaces was broken; no-break spaces hold. */
export function wrapped(text: string, { width, separator }: Wrap, column: number): string {
  const indent = columnAtEnd([separator]);
  let at = column;
  let out = '';
  for (const word of text.split(' ')) {
    if (out === '') at += word.length;
    else if (at + 1 + word.length > width) {
      out += separator;
      at = indent + word.length;
    } else {
      out += ' ';
      at += 1 + word.length;
    }
    out += word;
  }
  return out;
}

/** The column behind a text written in parts: how much stands after its last line break. */
export function columnAtEnd(parts: readonly string[]): number {
  let column = 0;
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] as string;
    const line = Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r'));
    if (line >= 0) return column + part.length - line - 1;
    column += part.length;
  }
  return column;
}

/** How text goes into a place of the source. */
interface Escape {
  /** Escapes a stretch of text. */
  text(text: string): string;
  /** Completes escaped text with which a replacement begins. */
  around(written: string): string;
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
  ' ': '&#32;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\f': '&#12;',
  '\r': '&#13;',
};
const refer = (character: string) => REFERENCES[character] ?? character;
const same = (text: string) => text;

/** The escaping of text that replaces `range` of the source. */
export function escapeFor(source: string, escaping: Escaping, range: SourceRange): Escape {
  if (escaping === 'none') return { text: same, around: same };
  if (escaping === 'markdown') return markdownEscape(source, range);
  const around = joining(source, range.start);
  if (escaping === 'markup') return { text: (text) => text.replace(/[&<>]/g, refer), around };
  if (escaping === 'double-quoted') return { text: (text) => text.replace(/[&<>"]/g, refer), around };
  if (escaping === 'single-quoted') return { text: (text) => text.replace(/[&<>']/g, refer), around };
  // An unquoted value: quotes if it is replaced as a whole and needs them, references where only a part of it is.
  const before = source[range.start - 1] ?? '';
  const whole = /[=\s]/.test(before) && /^[\s>]?$/.test(source[range.end] ?? '');
  if (!whole) return { text: (text) => text.replace(/[&<>"'`=\s]/g, refer), around };
  return {
    text: (text) => text.replace(/[&<>"]/g, refer),
    around: (written) => (/^[^\s"'`=<>]+$/.test(written) ? written : `"${written}"`),
  };
}

/** Backslashes before what would be markup. A low line inside of a word is none. */
function markdownEscape(source: string, { start }: SourceRange): Escape {
  const before = source.slice(Math.max(0, start - 80), start);
  const atLineStart = /(?:^|[\r\n])[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)?$/.test(before);
  return {
    text: (text) =>
      text
        .replace(/[\\`*<|]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|!(?=\[)|&(?=#?\w+;)/gu, '\\$&')
        .replace(/\](?=[([:])/g, '\\]'),
    around: (written) =>
      atLineStart
        ? written
            .replace(/^(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|[>~=])/, '\\$&')
            .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
        : written,
  };
}

/** Keeps the first character from joining a lone `<` or `&` that the source has just before. */
function joining(source: string, start: number): (written: string) => string {
  // Behind white space, a tag or a full stop there is none; most text stands there.
  if (!/[<&/#\w]/.test(source[start - 1] ?? '')) return same;
  if (!/(?:<\/?|&[#\w]{0,40})$/.test(source.slice(Math.max(0, start - 42), start))) return same;
  return (written) => written.replace(/^[\w#/!?;=]/, (character) => `&#${character.charCodeAt(0)};`);
}

/** A mark at its place, with the white space to write beside it. */
export interface SpacedMark {
  readonly mark: Mark;
  readonly at: number;
  readonly before: string;
  readonly after: string;
}

const NO_MARKS: readonly SpacedMark[] = [];

/**
 * Gives every placed mark the white space that the collapsed text has lost: `press <kbd>F</kbd> to` is the text
 * `press to` with a mark that needs a space on either side wherever it stands.
 */
export function spacedMarks(
  block: Block,
  inside: readonly Mark[],
  placed: readonly PlacedMark[],
  text: string,
): readonly SpacedMark[] {
  if (placed.length === 0) return NO_MARKS;
  if (!inside.some(({ kind }) => kind === 'empty')) {
    return placed.map(({ id, at }) => ({ mark: block.marks[id] as Mark, at, before: '', after: '' }));
  }
  const { source } = block.layer;
  const spaceAfter = new Set<number>();
  for (let i = inside.length - 1; i >= 0; i--) {
    const mark = inside[i] as Mark;
    const next = inside[i + 1];
    const touches = next !== undefined && next.source.start === mark.source.end;
    if (isSpace(source[mark.source.end]) || (touches && spaceAfter.has(next.id))) spaceAfter.add(mark.id);
  }
  const spaceBefore = new Set<number>();
  for (const [i, mark] of inside.entries()) {
    const last = inside[i - 1];
    const touches = last !== undefined && last.source.end === mark.source.start;
    if (isSpace(source[mark.source.start - 1]) || (touches && spaceBefore.has(last.id)))
      spaceBefore.add(mark.id);
  }
  let pending = false;
  return placed.map(({ id, at }, i) => {
    const mark = block.marks[id] as Mark;
    const visible = mark.kind === 'empty' && !source.startsWith('<!', mark.source.start);
    if (!visible) return { mark, at, before: '', after: '' };
    const previous = placed[i - 1];
    if (previous?.at !== at) pending = false;
    const startsHere = at > 0 && !isBlank(text[at - 1]) && !pending;
    const before =
      spaceBefore.has(id) && startsHere && /[\p{L}\p{N}\p{Pe}.,;:!?]/u.test(text[at - 1] as string)
        ? ' '
        : '';
    const following = text[at];
    const after =
      spaceAfter.has(id) && following !== undefined && /[\p{L}\p{N}\p{Ps}]/u.test(following) ? ' ' : '';
    pending = after !== '';
    return { mark, at, before, after };
  });
}

const isSpace = (unit: string | undefined) => unit !== undefined && /[ \t\n\r\f]/.test(unit);
const isBlank = (unit: string | undefined) => unit !== undefined && /\s/u.test(unit);
