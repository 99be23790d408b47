/**
 * Which languages a page is weighed between, and how likely each is before the page is read.
 * @module
 */
import { franc } from 'franc';
import type { Document } from '../document/document.ts';
import type { Step } from '../turns.ts';
import { languageNamed } from './autonyms.ts';
import { type LanguageCode, parseLanguage } from './codes.ts';
import type { WordReader } from './likelihood.ts';
import { loadNgrams, type Ngrams } from './ngrams.ts';
import type { Parameters } from './parameters.ts';
import { hasForeignScript, isOfSharedScript } from './scripts.ts';
import { OTHER, WORD_LANGUAGES } from './word-model.ts';
import { splitWords } from './words.ts';

/** Languages and their prior probabilities (sum 1), index by index. */
export interface Candidates {
  readonly languages: readonly LanguageCode[];
  readonly priors: readonly number[];
  /** The language that the page as a whole declares. */
  readonly declared: LanguageCode | undefined;
  /** Loaded where a text of the page needs them. */
  readonly ngrams: Ngrams | undefined;
}

/** Factor for the language that the caller states. */
const STATED_FACTOR = 50;
const HOME: ReadonlySet<string> = new Set(['en', 'fr']);

/** Letters a block needs before eld is asked for languages beyond the word model, and franc for those eld lacks. */
const MIN_LETTERS = 20;
const MIN_LETTERS_FRANC = 80;
/** Letters that both read of a block. */
const SAMPLE = 300;
const MIN_WORDS = 3;
/** Log-odds from which the words of a text are clearly of one language. */
const CLEAR = 6;
/** Languages beside those of the word model that are weighed: those with the most letters. */
const MAX_FOUND = 8;

/** What candidates are found with. */
export interface CandidateOptions {
  readonly reader: WordReader;
  readonly parameters: Parameters['prior'];
  /** The source language as the caller states it, if any. */
  readonly stated: LanguageCode | undefined;
  /** Comes before each block. */
  readonly step: Step;
}

/** The candidates in Latin script for a document: those of the word model, the declared ones, those found in long blocks. */
export async function findCandidates(
  document: Document,
  { reader, parameters, stated, step }: CandidateOptions,
): Promise<Candidates> {
  let ngrams: Ngrams | undefined;
  const letters = new Map<LanguageCode, number>();
  const count = (language: LanguageCode | undefined, amount: number) => {
    if (language === undefined || NON_LATIN.has(language)) return;
    letters.set(language, (letters.get(language) ?? 0) + amount);
  };
  count(stated, Number.POSITIVE_INFINITY);
  for (const { text, declared } of document.blocks) {
    await step();
    const sample = text.slice(0, SAMPLE);
    if (isOfSharedScript(sample)) ngrams ??= await loadNgrams();
    const main = mainLanguage(sample, reader);
    if (main === 'other') {
      ngrams ??= await loadNgrams();
      count(otherLanguage(sample, ngrams), text.length);
    } else count(main, text.length);
    count(declared, text.length);
    count(languageNamed(text), text.length);
  }
  const found = [...letters]
    .sort((a, b) => b[1] - a[1])
    .map(([language]) => language)
    .filter((language) => !WORD_LANGUAGES.includes(language));
  const { declared } = document;
  const languages = [...new Set([...WORD_LANGUAGES, ...found.slice(0, MAX_FOUND)])];
  const weights = languages.map((language) => {
    const weight = HOME.has(language)
      ? parameters.home
      : WORD_LANGUAGES.includes(language)
        ? letters.has(language)
          ? parameters.present
          : parameters.core
        : parameters.found;
    return (
      weight * (language === declared ? parameters.declared : 1) * (language === stated ? STATED_FACTOR : 1)
    );
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return { languages, priors: weights.map((weight) => weight / sum), declared, ngrams };
}

const NON_LATIN: ReadonlySet<string> = new Set(
  'am ar be bg bn el fa gu he hi hy ja ka kn ko ku lo ml mr or pa ru sr ta te th uk ur zh'.split(' '),
);

/** The language of a text by its words alone, if they are clearly of one; `other` if that is none of the word model. */
function mainLanguage(text: string, reader: WordReader): LanguageCode | 'other' | undefined {
  if (text.length < MIN_LETTERS || hasForeignScript(text)) return undefined;
  const distinct = new Set(splitWords(text).map(({ lower }) => lower));
  const sums = new Float64Array(OTHER + 1);
  for (const lower of distinct) {
    const { classes } = reader.read({ lower });
    for (let k = 0; k <= OTHER; k++) sums[k]! += classes[k]!;
  }
  if (distinct.size < MIN_WORDS) return undefined;
  const [best = 0, second = 0] = [...sums.keys()].sort((a, b) => sums[b]! - sums[a]!);
  if (best === OTHER) return 'other';
  return sums[best]! - sums[second]! > CLEAR ? WORD_LANGUAGES[best] : undefined;
}

/** The language of a text that is in none of the word model, if its letters tell. */
function otherLanguage(text: string, ngrams: Ngrams): LanguageCode | undefined {
  const letters = ngrams.detect(text);
  const known = letters.language as LanguageCode;
  if (letters.isReliable) return WORD_LANGUAGES.includes(known) ? undefined : known;
  const named = parseLanguage(franc(text).replace('und', ''));
  if (named === undefined || WORD_LANGUAGES.includes(named)) return undefined;
  // franc alone is believed on longer text and where eld could not have known better.
  return named === known || (!ngrams.has(named) && text.length >= MIN_LETTERS_FRANC) ? named : undefined;
}
