/**
 * A phrasebook of page chrome in English and French: what a label is, and how the other language says it.
 * @module
 */
import type { LanguageCode } from './codes.ts';

/** A phrase of the phrasebook that a text matches. */
export interface PhraseMatch {
  /** Languages the text is a phrase of; several where they spell it alike ("Culture"). */
  readonly languages: readonly LanguageCode[];
  /** The phrase in `target`, in the text's own case and with its numbers; `undefined` if the phrasebook lacks it. */
  translate(target: LanguageCode): string | undefined;
}

/**
 * Looks a whole label up, whatever its case, accents, arrows and numbers.
 * @returns `undefined` when the text is not a phrase of the book.
 */
export function lookupPhrase(_text: string): PhraseMatch | undefined {
  return undefined;
}
