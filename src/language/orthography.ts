/**
 * What spelling and typography tell of a language: letters it has, elisions and contractions, spaces before signs.
 * Values are natural-log likelihoods relative to "says nothing" (0).
 * @module
 */
import type { LanguageCode } from './codes.ts';
import type { Parameters } from './parameters.ts';
import type { Word } from './words.ts';

/** Accented letters that a language uses in native words. */
const ACCENTED: Readonly<Record<string, string>> = {
  en: '',
  fr: 'àâæçéèêëîïôœùûüÿ',
  es: 'áéíñóúü',
  de: 'äöüß',
  it: 'àèéìíòóùú',
  pt: 'àáâãçéêíóôõúü',
  nl: 'äéèëïóöü',
};
const ACCENT = /[\u00DF-\u024F]/g;

/** "l'été", "qu'il", "d'une": an elided word before a vowel. */
const FRENCH_ELISION = /^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'[aeiouyhàâæéèêëîïôœùû]/;
const ITALIAN_ELISION = /^(?:[ldcns]|un|dell|all|nell|dall|sull|quest|quell|com|dov|anch)'[aeiouhàèéìòù]/;
/** "Russia's", "don't", "we've". */
const ENGLISH_CLITIC = /(?:'s|n't|'re|'ve|'ll)$/;
const ENGLISH_PRONOUN_CLITIC = /^(?:i'm|i'd|he'd|she'd|we'd|they'd|you'd)$/;

/** Evidence of one word's spelling for `language`. */
export function spellingEvidence(
  word: Word,
  language: LanguageCode,
  { unknownLetter, apostrophe }: Parameters['spelling'],
): number {
  const lower = word.lower;
  let evidence = 0;
  const letters = ACCENTED[language];
  if (letters !== undefined) {
    for (const [letter] of lower.matchAll(ACCENT)) {
      if (!letters.includes(letter)) {
        evidence += unknownLetter;
        break;
      }
    }
  }
  if (lower.includes("'")) {
    if (ENGLISH_CLITIC.test(lower) || ENGLISH_PRONOUN_CLITIC.test(lower)) {
      if (language === 'en') evidence += apostrophe;
    } else if (FRENCH_ELISION.test(lower)) {
      if (language === 'fr') evidence += apostrophe;
      else if (language === 'it' && ITALIAN_ELISION.test(lower)) evidence += apostrophe - 1;
    } else if (language === 'it' && ITALIAN_ELISION.test(lower)) evidence += apostrophe;
  }
  return evidence;
}

const TYPOGRAPHY: readonly (readonly [RegExp, string, number])[] = [
  // French typography; none of some 4,000 translated English sentences has either.
  [/[\p{L}»)][ \u00A0\u202F][!?;:](?:\s|$)/u, 'fr', 4.5],
  [/\p{L}:(?:\s|$)/u, 'fr', -0.7],
  [/\S\s*«[ \u00A0\u202F]/u, 'fr', 2.5],
  [/\b\d{1,2}[ \u00A0\u202F]?h(?:[ \u00A0\u202F]?\d{2})?\b/u, 'fr', 2.5],
  [/\d[ \u00A0\u202F][%€$]/u, 'fr', 1.5],
  [/\b1er\b|\b\d{1,3}(?:e|ème)\b/u, 'fr', 1.5],
  [/\b\d{1,2}(?::\d{2})? ?[ap]\.?m\b/iu, 'en', 2],
  [/\b\d{1,3}(?:st|nd|rd|th)\b/u, 'en', 2],
  [/[¿¡]/u, 'es', 3],
];

/** Evidence of a text's typography, as pairs of language and log-likelihood. */
export function typographyEvidence(text: string): readonly (readonly [language: string, evidence: number])[] {
  return TYPOGRAPHY.filter(([pattern]) => pattern.test(text)).map(([, language, evidence]) => [
    language,
    evidence,
  ]);
}
