/**
 * What the class and id attributes of an element say.
 * @module
 */

/** The words of an element's class and id. */
export interface ClassWords {
  /** E.g. `article__share mt-4` → article, share, mt; without words that tell of something else (`has-sidebar`, `category-sports`). */
  readonly words: readonly string[];
  /** Whether the class is `notranslate`. */
  readonly refuses: boolean;
}

/** Words that say what an element is only at the end of a class: `card__tag`, not `tag-politics`. */
const WEAK_WORDS = new Set('tag tags category cat more ad ads time date text content source by'.split(' '));

/** Reads the decoded values of the two attributes, either of them empty if there is none. */
export function classWords(className: string, id: string): ClassWords {
  const refuses = /(?:^|\s)notranslate(?:\s|$)/i.test(className.slice(0, 1000));
  const tokens = `${className} ${id}`.slice(0, 400).split(/\s+/);
  const words = tokens.flatMap((token) => {
    const parts = token
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word !== '');
    if (/^(?:has|with|without|no|is)$/.test(parts[0] ?? '')) return [];
    return parts.filter((word, i) => i === parts.length - 1 || !WEAK_WORDS.has(word));
  });
  return { words, refuses };
}
