/**
 * Languages as DeepL names them: upper-case, some targets with variants, which the models do not tell apart.
 * @module
 */
import { NewsglotError } from '../../errors.ts';
import { type LanguageCode, parseLanguage } from '../../language/codes.ts';
import type { Language } from '../catalogue.ts';

/** A language of `/v2/languages`. */
export interface DeeplLanguage {
  readonly language: string;
  readonly name: string;
  readonly supports_formality: false;
}

/** The variants that a target can be stated as, with their names. */
const VARIANTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: { 'EN-GB': 'English (British)', 'EN-US': 'English (American)' },
  es: { ES: 'Spanish', 'ES-419': 'Spanish (Latin American)' },
  pt: { 'PT-BR': 'Portuguese (Brazilian)', 'PT-PT': 'Portuguese (European)' },
  zh: { 'ZH-HANS': 'Chinese (simplified)', 'ZH-HANT': 'Chinese (traditional)' },
};

/** The languages of texts. */
export function sourceLanguages(languages: readonly Language[]): DeeplLanguage[] {
  return languages.map(({ code, name }) => ({ language: upper(code), name, supports_formality: false }));
}

/** The languages of translations, variants in place of the languages that have some. */
export function targetLanguages(languages: readonly Language[]): DeeplLanguage[] {
  return languages.flatMap(({ code, name }) =>
    Object.entries(VARIANTS[code] ?? { [upper(code)]: name }).map(
      ([language, variant]): DeeplLanguage => ({ language, name: variant, supports_formality: false }),
    ),
  );
}

/** A pair of languages in lower case, as glossaries have them. */
export interface LanguagePair {
  readonly source_lang: string;
  readonly target_lang: string;
}

/** All pairs of two languages. */
export function languagePairs(languages: readonly Language[]): LanguagePair[] {
  return languages.flatMap(({ code, targets }) =>
    targets
      .filter((target) => target !== code)
      .map((target): LanguagePair => ({ source_lang: code, target_lang: target })),
  );
}

/** A code in DeepL's manner. */
export function upper(code: LanguageCode): string {
  return code.toUpperCase();
}

/**
 * Reads the source language that a request states.
 * @throws NewsglotError `unsupported_language`
 */
export function readSource(tag: string, known: readonly LanguageCode[]): LanguageCode {
  return read(tag, 'source_lang', known, /^[a-z]{2,3}$/i.test(tag));
}

/**
 * Reads the target language of a request; a variant is read as its language.
 * @throws NewsglotError `unsupported_language`
 */
export function readTarget(tag: string, known: readonly LanguageCode[]): LanguageCode {
  const variants = VARIANTS[tag.slice(0, 2).toLowerCase()] ?? {};
  return read(tag, 'target_lang', known, /^[a-z]{2,3}$/i.test(tag) || tag.toUpperCase() in variants);
}

function read(
  tag: string,
  param: 'source_lang' | 'target_lang',
  known: readonly LanguageCode[],
  wellFormed: boolean,
): LanguageCode {
  const code = wellFormed ? parseLanguage(tag) : undefined;
  if (code && known.includes(code)) return code;
  throw new NewsglotError('unsupported_language', `Value for '${param}' not supported.`, { param });
}
