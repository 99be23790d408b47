/**
 * Weighs all evidence that lies in a piece itself, and tells which of it decided.
 * @module
 */
import { languageNamed } from './autonyms.ts';
import type { LanguageCode } from './codes.ts';
import { languageOfCredit } from './credits.ts';
import type { Evidence } from './identification.ts';
import type { WordScorer } from './likelihood.ts';
import { typographyEvidence } from './orthography.ts';
import type { Draft } from './pieces.ts';
import { WORD_LANGUAGES } from './word-model.ts';

/**
 * Log-odds against the likeliest language from which a word is spelt so in a language too: in one of the phrasebook, which
 * would list it if it were as usual as its own, and in others.
 */
const SHARED_AT_HOME = -1.5;
const SHARED = -3;
const PHRASEBOOK: ReadonlySet<string> = new Set(['en', 'fr']);
/** A language's own name for itself. */
const AUTONYM = 8;
/** The label of a credit, against whatever its names look like. */
const CREDIT = 10;
/** Words of a piece that are weighed; more change nothing. */
const MAX_WORDS = 200;

/** Terms of a piece's log-likelihood, per candidate language. `total` is their sum after corrections. */
export interface Terms {
  readonly ngrams: Float64Array;
  readonly words: Float64Array;
  readonly spelling: Float64Array;
  readonly phrase: Float64Array;
  readonly declared: Float64Array;
  readonly total: Float64Array;
}

/**
 * The log-likelihood of a piece under each candidate of `scorer`.
 * @param pageLanguage what the page as a whole declares
 */
export function weigh(draft: Draft, scorer: WordScorer, pageLanguage: LanguageCode | undefined): Terms {
  const size = scorer.languages.length;
  const { piece: parameters, spelling } = scorer.parameters;
  const terms: Terms = {
    ngrams: new Float64Array(size),
    words: new Float64Array(size),
    spelling: new Float64Array(size),
    phrase: new Float64Array(size),
    declared: new Float64Array(size),
    total: new Float64Array(size),
  };
  for (const word of draft.words.slice(0, MAX_WORDS)) {
    const scores = scorer.score(word);
    for (let k = 0; k < size; k++) {
      terms.ngrams[k]! += scores.ngrams[k]!;
      terms.words[k]! += scores.words[k]!;
      terms.spelling[k]! += scores.spelling[k]!;
      terms.total[k]! += parameters.temper * scores.total[k]!;
    }
  }
  const spelt = languagesSpeltSo(draft, scorer);
  for (const language of spelt) add('phrase', language, parameters.phrase);
  levelShared(terms, scorer.languages, spelt);
  // After that: "Photo :" is spelt alike in both, and set the French way.
  for (const [language, evidence] of typographyEvidence(draft.text)) {
    add('spelling', language, spelling.typography * evidence);
  }
  const named = languageNamed(draft.text);
  if (named !== undefined) add('phrase', named, AUTONYM);
  const credit = languageOfCredit(draft.text);
  if (credit !== undefined) add('phrase', credit, CREDIT);
  const { declared } = draft.block;
  if (declared !== undefined)
    add(
      'declared',
      declared,
      declared === pageLanguage ? parameters.declaredForPage : parameters.declaredHere,
    );
  return terms;

  function add(term: 'spelling' | 'phrase' | 'declared', language: string, evidence: number): void {
    const k = scorer.languages.indexOf(language as LanguageCode);
    if (k < 0) return;
    terms[term][k]! += evidence;
    terms.total[k]! += evidence;
  }
}

/** Languages of the phrase that a piece is: those of the phrasebook, and others that have the single word it is. */
function languagesSpeltSo({ phrase, words }: Draft, { reader }: WordScorer): readonly LanguageCode[] {
  if (phrase === undefined) return [];
  const [word] = words;
  if (words.length !== 1 || word === undefined) return phrase.languages;
  const classes = reader.read(word).classes.subarray(0, WORD_LANGUAGES.length);
  const most = Math.max(...classes);
  const others = WORD_LANGUAGES.filter(
    (language, k) => classes[k]! > most + (PHRASEBOOK.has(language) ? SHARED_AT_HOME : SHARED),
  );
  return [...new Set([...phrase.languages, ...others])];
}

/** A phrase that two languages spell alike tells nothing of which of them it is, whatever its n-grams say. */
function levelShared(terms: Terms, languages: readonly LanguageCode[], spelt: readonly LanguageCode[]): void {
  const shared = spelt.map((language) => languages.indexOf(language)).filter((k) => k >= 0);
  for (const values of [terms.ngrams, terms.words, terms.total]) {
    const mean = shared.reduce((sum, k) => sum + values[k]!, 0) / shared.length;
    for (const k of shared) values[k] = mean;
  }
}

/** Log-odds against the second language that a term must bring to be named. */
const NOTICEABLE = 0.3;

/**
 * Names the evidence for language `best` against language `second` (indices of candidates), strongest first.
 * @param posterior probabilities of the languages given the whole page
 */
export function explain(terms: Terms, posterior: Float64Array, best: number, second: number): Evidence[] {
  const margin = (values: Float64Array) => values[best]! - values[second]!;
  const context = Math.log(posterior[best]! / Math.max(posterior[second]!, 1e-60)) - margin(terms.total);
  const weights: (readonly [Evidence, number])[] = [
    ['phrasebook', margin(terms.phrase)],
    ['words', margin(terms.words)],
    ['ngrams', margin(terms.ngrams)],
    ['orthography', margin(terms.spelling)],
    ['neighbours', context],
    ['declared', margin(terms.declared)],
  ];
  const named = weights.filter(([, weight]) => weight > NOTICEABLE).sort((a, b) => b[1] - a[1]);
  return named.map(([evidence]) => evidence);
}
