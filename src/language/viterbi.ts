/**
 * The best path through the states of a hidden Markov model [Forney 1973, "The Viterbi algorithm"].
 * @module
 */

/**
 * The most probable state of each observation.
 * @param emissions per word and state
 * @param costs −log of the probability of a change before each word
 * @param enter log-probability of each state at the first word
 * @param prior of each state where it is entered by a change
 */
export function bestPath(
  emissions: readonly Float64Array[],
  costs: readonly number[],
  enter: Float64Array,
  prior: Float64Array,
): number[] {
  let scores = new Float64Array(enter.length);
  const back = emissions.map((emission, k) => {
    const best = indexOfMax(scores);
    const remain = Math.log1p(-Math.exp(-costs[k]!));
    const next = new Float64Array(enter.length);
    const from = new Int32Array(enter.length);
    for (let state = 0; state < enter.length; state++) {
      const change = k === 0 ? enter[state]! : scores[best]! - costs[k]! + prior[state]!;
      const stay = k === 0 ? Number.NEGATIVE_INFINITY : scores[state]! + remain;
      from[state] = stay >= change ? state : best;
      next[state] = Math.max(stay, change) + emission[state]!;
    }
    scores = next;
    return from;
  });
  const path = new Array<number>(emissions.length);
  let state = indexOfMax(scores);
  for (let k = emissions.length - 1; k >= 0; k--) {
    path[k] = state;
    state = back[k]![state]!;
  }
  return path;
}

function indexOfMax(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}

/** The sum of emissions, an empty one of none. */
export function sumOf(values: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array(0), ...rest] = values;
  return first.map((value, k) => rest.reduce((sum, one) => sum + one[k]!, value));
}
