/**
 * Reading the scores of the next token, in place: a step of 32 rows holds 256,000 of them.
 * @module
 */

/** Scores of the next token for every row of a step: `data[offset + token]`. */
export interface Logits {
  readonly data: Float32Array;
  readonly vocabulary: number;
  /** Where the scores of the last position of `row` begin in `data`. */
  offset(row: number): number;
}

/** The most probable token. */
export interface Choice {
  readonly token: number;
  /** Natural logarithm of its probability. */
  readonly logProbability: number;
}

// exp(-x) for x from 0 to 32, in steps of 1/256; 0 beyond. Only the terms of sums over the vocabulary are read from it,
// so that an error of at most 1/512 a term is some 1e-5 in the logarithm of a sum; a Math.exp per entry would cost as
// much as the model.
const STEPS = 256;
const EXP = Float64Array.from({ length: 32 * STEPS }, (_, i) => Math.exp(-(i + 0.5) / STEPS));
const LAST = EXP.length - 1;
EXP[LAST] = 0;

/** log Σ exp(data[i]) over `vocabulary` entries from `offset`, given their maximum. */
function logSumExp(data: Float32Array, offset: number, vocabulary: number, max: number): number {
  const end = offset + vocabulary;
  let even = 0;
  let odd = 0;
  for (let i = offset + 1; i < end; i += 2) {
    even += EXP[Math.min(LAST, (max - data[i - 1]!) * STEPS) | 0]!;
    odd += EXP[Math.min(LAST, (max - data[i]!) * STEPS) | 0]!;
  }
  if (vocabulary % 2 === 1) even += EXP[Math.min(LAST, (max - data[end - 1]!) * STEPS) | 0]!;
  // The largest entry is exactly exp(0), not its bin's middle.
  return max + Math.log(even + odd - EXP[0]! + 1);
}

/** The most probable token of a row; the lower id when two are level. */
export function best(logits: Logits, row: number): Choice {
  const { data, vocabulary } = logits;
  const offset = logits.offset(row);
  const token = argmax(data, offset, vocabulary);
  const max = data[offset + token]!;
  return { token, logProbability: max - logSumExp(data, offset, vocabulary, max) };
}

/** The `count` most probable tokens of a row, most probable first. */
export function top(logits: Logits, row: number, count: number): Choice[] {
  const { data, vocabulary } = logits;
  const offset = logits.offset(row);
  const tokens: number[] = [];
  let floor = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < vocabulary; token++) {
    const value = data[offset + token]!;
    if (tokens.length === count && !(value > floor)) continue;
    let at = tokens.length;
    while (at > 0 && data[offset + tokens[at - 1]!]! < value) at--;
    tokens.splice(at, 0, token);
    if (tokens.length > count) tokens.pop();
    floor = data[offset + tokens[tokens.length - 1]!]!;
  }
  const max = data[offset + tokens[0]!]!;
  const total = logSumExp(data, offset, vocabulary, max);
  return tokens.map((token) => ({ token, logProbability: data[offset + token]! - total }));
}

// Four maxima side by side: a chain of comparisons with one is bound by their latency.
function argmax(data: Float32Array, offset: number, vocabulary: number): number {
  const end = offset + vocabulary;
  const whole = end - (vocabulary % 4);
  let a = data[offset]!;
  let b = a;
  let c = a;
  let d = a;
  for (let i = offset; i < whole; i += 4) {
    const p = data[i]!;
    const q = data[i + 1]!;
    const r = data[i + 2]!;
    const s = data[i + 3]!;
    if (p > a) a = p;
    if (q > b) b = q;
    if (r > c) c = r;
    if (s > d) d = s;
  }
  let max = Math.max(a, b, c, d);
  for (let i = whole; i < end; i++) if (data[i]! > max) max = data[i]!;
  // A row of NaN has no maximum; its first entry stands for it.
  return Math.max(0, data.indexOf(max, offset) - offset);
}
