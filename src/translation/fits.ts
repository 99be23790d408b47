/**
 * Whether a translation that was kept elsewhere can stand for a segment.
 * @module
 */
import type { CachedTranslation, Rendition } from '../cache/cache.ts';

/**
 * Whether a translation and its alternatives place each of a segment's marks once, in order, within their text.
 * @param marks how many there are.
 */
export function fitsSegment(value: CachedTranslation, marks: number): boolean {
  if (value.status === 'failed') return true;
  return [value, ...(value.alternatives ?? [])].every((rendition) => placesAll(rendition, marks));
}

function placesAll({ text, marks: placed = [] }: Rendition, marks: number): boolean {
  let reached = 0;
  for (const { at } of placed) {
    if (at < reached || at > text.length) return false;
    reached = at;
  }
  const indices = new Set(placed.map(({ index }) => index));
  return placed.length === marks && indices.size === marks && [...indices].every((index) => index < marks);
}
