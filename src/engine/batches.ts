/**
 * Chooses which waiting sentences share the next batch.
 * @module
 */

/** What the choice looks at. */
export interface Waiting {
  /** Source length in tokens. */
  readonly length: number;
  /** Width of the beam; only equal widths share a batch. */
  readonly beams: number;
}

/** How large a batch may be. */
export interface BatchLimits {
  /** Most rows of the decoder: sentences × beams. */
  readonly rows: number;
  /** Most encoder positions: sentences × longest source, padding included. */
  readonly tokens: number;
}

/**
 * The next batch out of a queue: the oldest sentence, which therefore never starves, and those nearest to it in length,
 * as many as the limits allow. The oldest is taken whatever its size.
 * @param queue oldest first; not empty.
 * @returns indices into `queue`, ascending, the first being 0.
 */
export function nextBatch(queue: readonly Waiting[], limits: BatchLimits): number[] {
  const oldest = queue[0]!;
  const others = queue
    .map((_, i) => i)
    .filter((i) => i > 0 && queue[i]!.beams === oldest.beams)
    .sort((a, b) => distance(queue[a]!, oldest) - distance(queue[b]!, oldest) || a - b);
  const batch = [0];
  let longest = oldest.length;
  for (const i of others) {
    const count = batch.length + 1;
    longest = Math.max(longest, queue[i]!.length);
    if (count * oldest.beams > limits.rows || count * longest > limits.tokens) break;
    batch.push(i);
  }
  return batch.sort((a, b) => a - b);
}

function distance(a: Waiting, b: Waiting): number {
  return Math.abs(a.length - b.length);
}
