/**
 * Whether a translation that was kept elsewhere can stand for a segment.
 * @module
 */
import type { CachedTranslation } from '../cache/cache.ts';

/** Whether a translation places each of a segment's marks once, in order, within its text. @param marks how many there are. */
export function fitsSegment(value: CachedTranslation, marks: number): boolean {
  if (value.status === 'failed') return true;
  const placed = value.marks ?? [];
  let reached = 0;
  for (const { at } of placed) {
    if (at < reached || at > value.text.length) return false;
    reached = at;
  }
  const indices = new Set(placed.map(({ index }) => index));
  return placed.length === marks && indices.size === marks && [...indices].every((index) => index < marks);
}
