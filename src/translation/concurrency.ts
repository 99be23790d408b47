/**
 * How many documents of one caller are translated side by side.
 * @module
 */

/** UTF-16 code units under way at a time, were all documents as long as the longest. */
const UNITS_UNDER_WAY = 32_000;
/** Bounds of how many documents are under way: short ones fill the engine's batches, long ones leave room for others. */
const LEAST = 4;
const MOST = 64;

/** How many documents are under way at a time. */
export function documentsAtATime(documents: readonly { readonly content: string }[]): number {
  const longest = documents.reduce((most, { content }) => Math.max(most, content.length), 1);
  return Math.min(MOST, Math.max(LEAST, Math.floor(UNITS_UNDER_WAY / longest)));
}
