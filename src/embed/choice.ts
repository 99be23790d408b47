/**
 * The reader's choice, kept for the site that the page belongs to.
 * @module
 */

const NAME = 'newsglot-target';
/** The choice of the page as it is. */
export const ORIGINAL = 'original';

/** What the reader chose last: a language, {@link ORIGINAL}, or `null` for nothing yet. */
export function rememberedChoice(): string | null {
  try {
    return localStorage.getItem(NAME);
  } catch {
    // Storage is switched off.
    return null;
  }
}

/** Keeps a choice, where that is possible. */
export function remember(choice: string): void {
  try {
    localStorage.setItem(NAME, choice);
  } catch {
    // It holds for this page alone.
  }
}
