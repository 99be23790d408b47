/**
 * Words of another language that are at home in a sentence all the same: loans, names, titles of works.
 * @module
 */
import type { WordScorer } from './likelihood.ts';
import { isNameOnly } from './nonlinguistic.ts';
import type { Word } from './words.ts';

/** Words that a span needs between two spans of one other language. */
const MIN_INNER_WORDS = 4;
/** Words that a quotation needs to say something of its language; a work's title has a capital. */
export const MIN_QUOTED_WORDS = 3;
const MIN_QUOTED_WORDS_WITH_CAPITAL = 4;
/** Phrases of three words and more that English has from French, and French from English: what they are spelt in is not what they are said in. */
const SET_PHRASES = new Set(
  `art de vivre|c'est la vie|coup d'état|coup de foudre|coup de grâce|coup de théâtre|cri de coeur|cri de cœur|
   crime passionnel|esprit de corps|femme fatale|fin de siècle|folie à deux|je ne sais quoi|joie de vivre|
   l'esprit de l'escalier|laissez les bons temps rouler|ménage à trois|nom de guerre|nom de plume|pas de deux|
   pièce de résistance|plus ça change|raison d'état|raison d'être|rite de passage|tour de force|tout de suite|
   trompe l'œil|vis à vis|
   all you can eat|back to basics|business as usual|checks and balances|do it yourself|fish and chips|just in time|
   last but not least|made in france|no man's land|one man show|peer to peer|plug and play|ready to wear|rock and roll|
   stop and go|the place to be|time is money|too big to fail|wait and see|who's who|work in progress`.split(
    /\s*\|\s*/,
  ),
);
/**
 * Gives spans that are no text of their own to the language around them.
 * @param host state of the text around, where `positions` are those of a quotation
 */
export function absorbGuests(
  path: number[],
  positions: readonly number[],
  {
    text,
    words,
    scorer,
    host,
  }: {
    readonly text: string;
    readonly words: readonly Word[];
    readonly scorer: WordScorer;
    readonly host?: number | undefined;
  },
): void {
  let start = 0;
  while (start < positions.length) {
    const state = path[positions[start]!];
    let end = start + 1;
    while (end < positions.length && path[positions[end]!] === state) end++;
    const before = start > 0 ? path[positions[start - 1]!] : host;
    const after = end < positions.length ? path[positions[end]!] : host;
    const into = before ?? after;
    const span = positions.slice(start, end).map((position) => words[position]!);
    if (into !== undefined && into !== state) {
      const kind = host === undefined && span[0]!.gap !== 'quote' ? 'text' : kindOfQuotation(text, span);
      if (isGuest(span, scorer, { before, after, kind })) {
        for (const position of positions.slice(start, end)) path[position] = into;
      }
    }
    start = end;
  }
}

/** What a span is by its signs: bare, in quotation marks, or in them with the stop of a sentence. */
type SpanKind = 'text' | 'quotation' | 'sentence';

function kindOfQuotation(text: string, span: readonly Word[]): SpanKind {
  return /[.!?…]/.test(text.charAt(span.at(-1)!.end)) ? 'sentence' : 'quotation';
}

/** Whether a span is a loan, a name or a title inside a text of another language rather than a text. */
function isGuest(
  span: readonly Word[],
  { reader, parameters }: WordScorer,
  {
    before,
    after,
    kind,
  }: { readonly before: number | undefined; readonly after: number | undefined; readonly kind: SpanKind },
): boolean {
  if (isNameOnly(span, reader, parameters)) return true;
  if (SET_PHRASES.has(span.map(({ lower }) => lower).join(' '))) return true;
  if (before === undefined) return false;
  if (before === after && lengthOf(span) < leastWords(span[0]!, kind)) return true;
  if (kind === 'text') return false;
  // A quotation is a sentence; one word or Title Case in quotation marks is a loan word or a work's title.
  const long = span.filter((word) => word.text.length >= 4);
  const capitals = long.filter((word) => word.capital !== 'none').length;
  return span.length === 1 || (long.length >= 2 && capitals >= 0.75 * long.length);
}

/** Words of a span, with those that are elided: "Mains d'ouvriers" has three. */
function lengthOf(span: readonly Word[]): number {
  return span.reduce((sum, { lower }) => sum + (lower.includes("'") ? 2 : 1), 0);
}

/** Words that a span needs to be a text inside another. */
function leastWords({ capital }: Word, kind: SpanKind): number {
  if (kind === 'text') return MIN_INNER_WORDS;
  return kind === 'sentence' || capital === 'none' ? MIN_QUOTED_WORDS : MIN_QUOTED_WORDS_WITH_CAPITAL;
}
