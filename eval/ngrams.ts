/**
 * Counted n-grams, which both BLEU and chrF compare.
 * @module
 */

/** How often each n-gram comes. */
export type Counts = ReadonlyMap<string, number>;

/** The n-grams of a list of tokens. */
export function countNgrams(tokens: readonly string[], n: number): Counts {
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= tokens.length; i++) {
    const gram = tokens.slice(i, i + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** How many n-grams two counts have in common: each as often as in the one that has fewer. */
export function overlap(a: Counts, b: Counts): number {
  let sum = 0;
  for (const [gram, count] of a) sum += Math.min(count, b.get(gram) ?? 0);
  return sum;
}

/** A translation and what it should have been. */
export interface Scored {
  readonly hypothesis: string;
  readonly reference: string;
}
