/**
 * Where a piece holds a stretch that speaks for another language: a quotation that was taken for a title, a loan or two.
 * @module
 */
import type { WordScorer } from './likelihood.ts';
import type { Draft } from './pieces.ts';

/** Log-odds of the stretch against the piece's language, and its share of the letters, from which the piece is in doubt. */
const CLEAR = 4.5;
const SHARE = 0.1;
/** Nine in ten pieces with such a stretch turn out to be in one language for all that. */
const DOUBTED = 0.89;
/** Words that are looked at. */
const MAX_WORDS = 200;

/** The confidence that a piece is all in the candidate `best`, given that of its language as a whole. */
export function confidenceInAll(draft: Draft, scorer: WordScorer, best: number, confidence: number): number {
  return confidence > DOUBTED && holdsForeignStretch(draft, scorer, best) ? DOUBTED : confidence;
}

/** Looks for the stretch of the greatest sum, per language [Kadane's maximum subarray]. */
function holdsForeignStretch({ words }: Draft, scorer: WordScorer, best: number): boolean {
  const read = words.slice(0, MAX_WORDS);
  const scores = read.map((word) => scorer.score(word).total);
  const letters = read.reduce((sum, { text }) => sum + text.length, 0);
  return scorer.languages.some((_, k) => {
    let odds = 0;
    let length = 0;
    return scores.some((score, index) => {
      const next = odds + score[k]! - score[best]!;
      length = next > 0 ? length + read[index]!.text.length : 0;
      odds = Math.max(0, next);
      return odds >= CLEAR && length >= SHARE * letters;
    });
  });
}
