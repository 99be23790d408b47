/**
 * eld's n-grams of sixty languages, for text beyond the languages of the word model.
 *
 * Loading them takes 0.3 s, longer than all of the service's start, and between the languages of the word model they add
 * nothing to it; so they are loaded with the first page that has other text.
 * @module
 */
import type { LanguageCode } from './codes.ts';

/** What n-grams say of texts. */
export interface Ngrams {
  /** Whether a language is known. */
  has(language: LanguageCode): boolean;
  /** The likeliest language of a text. */
  detect(text: string): { readonly language: string; readonly isReliable: boolean };
  /** Raw sum per language of the n-grams of a word, whose differences are log-odds up to a factor. */
  sums(lower: string): Readonly<Record<string, number>>;
}

/** Loads the n-grams; the runtime keeps the module. */
export async function loadNgrams(): Promise<Ngrams> {
  const { eld } = await import('eld/small');
  const languages: ReadonlySet<string> = new Set(Object.values(eld.info().Languages));
  return {
    has: (language) => languages.has(language),
    detect(text) {
      const result = eld.detect(text);
      return { language: result.language, isReliable: result.isReliable() };
    },
    sums(lower) {
      const count = ngramCount(lower);
      const scores = eld.detect(lower).getScores();
      // eld reports x / (x + 25) with x the mean raw score of the text's n-grams; this takes the sum back out of it.
      return Object.fromEntries(
        [...languages].map((language) => {
          const score = scores[language] ?? 0;
          return [language, (count * 25 * score) / (1 - score)];
        }),
      );
    },
  };
}

/**
 * Raw score of an n-gram under a language that eld does not know: text of a known language has about 87 in its own
 * language (eld's average score of 0.777) and 30 in the best of the wrong ones.
 */
const BACKGROUND = 55;

/** The sum that a word has in a language that is not known. */
export function backgroundSum(lower: string): number {
  return BACKGROUND * ngramCount(lower);
}

/** eld cuts a word of b bytes, at most 70, into ⌈(b − 4) / 3⌉ + 1 n-grams. */
function ngramCount(lower: string): number {
  const bytes = Math.min(70, new TextEncoder().encode(lower).length);
  return (bytes > 4 ? Math.ceil((bytes - 4) / 3) : 0) + 1;
}
