/**
 * The same document in other languages: `Link: <…>; rel="alternate"; hreflang="fr"`.
 * @module
 * @see https://www.rfc-editor.org/rfc/rfc8288#name-the-hreflang-target-attribut
 */

import type { LanguageCode } from '../language/codes.ts';
import type { Services } from '../services.ts';

/** A document in a language. */
export interface Alternate {
  /** Address, absolute or not. */
  readonly href: string;
  readonly language: string;
}

/** The value of a `Link` header that names alternates; `undefined` for none. */
export function alternateLinks(alternates: readonly Alternate[]): string | undefined {
  if (alternates.length === 0) return undefined;
  return alternates
    .map(
      ({ href, language }) =>
        `<${href.replace(/[<>\s]/g, encodeURIComponent)}>; rel="alternate"; hreflang="${language}"`,
    )
    .join(', ');
}

/** The languages other than `target` in which a result is stored. */
export async function otherLanguages(
  { models, results }: Pick<Services, 'models' | 'results'>,
  hash: string,
  target: string,
): Promise<LanguageCode[]> {
  const others = [...new Set(models.flatMap(({ languages }) => languages))].filter((code) => code !== target);
  const found = await Promise.all(others.map((code) => results.has(hash, code)));
  return others.filter((_, index) => found[index]);
}
