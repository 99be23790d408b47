/**
 * Where aggregators have glued two texts together ("… helpers help themselvesThere are …"), a translation parts them.
 * @module
 */

/**
 * What to write behind a translation that replaces `text[…end)`: a space where the next text begins without one.
 * @param text the block around
 */
export function joint(text: string, end: number, translation: string): string {
  const glued =
    /[\p{Ll}\p{N}.!?…:»”")]/u.test(text[end - 1] ?? '') && /^[\p{Lu}\p{N}]/u.test(text.slice(end, end + 2));
  return glued && /[^\s(«“]$/u.test(translation) ? ' ' : '';
}
