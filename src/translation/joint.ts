/**
 * Where aggregators have glued two texts together ("… helpers help themselvesThere are …", "Similar News:Vous pouvez …"),
 * a translation parts them by a space. They stay on one line, as they came: no stop or break is made up between them.
 * @module
 */
import type { Document, Replacement } from '../document/document.ts';

/** Whether one text ends and another begins at a place, with nothing between them. */
function isGlued(text: string, at: number): boolean {
  return /[\p{Ll}\p{N}.!?…:»”")]/u.test(text[at - 1] ?? '') && /^[\p{Lu}\p{N}]/u.test(text.slice(at, at + 2));
}

/**
 * Replacements, in document order, with spaces at the joints. The space belongs to what is replaced, so that a text that
 * is kept stays as it is.
 */
export function partGlued({ blocks }: Document, replacements: readonly Replacement[]): Replacement[] {
  return replacements.map((replacement, i) => {
    const { block, start, end, text, marks } = replacement;
    const whole = blocks[block]!.text;
    const last = replacements[i - 1];
    const follows = last?.block === block && last.end === start;
    const before = !follows && isGlued(whole, start) && /^\S/u.test(text) ? ' ' : '';
    const after = isGlued(whole, end) && /[^\s(«“]$/u.test(text) ? ' ' : '';
    if (before === '' && after === '') return replacement;
    return {
      ...replacement,
      text: before + text + after,
      marks: marks.map(({ id, at }) => ({ id, at: at + before.length })),
    };
  });
}
