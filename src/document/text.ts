/**
 * Plain text as blocks: paragraphs, and in text without blank lines every line that does not continue the one before.
 * @module
 */
import { DocumentBuilder, type PartContext } from './builder.ts';
import type { Document, ParseOptions, Role, Wrap } from './document.ts';
import type { Layer } from './layer.ts';
import { MappedText } from './mapped-text.ts';
import { countWords } from './roles.ts';

/** Length in UTF-16 code units from which on a line without final punctuation may have been wrapped. */
const WRAPPED_FROM = 60;
/** Length by which lines that were broken by hand may differ. */
const RAGGED = 15;
/** Lines of at most this many words can be headlines or labels. */
const SHORT = 14;

interface Line {
  /** Range of the line's text, without white space and list bullet. */
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly bullet: boolean;
}

/** Parses plain text. Any string is accepted. @throws as {@link ParseOptions} says. */
export function parseText(source: string, options: ParseOptions = {}): Document {
  const builder = new DocumentBuilder(source, 'text', options);
  readText(builder, builder.root, { path: '' });
  return builder.finish();
}

/** Reads plain text that stands in a layer. @throws as {@link ParseOptions} says. */
export function readText(
  builder: DocumentBuilder,
  layer: Layer,
  { path, declared, scope }: PartContext,
): void {
  const { source } = layer;
  const paragraphs: Line[][] = [];
  let current: Line[] | undefined;
  let previous: Line | undefined;
  for (const line of lines(source)) {
    if (!line) {
      current = previous = undefined;
      continue;
    }
    if (current && previous && continues(source, previous, line)) current.push(line);
    else {
      current = [line];
      paragraphs.push(current);
      builder.checkRoom(paragraphs.length);
    }
    previous = line;
  }
  for (const [index, paragraph] of paragraphs.entries()) {
    const mapped = new MappedText();
    for (const [i, { start, end }] of paragraph.entries()) {
      const before = paragraph[i - 1];
      if (before) mapped.push(' ', before.end, start);
      mapped.pushRange(source, start, end);
    }
    const content = mapped.finish();
    const wrap = wrapOf(source, paragraph);
    const step = index === 0 ? 'p' : `p[${index + 1}]`;
    builder.add({
      path: path === '' ? step : `${path}/${step}`,
      role: roleOf(content.text, index, paragraphs.length),
      layer,
      scope,
      declared,
      ...content,
      marks: [],
      escaping: 'none',
      wrap,
    });
  }
}

/** How a paragraph of several lines is broken. */
function wrapOf(source: string, lines: readonly Line[]): Wrap | undefined {
  const [first, second] = lines;
  if (!first || !second) return undefined;
  const separator = source.slice(first.end, second.start);
  const prefix = /[^\r\n]*$/.exec(separator)?.[0].length ?? 0;
  const longest = lines.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  return { width: prefix + longest, separator };
}

/** The lines of a text; `undefined` for a blank one. */
function* lines(source: string): Generator<Line | undefined> {
  for (let at = 0; at < source.length; ) {
    let newline = at;
    while (newline < source.length && source[newline] !== '\n' && source[newline] !== '\r') newline++;
    yield lineOf(source, at, newline);
    at = source[newline] === '\r' && source[newline + 1] === '\n' ? newline + 2 : newline + 1;
  }
}

/** Marks of quotation and of list items that are not part of the text. */
const QUOTE = /^(?:>[ \t]?)+/;
const BULLET = /^(?:[-*+•‣◦–—][ \t]+|\(?\d{1,3}[.)][ \t]+|#{1,6}[ \t]+)/;

function lineOf(source: string, from: number, to: number): Line | undefined {
  let start = from;
  let end = to;
  while (start < end && isSpace(source[start])) start++;
  while (end > start && isSpace(source[end - 1])) end--;
  const quote = QUOTE.exec(source.slice(start, Math.min(end, start + 100)))?.[0] ?? '';
  start += quote.length;
  while (start < end && isSpace(source[start])) start++;
  const bullet = BULLET.exec(source.slice(start, Math.min(end, start + 20)))?.[0] ?? '';
  start += bullet.length;
  while (start < end && isSpace(source[start])) start++;
  return start < end ? { start, end, quote: quote.replace(/[ \t]/g, ''), bullet: bullet !== '' } : undefined;
}

/** White space at the edges of a line; a no-break space belongs to the text. */
const isSpace = (unit: string | undefined) => unit === ' ' || unit === '\t' || unit === '\f' || unit === '\v';

function continues(source: string, before: Line, line: Line): boolean {
  if (line.bullet || before.quote !== line.quote) return false;
  const left = source.slice(Math.max(before.start, before.end - 80), before.end);
  const right = source.slice(line.start, Math.min(line.end, line.start + 80));
  if (/[.!?…:»”"]$/u.test(left)) return false;
  if (/^[\p{Ll}]/u.test(right)) return true;
  const length = before.end - before.start;
  const word = /^\S*/u.exec(right)?.[0] ?? '';
  // Lines that are broken by hand are filled: below a headline, its teaser's first word would have had room.
  const hadRoom = length + 1 + word.length + RAGGED <= line.end - line.start;
  return length >= WRAPPED_FROM && length <= 120 && !hadRoom;
}

function roleOf(text: string, index: number, count: number): Role {
  const words = countWords(text);
  if (/[»›→]$/u.test(text) && words <= 6) return 'chrome';
  if (
    words <= 10 &&
    /^(?:by|par|written by|écrit par|propos recueillis par)\s+\p{Lu}/iu.test(text) &&
    /^(?:[^.]|\.(?=\s\p{Lu}))*$/u.test(text)
  )
    return 'byline';
  if (/[.!?…]["»”’)]*$/u.test(text)) return 'body';
  if (index < 2 && count > 1 && words <= SHORT) return 'headline';
  return words <= 4 ? 'chrome' : 'body';
}
