/**
 * Language codes: the primary subtags of BCP-47 that the service reasons about.
 * @module
 * @see https://www.rfc-editor.org/rfc/rfc5646
 */

/** A canonical, lower-case BCP-47 primary language subtag: `en`, `fr`, …, or `zxx`, `und`. */
export type LanguageCode = string & { readonly __brand: 'LanguageCode' };

/** No linguistic content: numbers, symbols, codes, names alone (ISO 639-2). */
export const NO_LANGUAGE = 'zxx' as LanguageCode;

/** A language that could not be determined (ISO 639-2). */
export const UNDETERMINED = 'und' as LanguageCode;

/**
 * Reads a language tag as people write it (`fr`, `FR`, `fr-CA`, `fr_CA`, `fra`).
 * @returns the primary subtag in its shortest canonical form, or `undefined` if the tag is not well-formed.
 */
export function parseLanguage(tag: string): LanguageCode | undefined {
  const written = tag.trim().replaceAll('_', '-');
  if (!/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(written)) return undefined;
  try {
    return new Intl.Locale(written).language as LanguageCode;
  } catch {
    return undefined;
  }
}
