/**
 * Quotation marks and apostrophes: plain ones for the model, which was trained on them, and those of the target
 * language in the translation wherever the source is written with typographic ones.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';

/** Opening and closing marks of a language; guillemets stand off by a no-break space. */
const QUOTES: Readonly<Record<string, readonly [open: string, close: string]>> = {
  en: ['“', '”'],
  fr: ['«\u00a0', '\u00a0»'],
};

/**
 * The text with straight apostrophes and quotation marks, guillemets without the spaces inside them, and without
 * invisible hints of layout (soft hyphens, zero-width spaces, direction marks), which hold for the source's words only.
 */
export function toPlainTypography(text: string): string {
  return toPlainQuotes(text)
    .replace(/[’‘‛]/gu, "'")
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[\u00a0\u202f]/gu, ' ');
}

/** Writes a translation's apostrophes and quotation marks as its source does, in the manner of the target language. */
export function matchTypography(source: string, translation: string, target: LanguageCode): string {
  let text = translation;
  const quotes = QUOTES[target];
  if (quotes && /[“”„«»]/u.test(source)) {
    text = writeQuotes(toPlainQuotes(text), quotes);
  }
  if (/\p{L}[’]/u.test(source)) text = text.replace(/(?<=\p{L})'(?=[\p{L}\s«“]|$)/gu, '’');
  return text;
}

function toPlainQuotes(text: string): string {
  return text.replace(/«[ \u00a0\u202f]?|[ \u00a0\u202f]?»|[“”„]/gu, '"');
}

/** A mark opens where none is open and a word follows, else it closes; after a figure it is a unit (27") unless one is open. */
function writeQuotes(text: string, [open, close]: readonly [string, string]): string {
  let isOpen = false;
  return text.replace(/"/gu, (mark, at: number) => {
    const opens = !isOpen && /^["'’]?[\p{L}\p{N}([<]/u.test(text.slice(at + 1, at + 3));
    if (!opens && !isOpen && /\d/u.test(text[at - 1] ?? '')) return mark;
    isOpen = opens;
    return opens ? open : close;
  });
}
