/**
 * Corpus BLEU as sacrebleu defines it: 13a tokens, n-grams of 1 to 4, one reference, exponential smoothing.
 * @module
 * @see https://aclanthology.org/P02-1040/ (BLEU), https://aclanthology.org/W18-6319/ (sacrebleu)
 */
import { countNgrams, overlap, type Scored } from './ngrams.ts';

const ORDER = 4;
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>' };

/** Splits a line as mteval-v13a.pl does: ASCII punctuation apart, but not in numbers, nor hyphens and apostrophes. */
export function tokenize13a(line: string): string[] {
  const text = line
    .replaceAll('<skipped>', '')
    .replaceAll('-\n', '')
    .replaceAll('\n', ' ')
    .replace(/&(quot|amp|lt|gt);/g, (_, name: string) => ENTITIES[name]!);
  return ` ${text} `
    .replace(/[{-~[-` -&(-+:-@/]/g, ' $& ')
    .replace(/([^0-9])([.,])/g, '$1 $2 ')
    .replace(/([.,])([^0-9])/g, ' $1 $2')
    .replace(/([0-9])(-)/g, '$1 $2 ')
    .split(/\s+/)
    .filter((token) => token !== '');
}

/** BLEU of a corpus, 0 to 100. */
export function bleu(pairs: readonly Scored[]): number {
  const matches = Array<number>(ORDER).fill(0);
  const totals = Array<number>(ORDER).fill(0);
  let hypothesisLength = 0;
  let referenceLength = 0;
  for (const pair of pairs) {
    const hypothesis = tokenize13a(pair.hypothesis);
    const reference = tokenize13a(pair.reference);
    hypothesisLength += hypothesis.length;
    referenceLength += reference.length;
    for (let n = 1; n <= ORDER; n++) {
      matches[n - 1]! += overlap(countNgrams(hypothesis, n), countNgrams(reference, n));
      totals[n - 1]! += Math.max(0, hypothesis.length - n + 1);
    }
  }
  if (matches[0] === 0 || totals.includes(0)) return 0;
  // An order without a match counts as half a match, the next such order as a quarter, and so on.
  let smoothed = 1;
  let sum = 0;
  for (let n = 0; n < ORDER; n++) {
    if (matches[n] === 0) smoothed /= 2;
    sum += Math.log((matches[n] || smoothed) / totals[n]!);
  }
  const brevity = Math.min(0, 1 - referenceLength / hypothesisLength);
  return 100 * Math.exp(sum / ORDER + brevity);
}
