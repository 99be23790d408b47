/**
 * Writing systems: many of them decide the language on their own.
 * @module
 */
import { franc } from 'franc';
import { type LanguageCode, parseLanguage } from './codes.ts';
import type { Ngrams } from './ngrams.ts';

interface Script {
  readonly pattern: RegExp;
  /** Its languages, the likeliest for a short text first. */
  readonly languages: readonly string[];
  /** Letters that tell a language from the one before it in the list; global patterns. */
  readonly letters?: readonly (readonly [RegExp, string])[];
}

const SCRIPTS: readonly Script[] = [
  {
    pattern: /\p{Script=Cyrillic}/u,
    languages: ['ru', 'uk', 'be', 'bg', 'sr'],
    letters: [
      [/[ыэё]/giu, 'ru'],
      [/[їєґі]/giu, 'uk'],
      [/ў/giu, 'be'],
      [/[ђјљњћџ]/giu, 'sr'],
      [/[ѓќѕ]/giu, 'mk'],
      [/[әғқңөұүһ]/giu, 'kk'],
    ],
  },
  {
    pattern: /\p{Script=Arabic}/u,
    languages: ['ar', 'fa', 'ur', 'ku'],
    letters: [
      [/[پچژگ]/gu, 'fa'],
      [/[ٹڈڑںے]/gu, 'ur'],
      [/[ڵۆێڕ]/gu, 'ku'],
      [/[ټډړښ]/gu, 'ps'],
    ],
  },
  { pattern: /[\p{Script=Hiragana}\p{Script=Katakana}]/u, languages: ['ja'] },
  { pattern: /\p{Script=Han}/u, languages: ['zh'] },
  { pattern: /\p{Script=Hangul}/u, languages: ['ko'] },
  { pattern: /\p{Script=Greek}/u, languages: ['el'] },
  { pattern: /\p{Script=Hebrew}/u, languages: ['he'] },
  { pattern: /\p{Script=Devanagari}/u, languages: ['hi', 'mr'] },
  { pattern: /\p{Script=Thai}/u, languages: ['th'] },
  { pattern: /\p{Script=Armenian}/u, languages: ['hy'] },
  { pattern: /\p{Script=Georgian}/u, languages: ['ka'] },
  { pattern: /\p{Script=Bengali}/u, languages: ['bn'] },
  { pattern: /\p{Script=Tamil}/u, languages: ['ta'] },
  { pattern: /\p{Script=Telugu}/u, languages: ['te'] },
  { pattern: /\p{Script=Gujarati}/u, languages: ['gu'] },
  { pattern: /\p{Script=Gurmukhi}/u, languages: ['pa'] },
  { pattern: /\p{Script=Kannada}/u, languages: ['kn'] },
  { pattern: /\p{Script=Malayalam}/u, languages: ['ml'] },
  { pattern: /\p{Script=Ethiopic}/u, languages: ['am'] },
  { pattern: /\p{Script=Lao}/u, languages: ['lo'] },
];

/** Letters from which n-grams tell the languages of one script apart. */
const LONG = 25;

const FOREIGN = /(?!\p{Script=Latin})\p{L}/u;

/** Whether a text has letters of a script other than Latin. */
export function hasForeignScript(text: string): boolean {
  return FOREIGN.test(text);
}

/** Whether a text is long and in a script of several languages. */
export function isOfSharedScript(text: string): boolean {
  if (text.length < LONG || !hasForeignScript(text)) return false;
  const script = SCRIPTS.find(({ pattern }) => pattern.test(text));
  return script !== undefined && script.languages.length > 1;
}

/** Whether a word begins in a script other than Latin. */
export function isForeignWord(word: string): boolean {
  return FOREIGN.test(word.slice(0, 2));
}

/**
 * The language of text in scripts other than Latin; of several scripts, the one with kana or the first of the table.
 * @param ngrams to tell the languages of one script apart, for texts of {@link isOfSharedScript}
 * @param stated the language that the caller states; it is believed if it is written in this script
 * @returns `undefined` when the script is not one of the table and n-grams do not know the text.
 */
export function languageOfScript(
  text: string,
  ngrams?: Ngrams,
  stated?: LanguageCode,
): LanguageCode | undefined {
  const foreign = text.replace(/\p{Script=Latin}/gu, '');
  const script = SCRIPTS.find(({ pattern }) => pattern.test(foreign));
  if (script === undefined) return parseLanguage(franc(foreign, { minLength: 1 }).replace('und', ''));
  if (stated !== undefined && script.languages.includes(stated)) return stated;
  const [first] = script.languages;
  if (script.languages.length === 1) return first as LanguageCode;
  const marked = markedLanguage(foreign, script);
  if (marked !== undefined || foreign.length < LONG) return (marked ?? first) as LanguageCode;
  const named = parseLanguage(franc(foreign, { minLength: 1 }).replace('und', ''));
  if (named !== undefined && script.languages.includes(named)) return named;
  const nearest = ngrams?.detect(foreign).language;
  if (nearest !== undefined && script.languages.includes(nearest)) return nearest as LanguageCode;
  // franc names languages that eld does not know (Nepali, Uyghur, Mongolian).
  return named ?? (first as LanguageCode);
}

/** The language whose own letters a text has most of; of equals the later one, whose letters are the rarer. */
function markedLanguage(text: string, script: Script): string | undefined {
  let most = 0;
  let language: string | undefined;
  for (const [letters, marked] of script.letters ?? []) {
    const count = text.match(letters)?.length ?? 0;
    if (count > 0 && count >= most) {
      most = count;
      language = marked;
    }
  }
  return language;
}
