/**
 * The same document in other languages: `Link: <…>; rel="alternate"; hreflang="fr"`.
 * @module
 * @see https://www.rfc-editor.org/rfc/rfc8288#name-the-hreflang-target-attribut
 */

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
