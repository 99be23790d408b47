/**
 * The words of a text, as the units between which markup can stand.
 * @module
 */

/** A word with its range in UTF-16 code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Numbers with their separators; else letters and digits, joined by what joins names, addresses and compounds. */
const WORD =
  /\p{N}+(?:[.,:/\u00a0\u202f-]\p{N}+)*%?|[\p{L}\p{N}\p{M}]+(?:[-._@/:&\u00ad]+[\p{L}\p{N}\p{M}]+)*/gu;

/** Words in order. An elided article (`l’`, `d'`) is a word of its own. */
export function wordsIn(text: string): Word[] {
  return [...text.matchAll(WORD)].map(({ index, 0: word }) => ({
    start: index,
    end: index + word.length,
    text: word,
  }));
}
