/**
 * A phrasebook of page chrome in English and French: what a label is, and how the other language says it.
 *
 * A label is compared as a whole, after normalisation:
 *
 * 1. White space, punctuation, arrows and ornaments at its two ends are set aside; they come back unchanged, but for
 *    the no-break space that French puts before `: ; ! ?` and English does not.
 * 2. Its date becomes `{date}`, each number or time of day `{n}`; the translation gets them back in order, written in
 *    the way of its language (`1,200` / `1 200`, `2:05 p.m.` / `14 h 05`, `November 12` / `12 novembre`).
 * 3. Case, runs of white space (no-break spaces too), the shape of apostrophes, dashes and quotes, invisible
 *    characters and the space around inner punctuation are levelled.
 * 4. Accents are dropped, because capitals often lose them. Where two phrases differ by nothing else (Cinema,
 *    Cinéma), the accents as written decide, except in a text of bare capitals, which may be either.
 *
 * A phrase that two pairs claim in one language belongs to the pair that comes first. The index is built once, with
 * the first lookup, and never changes.
 * @module
 */
import type { LanguageCode } from './codes.ts';
import type { PhrasePair } from './phrase-pair.ts';
import type { PhraseLanguage } from './phrasebook-dates.ts';
import { PHRASE_PAIRS } from './phrasebook-entries.ts';
import { fillSlots, isSingular, type SlottedLabel, takeSlots } from './phrasebook-slots.ts';

/** A phrase of the phrasebook that a text matches. */
export interface PhraseMatch {
  /** Languages the text is a phrase of; several where they spell it alike ("Culture"). */
  readonly languages: readonly LanguageCode[];
  /** The phrase in `target`, in the text's own case and with its numbers; `undefined` if the phrasebook lacks it. */
  translate(target: LanguageCode): string | undefined;
}

/** Longest text that is looked up, in UTF-16 code units; chrome is short. */
const MAX_LENGTH = 160;

/** One spelling of a pair in one language. */
interface Phrase {
  readonly language: PhraseLanguage;
  readonly spelling: string;
  /** The spelling without its ends, levelled, with its accents. */
  readonly accented: string;
  readonly plural: boolean;
  readonly pair: PhrasePair;
}

/**
 * Looks a whole label up, whatever its case, accents, arrows and numbers.
 * @returns `undefined` when the text is not a phrase of the book.
 */
export function lookupPhrase(text: string): PhraseMatch | undefined {
  // Braces stand for slots here; no chrome is written with them.
  if (text.length > MAX_LENGTH || /[{}]/.test(text)) return undefined;
  const { lead, core: written, tail } = cutEnds(text);
  const core = COMBINING.test(written) ? written.normalize('NFC') : written;
  const label = takeSlots(core);
  const accented = level(label.template);
  phraseIndex ??= buildIndex(PHRASE_PAIRS);
  const all = phraseIndex.get(withoutAccents(accented));
  if (!all) return undefined;
  const bareCapitals = isCapitals(core) && !/[À-ÿ]/.test(core);
  const exact = bareCapitals ? [] : all.filter((phrase) => phrase.accented === accented);
  const phrases = exact.length > 0 ? exact : all;
  const languages = languagesOf(phrases, label);
  const phrase = phrases.find(({ language }) => languages.includes(language));
  if (!phrase) return undefined;
  return {
    languages: languages as readonly string[] as readonly LanguageCode[],
    translate(target) {
      const to: string = target;
      if (languages.some((language) => language === to)) return text;
      if (to !== 'en' && to !== 'fr') return undefined;
      const filled = fillSlots(templateFor(phrase, label, to), label, phrase.language, to);
      return filled === undefined ? undefined : lead + inCaseOf(core, phrase, filled, to) + tailFor(tail, to);
    },
  };
}

/** Languages of the phrases, narrowed by a date in words; figures alone ("12/11/2023") are of no language. */
function languagesOf(
  phrases: readonly Phrase[],
  { template, date }: SlottedLabel,
): readonly PhraseLanguage[] {
  const languages = [...new Set(phrases.map((phrase) => phrase.language))];
  const dated = date ? languages.filter((language) => date.languages.includes(language)) : [];
  const worded = /\p{L}/u.test(template.replaceAll(/\{\w+\}/g, ''));
  return dated.length > 0 || !worded ? dated : languages;
}

function templateFor(phrase: Phrase, label: SlottedLabel, target: PhraseLanguage): string {
  const [en, fr, enMany, frMany] = phrase.pair;
  const one = target === 'en' ? en : fr;
  const many = target === 'en' ? enMany : frMany;
  const singular = label.numbers.length > 0 ? isSingular(label, phrase.language, target) : !phrase.plural;
  const spelling = many === undefined || singular ? one : many;
  return cutEnds(spelling.split('|')[0]!).core;
}

/** Sets aside what stands before the first and after the last letter, digit or slot. */
function cutEnds(text: string): { readonly lead: string; readonly core: string; readonly tail: string } {
  let start = 0;
  while (start < text.length && !isWordCharacter(text, start)) start++;
  let end = text.length;
  while (end > start && !isWordCharacter(text, end - 1)) end--;
  const tail = text.slice(end);
  const core = text.slice(start, end);
  // The full stop of "p.m." and of "12 nov." belongs to the word.
  const stop = tail[0] === '.' && ABBREVIATED_END.test(core) ? '.' : '';
  return { lead: text.slice(0, start), core: core + stop, tail: tail.slice(stop.length) };
}

/** Whether a code unit is part of a word or a slot. No phrase has one beyond the Basic Multilingual Plane. */
function isWordCharacter(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  // a-z { }, A-Z, 0-9, Latin letters with accents: all that the book itself has, so that loading it is fast.
  if (code < 0xc0) {
    return (
      (code >= 97 && code <= 125 && code !== 124) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)
    );
  }
  // U+FE0F and U+20E3 are marks that emoji carry.
  return (
    code < 0x250 || (code !== 0xfe0f && code !== 0x20e3 && OTHER_WORD_CHARACTER.test(text.charAt(index)))
  );
}

const ABBREVIATED_END =
  /(?:\d\s?[ap]\.m|\d(?:er)?\s(?:jan|janv|feb|f[ée]vr|mar|apr|avr|jun|jul|juil|aug|sept?|oct|nov|d[ée]c))$/i;
const OTHER_WORD_CHARACTER = /[\p{L}\p{N}\p{M}]/u;
const TO_LEVEL = /[^a-zà-åç-öø-ÿ0-9 '{}(),./&%-]| {2}/;
const BEYOND_ASCII = /[^\0-\x7f]/;
const COMBINING = /\p{M}/u;

function level(text: string): string {
  const lower = text.toLowerCase();
  if (!TO_LEVEL.test(lower)) return lower;
  return lower
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[’‘ʼ´`]/g, "'")
    .replace(/[‐-―−]/g, '-')
    .replace(/[«“”»„]/g, '"')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replace(/\s+/g, ' ')
    .replace(/ ?([:;?!]) ?/g, '$1 ')
    .trim();
}

function withoutAccents(text: string): string {
  return BEYOND_ASCII.test(text) ? text.normalize('NFD').replace(/[\u0300-\u036f]/g, '') : text;
}

function isCapitals(text: string): boolean {
  return /\p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** English words that keep their capital inside a sentence. */
const PROPER =
  /^(?:I|English|French|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October)(?!\p{L})|^\p{Lu}{2}/u;

/** Gives a translation the case pattern of the text it stands for. */
function inCaseOf(core: string, phrase: Phrase, translation: string, target: PhraseLanguage): string {
  const inBook = cutEnds(phrase.spelling).core;
  if (isCapitals(core) && !isCapitals(inBook.replaceAll(/\{\w+\}/g, ''))) return translation.toUpperCase();
  if (/^\p{Lu}/u.test(core)) return translation.charAt(0).toUpperCase() + translation.slice(1);
  if (!/^\p{Ll}/u.test(core) || !/^\p{Lu}/u.test(inBook)) return translation;
  if (target === 'en' ? PROPER.test(translation) : /^\p{Lu}{2}/u.test(translation)) return translation;
  return translation.charAt(0).toLowerCase() + translation.slice(1);
}

function tailFor(tail: string, target: PhraseLanguage): string {
  return target === 'fr'
    ? tail.replace(/^(?=[:;?!])/, '\u00a0')
    : tail.replace(/^[ \u00a0\u202f]+(?=[:;?!])/, '');
}

/** What {@link cutEnds} sets aside, around the bars of a list of phrases. */
const ENDS_IN_LIST = /[^a-z0-9\u00c0-\u024f{}|]*\|[^a-z0-9\u00c0-\u024f{}|]*/gi;

function buildIndex(pairs: readonly PhrasePair[]): ReadonlyMap<string, readonly Phrase[]> {
  // All spellings are levelled in one string: one by one it takes several times as long, at every cold start.
  const list = pairs.map((pair) => pair.join('|')).join('|');
  const accented = level(`|${list}|`.replace(ENDS_IN_LIST, '|')).split('|').slice(1, -1);
  const keys = withoutAccents(accented.join('|')).split('|');
  const spellings = list.split('|');
  const index = new Map<string, Phrase[]>();
  let at = 0;
  for (const pair of pairs) {
    for (let side = 0; side < pair.length; side++) {
      const language = side % 2 === 0 ? 'en' : 'fr';
      for (const end = at + pair[side]!.split('|').length; at < end; at++) {
        const phrase = {
          language,
          spelling: spellings[at]!,
          accented: accented[at]!,
          plural: side > 1,
          pair,
        } as const;
        const phrases = index.get(keys[at]!);
        if (phrases) phrases.push(phrase);
        else index.set(keys[at]!, [phrase]);
      }
    }
  }
  return index;
}

/** Built with the first label, not at the start of a service that has none to read yet. */
let phraseIndex: ReadonlyMap<string, readonly Phrase[]> | undefined;
