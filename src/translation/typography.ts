/**
 * Typography: plain for the model, which was trained on plain text, and in the translation what the reader's language
 * asks for: French has « » with no-break spaces inside and no-break spaces before ; : ! ?, English “ ” and none, both ’.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';

/**
 * How a translation is set. `locale`: as its language is; `source`: quotation marks and apostrophes are typographic
 * where they are so in the source; `plain`: straight ones, and ordinary spaces.
 */
export const TYPOGRAPHIES = ['locale', 'source', 'plain'] as const;

/** One of {@link TYPOGRAPHIES}. */
export type Typography = (typeof TYPOGRAPHIES)[number];

const NO_BREAK = '\u00a0';
const NARROW_NO_BREAK = '\u202f';

interface Manner {
  /** Opening and closing marks; guillemets stand off by a no-break space. */
  readonly quotes: readonly [open: string, close: string];
  /** What stands before ; ! ? and before a colon. */
  readonly beforePoints: string;
  readonly beforeColon: string;
}

const MANNERS: Readonly<Record<string, Manner>> = {
  en: { quotes: ['“', '”'], beforePoints: '', beforeColon: '' },
  fr: {
    quotes: [`«${NO_BREAK}`, `${NO_BREAK}»`],
    beforePoints: NARROW_NO_BREAK,
    beforeColon: NO_BREAK,
  },
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

/** Sets a translation. */
export function setTypography(
  source: string,
  translation: string,
  target: LanguageCode,
  style: Typography = 'locale',
): string {
  let text = closeUp(source, translation);
  if (style === 'plain') return toPlainTypography(text);
  const manner = MANNERS[target];
  if (manner && (style === 'locale' || /[“”„«»]/u.test(source)))
    text = writeQuotes(toPlainQuotes(text), manner.quotes);
  if (style === 'locale' || /\p{L}[’]/u.test(source))
    text = text.replace(/(?<=\p{L})'(?=[\p{L}\s«“<]|$)/gu, '’');
  return manner && style === 'locale' ? writePoints(text, manner) : text;
}

/** Takes away the spaces that a model has left on the inner side of punctuation, but where the source has some itself. */
function closeUp(source: string, translation: string): string {
  let text = translation;
  if (!BEFORE_CLOSING.test(source)) text = text.replaceAll(new RegExp(BEFORE_CLOSING, 'gu'), '');
  if (!BEHIND_OPENING.test(source)) text = text.replaceAll(new RegExp(BEHIND_OPENING, 'gu'), '');
  return text;
}

/** Not before an ellipsis of three points, ".com" or ".5". */
const BEFORE_CLOSING = /[ \u00a0\u202f]+(?=[.,)\]](?![\p{L}\p{N}.]))/u;
const BEHIND_OPENING = /(?<=[([])[ \u00a0\u202f]+/u;

function toPlainQuotes(text: string): string {
  return text.replace(/«[ \u00a0\u202f]?|[ \u00a0\u202f]?»|[“”„]/gu, '"');
}

/**
 * A mark opens where none is open and a word follows, else it closes, right behind the word; after a figure it is a unit
 * (27") unless one is open.
 */
function writeQuotes(text: string, [open, close]: readonly [string, string]): string {
  let isOpen = false;
  return text.replace(/ ?"/gu, (mark, at: number) => {
    const space = mark.slice(0, -1);
    const end = at + mark.length;
    const opens = !isOpen && /^["'’]?[\p{L}\p{N}([<]/u.test(text.slice(end, end + 2));
    if (!opens && !isOpen && /\d/u.test(text[end - 2] ?? '')) return mark;
    const written = opens ? space + open : isOpen ? close : space + close;
    isOpen = opens;
    return written;
  });
}

/** The space before ; : ! ? at the end of a word; not in 12:30, not before what only looks like punctuation. */
function writePoints(text: string, { beforePoints, beforeColon }: Manner): string {
  return text.replace(
    /(?<=[\p{L}\p{N}»”"’)\]%€$£>])[ \u00a0\u202f]?([;:](?!\))|[!?]+)(?=[\s»”")\]]|$)/gu,
    (_, points: string) => (points === ':' ? beforeColon : beforePoints) + points,
  );
}
