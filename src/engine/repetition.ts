/**
 * Notices that a decoder has fallen into a loop ("de la de la de la …"), which greedy search cannot leave by itself.
 * @module
 */

/** Longest cycle looked for, in tokens. */
const MAX_PERIOD = 16;
/** A cycle is a loop when it has come this often … */
const MIN_REPEATS = 4;
/** … and fills at least so many tokens: four equal full stops are an ellipsis, not a loop. */
const MIN_LENGTH = 12;

/**
 * Whether the end of `tokens` goes round in a circle.
 * @returns how many tokens to keep (up to the end of the circle's first turn), or `undefined` when there is no loop.
 */
export function loopCut(tokens: readonly number[]): number | undefined {
  for (let period = 1; period <= MAX_PERIOD; period++) {
    const needed = Math.max(MIN_REPEATS * period, MIN_LENGTH);
    if (needed > tokens.length) return undefined;
    let matched = period;
    while (matched < tokens.length && tokens.at(-1 - matched) === tokens.at(-1 - matched + period)) matched++;
    if (matched >= needed) return tokens.length - matched + period;
  }
  return undefined;
}
