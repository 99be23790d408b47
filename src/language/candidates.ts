/**
 * Which languages a page is weighed between, and how likely each is before the page is read.
 * @module
 */
import { eld } from 'eld/small';
import { franc } from 'franc';
import type { Document } from '../document/document.ts';
import { type LanguageCode, parseLanguage } from './codes.ts';
import { CORE_LANGUAGES, lookupWord } from './lexicon.ts';
import { hasNgrams } from './likelihood.ts';
import { hasForeignScript } from './scripts.ts';
import { splitWords } from './words.ts';

/** Languages and their prior probabilities (sum 1), index by index. */
export interface Candidates {
  readonly languages: readonly LanguageCode[];
  readonly priors: readonly number[];
  /** The language that the page as a whole declares. */
  readonly declared: LanguageCode | undefined;
}

/** Relative weight of a language before anything is known. */
const HOME_WEIGHT = 30;
const CORE_WEIGHT = 1;
const FOUND_WEIGHT = 0.5;
/** Factor on the weight of the language that the document declares: often wrong, so no more than a hint. */
const DECLARED_FACTOR = 2;
/** Factor for the language that the caller states. */
const STATED_FACTOR = 50;
const HOME: ReadonlySet<string> = new Set(['en', 'fr']);

/** Letters a block needs before eld is asked for languages without word lists, and franc for those eld lacks. */
const MIN_LETTERS = 20;
const MIN_LETTERS_FRANC = 80;
/** Letters that both read of a block. */
const SAMPLE = 300;
const MIN_WORDS = 3;
/** Share of function words of one core language below which a text may be in a language without word lists. */
const FUNCTION_WORD_SHARE = 0.35;
/** Languages beside the core that are weighed: those with the most letters. */
const MAX_FOUND = 8;

/**
 * The candidates in Latin script for a document: those with word lists, the declared ones, those found in long blocks.
 * @param stated the source language as the caller states it, if any
 */
export function findCandidates(document: Document, stated?: LanguageCode): Candidates {
  const letters = new Map<LanguageCode, number>();
  const count = (language: LanguageCode | undefined, amount: number) => {
    if (language === undefined || NON_LATIN.has(language)) return;
    letters.set(language, (letters.get(language) ?? 0) + amount);
  };
  count(stated, Number.POSITIVE_INFINITY);
  for (const { text, declared } of document.blocks) {
    count(otherLanguage(text.slice(0, SAMPLE)), text.length);
    if (declared !== undefined && hasNgrams(declared)) count(declared, text.length);
  }
  const found = [...letters].sort((a, b) => b[1] - a[1]).map(([language]) => language);
  const { declared } = document;
  const languages = [...new Set([...CORE_LANGUAGES, ...found.slice(0, MAX_FOUND)])];
  const weights = languages.map((language) => {
    const weight = HOME.has(language)
      ? HOME_WEIGHT
      : CORE_LANGUAGES.includes(language)
        ? CORE_WEIGHT
        : FOUND_WEIGHT;
    return weight * (language === declared ? DECLARED_FACTOR : 1) * (language === stated ? STATED_FACTOR : 1);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { languages, priors: weights.map((weight) => weight / sum), declared };
}

const NON_LATIN: ReadonlySet<string> = new Set(
  'am ar be bg bn el fa gu he hi hy ja ka kn ko ku lo ml mr or pa ru sr ta te th uk ur zh'.split(' '),
);

/** A language outside the core that a long text is in, if the text has too few function words of any core language. */
function otherLanguage(text: string): LanguageCode | undefined {
  if (text.length < MIN_LETTERS || hasForeignScript(text)) return undefined;
  const words = splitWords(text);
  const distinct = new Map(words.map((word) => [word.lower, word]));
  const counts = CORE_LANGUAGES.map(() => 0);
  for (const word of distinct.values()) {
    const entry = lookupWord(word);
    if (entry === undefined) continue;
    for (let core = 0; core < counts.length; core++) if (entry.functionWord & (1 << core)) counts[core]! += 1;
  }
  if (distinct.size < MIN_WORDS || Math.max(...counts) >= FUNCTION_WORD_SHARE * distinct.size)
    return undefined;
  const letters = eld.detect(text);
  const known = letters.language as LanguageCode;
  if (letters.isReliable()) return CORE_LANGUAGES.includes(known) ? undefined : known;
  const named = parseLanguage(franc(text).replace('und', ''));
  if (named === undefined || CORE_LANGUAGES.includes(named)) return undefined;
  // franc alone is believed on longer text and where eld could not have known better.
  return named === known || (!hasNgrams(named) && text.length >= MIN_LETTERS_FRANC) ? named : undefined;
}
