/**
 * Quotations inside a text.
 * @module
 */
import type { Word } from './words.ts';

/** Which sign closes a quotation that another opens. */
const CLOSING: Readonly<Record<string, string>> = {
  '«': '»',
  '“': '”',
  '„': '“”',
  '‹': '›',
  '"': '"',
  '‘': '’',
  '(': ')',
};

/** Positions of the words of each closed quotation or aside in brackets, none if all words are in quotations. */
export function findQuotations(text: string, words: readonly Word[]): number[][] {
  const quotations: number[][] = [];
  let closing: string | undefined;
  let first = 0;
  for (let position = 0; position <= words.length; position++) {
    const gap = text.slice(words[position - 1]?.end ?? 0, words[position]?.start ?? text.length);
    for (const sign of gap) {
      if (closing?.includes(sign)) {
        if (position > first) quotations.push(range(first, position));
        closing = undefined;
      } else if (closing === undefined && CLOSING[sign] !== undefined) {
        closing = CLOSING[sign];
        first = position;
      }
    }
  }
  const quoted = quotations.reduce((sum, { length }) => sum + length, 0);
  return quoted === words.length ? [] : quotations;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, k) => from + k);
}
