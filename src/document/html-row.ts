/**
 * What the texts of a run's items look like where labels could be cut: letters, beginnings, ends. The items stay ranges of
 * the source; text is made only of the few characters that a decision looks at.
 * @module
 */
import { decodeHTML } from 'entities/decode';
import type { SourceRange } from './document.ts';
import type { RunItem } from './html-run.ts';
import { isBlank, isLetter, isLetterOrDigit, isLowerCase } from './letters.ts';

/** The items of a run and the source that they are ranges of. */
export interface Row {
  readonly source: string;
  readonly items: readonly RunItem[];
}

/** A stretch of items, end exclusive. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Characters at either end of a text that decisions look at. */
const WINDOW = 120;
/** Characters beside a joint that may be what stands between. */
const MAX_GAP = 12;
const LETTER = /[\p{L}\p{N}]/u;
const AMPERSAND = 38;

/** A stretch of source without its character references. */
export function decode(raw: string): string {
  return raw.includes('&') ? decodeHTML(raw) : raw;
}

/** Whether a letter or a digit stands in some items. */
export function holdsLetters({ source, items }: Row, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const item = items[i] as RunItem;
    if (item.kind === 'text' && holdsLetter(source, item)) return true;
  }
  return false;
}

const REFERENCE = /&[#\w]*;?/y;

function holdsLetter(source: string, { start, end }: SourceRange): boolean {
  for (let at = start; at < end; at++) {
    const code = source.charCodeAt(at);
    if (code === AMPERSAND) {
      REFERENCE.lastIndex = at;
      const written = REFERENCE.exec(source)?.[0] ?? '&';
      if (LETTER.test(decodeHTML(written.slice(0, end - at)))) return true;
      at += written.length - 1;
    } else if (isLetterOrDigit(code, source, at)) return true;
  }
  return false;
}

/** The text of some items without letters, as far as it is looked at. */
export function textOf({ source, items }: Row, from: number, to: number): string {
  let text = '';
  for (let i = from; i < to && text.length < WINDOW; i++) {
    const { kind, start, end } = items[i] as RunItem;
    if (kind === 'text') text += decode(source.slice(start, Math.min(end, start + 2 * WINDOW)));
  }
  return text.slice(0, WINDOW);
}

/** The beginning of the text of some items, from a little before its first letter; without a letter, what there is. */
export function headOf({ source, items }: Row, { from, to }: Stretch): string {
  let head = '';
  for (let i = from; i < to; i++) {
    const { kind, start, end } = items[i] as RunItem;
    if (kind !== 'text') continue;
    const raw = source.slice(start, end);
    const letter = raw.search(LETTER);
    const text = decode(letter > WINDOW ? raw.slice(letter - 4, letter + WINDOW) : raw.slice(0, 2 * WINDOW));
    head = `${head.slice(0, WINDOW)}${text}`;
    if (LETTER.test(text)) break;
  }
  return head;
}

/** The end of the text of some items. */
export function tailOf({ source, items }: Row, { from, to }: Stretch): string {
  let tail = '';
  for (let i = to - 1; i >= from && tail.length < WINDOW; i--) {
    const { kind, start, end } = items[i] as RunItem;
    if (kind === 'text') tail = decode(source.slice(Math.max(start, end - WINDOW), end)) + tail;
  }
  return tail;
}

/** What stands behind the last letter or digit of a text. */
export function trailing(text: string): string {
  let start = text.length;
  const least = Math.max(0, start - MAX_GAP);
  while (start > least && !endsInLetter(text, start)) start--;
  return text.slice(start);
}

/** Whether a letter or a digit ends at `end`; one outside of the basic plane has two units. */
function endsInLetter(text: string, end: number): boolean {
  const code = text.charCodeAt(end - 1);
  const at = code >= 0xdc00 && code <= 0xdfff && end > 1 ? end - 2 : end - 1;
  return isLetterOrDigit(text.charCodeAt(at), text, at);
}

/** What stands before the first letter or digit of a text. */
export function leading(text: string): string {
  let end = 0;
  const most = Math.min(text.length, MAX_GAP);
  while (end < most && !isLetterOrDigit(text.charCodeAt(end), text, end)) end++;
  return text.slice(0, end);
}

/** Adds the words of a text to a tally, and those that begin in lower case; stops at `enough` words. */
export function countWordsInto(tally: { words: number; lower: number }, enough: number, text: string): void {
  let inside = false;
  let counted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isBlank(code, text, at)) {
      inside = false;
      counted = false;
      if (tally.words >= enough && tally.lower > 1) return;
      continue;
    }
    if (!inside && isLowerCase(code, text, at)) tally.lower++;
    inside = true;
    if (!counted && isLetter(code, text, at)) {
      counted = true;
      tally.words++;
    }
  }
}
