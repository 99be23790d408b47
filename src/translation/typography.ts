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

/** The text with straight apostrophes and quotation marks, and guillemets without the spaces inside them. */
export function toPlainTypography(text: string): string {
  return toPlainQuotes(text)
    .replace(/[’‘‛]/gu, "'")
    .replace(/[\u00a0\u202f]/gu, ' ');
}

/** Writes a translation's apostrophes and quotation marks as its source does, in the manner of the target language. */
export function matchTypography(source: string, translation: string, target: LanguageCode): string {
  let text = translation;
  const quotes = QUOTES[target];
  if (quotes && /[“”„«»]/u.test(source)) {
    const [open, close] = quotes;
    text = toPlainQuotes(text)
      .replace(/(?<=^|[\s([—–-])"/gu, open)
      .replace(/"/gu, close);
  }
  if (/\p{L}[’]/u.test(source)) text = text.replace(/(?<=\p{L})'(?=\p{L}|\s|$)/gu, '’');
  return text;
}

function toPlainQuotes(text: string): string {
  return text.replace(/«[ \u00a0\u202f]?|[ \u00a0\u202f]?»|[“”„]/gu, '"');
}
