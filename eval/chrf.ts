/**
 * chrF2 as sacrebleu defines it: F-score of character n-grams of 1 to 6, white space left out, recall twice as weighty.
 * @module
 * @see https://aclanthology.org/W15-3049/
 */
import { countNgrams, overlap, type Scored } from './ngrams.ts';

const ORDER = 6;
const BETA_SQUARED = 4;

/** chrF2 of a corpus, or of one sentence, 0 to 100. */
export function chrf(pairs: readonly Scored[]): number {
  const matches = Array<number>(ORDER).fill(0);
  const hypotheses = Array<number>(ORDER).fill(0);
  const references = Array<number>(ORDER).fill(0);
  for (const pair of pairs) {
    const hypothesis = characters(pair.hypothesis);
    const reference = characters(pair.reference);
    for (let n = 1; n <= Math.min(ORDER, reference.length); n++) {
      matches[n - 1]! += overlap(countNgrams(hypothesis, n), countNgrams(reference, n));
      hypotheses[n - 1]! += Math.max(0, hypothesis.length - n + 1);
      references[n - 1]! += reference.length - n + 1;
    }
  }
  const orders = [...matches.keys()].filter((n) => hypotheses[n]! > 0 && references[n]! > 0);
  const mean = (totals: readonly number[]) =>
    orders.reduce((sum, n) => sum + matches[n]! / totals[n]!, 0) / orders.length;
  const precision = mean(hypotheses);
  const recall = mean(references);
  const weighted = BETA_SQUARED * precision + recall;
  return weighted > 0 ? (100 * (1 + BETA_SQUARED) * precision * recall) / weighted : 0;
}

function characters(text: string): string[] {
  return [...text.replace(/\s+/g, '')];
}
