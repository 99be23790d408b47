/**
 * What a translation counts for.
 * @module
 */
import type { Localisation } from './localisation.ts';

/** Tenths of its characters that a segment counts for, by whether it had to be computed. */
const TENTHS = { miss: 10, hit: 1 } as const;

/** The characters that a result counts for: all of a segment that was computed, a tenth of any other. */
export function costOf({ segments }: Pick<Localisation, 'segments'>): number {
  let tenths = 0;
  for (const { text, cache } of segments) tenths += text.length * TENTHS[cache];
  return Math.ceil(tenths / 10);
}
