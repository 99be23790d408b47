/**
 * Log-likelihood of words under each candidate language: the emission model of identification.
 *
 * A word's score under a language is a sum of independent log-linear terms: character n-grams (the raw n-gram sums of
 * eld, whose differences between two languages are log-odds up to a factor), membership in the language's word lists,
 * and spelling. The factors were fitted on words of translated news in English and French and carried over to the
 * other languages. Two corrections keep the sum honest:
 * - a word is foreign to the text it stands in now and then, so no language falls further than `FOREIGN_FLOOR` below
 *   the best one;
 * - a capitalised word inside a sentence is most often a name, which says little: its terms count for `NAME_WEIGHT`.
 * @module
 */
import { eld } from 'eld/small';
import type { LanguageCode } from './codes.ts';
import { CORE_LANGUAGES, lookupWord } from './lexicon.ts';
import { spellingEvidence } from './orthography.ts';
import { isForeignWord } from './scripts.ts';
import type { Word } from './words.ts';

/** Log-odds per unit of eld's raw n-gram sum. */
const NGRAM_WEIGHT = 0.026;
const FUNCTION_WORD = 2.2;
const LABEL_WORD = 1.8;
const FOREIGN_FLOOR = 6;
const NAME_WEIGHT = 0.3;
const INITIAL_WEIGHT = 0.8;
/**
 * Raw score of an n-gram under a language that eld does not know: text of a known language has about 87 in its own
 * language (eld's average score of 0.777) and 30 in the best of the wrong ones.
 */
const BACKGROUND = 55;
/** Words whose scores are kept, and the length in UTF-16 code units to which a word is read. */
const MAX_CACHED = 50_000;
const MAX_LETTERS = 80;

/** Which terms spoke for which language, summed over the words of a piece; indexed like the candidates. */
export interface Scores {
  readonly ngrams: Float64Array;
  readonly words: Float64Array;
  readonly spelling: Float64Array;
  /** The sum with the corrections above: what is compared. */
  readonly total: Float64Array;
}

/** Scores words under a fixed list of candidate languages. Holds a cache: one per request. */
export class WordScorer {
  readonly #cache = new Map<string, Scores>();
  readonly #core: readonly number[];
  readonly #known: readonly boolean[];

  constructor(readonly languages: readonly LanguageCode[]) {
    this.#core = languages.map((language) => CORE_LANGUAGES.indexOf(language));
    this.#known = languages.map((language) => ELD_LANGUAGES.has(language));
  }

  /** Scores of a word in Latin script. */
  score(word: Word): Scores {
    const listed = lookupWord(word) !== undefined;
    const weight =
      word.capital === 'none' || listed ? 1 : word.position === 'inside' ? NAME_WEIGHT : INITIAL_WEIGHT;
    const lower = word.lower.slice(0, MAX_LETTERS);
    const key = `${weight}${word.capital}${lower}`;
    let scores = this.#cache.get(key);
    if (scores === undefined) {
      scores = this.#compute({ ...word, lower }, weight);
      if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
      this.#cache.set(key, scores);
    }
    return scores;
  }

  #compute(word: Word, weight: number): Scores {
    const size = this.languages.length;
    const ngrams = new Float64Array(size);
    const words = new Float64Array(size);
    const spelling = new Float64Array(size);
    const total = new Float64Array(size);
    if (isForeignWord(word.text)) return { ngrams, words, spelling, total };
    const raw = ngramSums(word.lower);
    const entry = lookupWord(word);
    let best = Number.NEGATIVE_INFINITY;
    const unknown = BACKGROUND * ngramCount(word.lower);
    this.languages.forEach((language, index) => {
      const core = this.#core[index] ?? -1;
      ngrams[index] = weight * NGRAM_WEIGHT * (this.#known[index] ? (raw[language] ?? 0) : unknown);
      if (entry !== undefined && core >= 0) {
        const bit = 1 << core;
        words[index] = entry.functionWord & bit ? FUNCTION_WORD : entry.label & bit ? LABEL_WORD : 0;
      }
      spelling[index] = weight * spellingEvidence(word, language);
      const sum = ngrams[index]! + words[index]! + spelling[index]!;
      total[index] = sum;
      best = Math.max(best, sum);
    });
    for (let index = 0; index < size; index++) total[index] = softFloor(total[index]!, best) - best;
    return { ngrams, words, spelling, total };
  }
}

/** Mixes in the chance that the word is foreign: log(e^sum + e^(best − floor)). */
function softFloor(sum: number, best: number): number {
  const floor = best - FOREIGN_FLOOR;
  const high = Math.max(sum, floor);
  return high + Math.log1p(Math.exp(Math.min(sum, floor) - high));
}

/** Languages in Latin script that eld has n-grams of. */
const ELD_LANGUAGES: ReadonlySet<string> = new Set(Object.values(eld.info().Languages));

/** Whether eld has n-grams of a language. */
export function hasNgrams(language: LanguageCode): boolean {
  return ELD_LANGUAGES.has(language);
}

/** eld reports x / (x + 25) with x the mean raw score of the text's n-grams; this takes the sum back out of it. */
function ngramSums(lower: string): Record<string, number> {
  const count = ngramCount(lower);
  const scores = eld.detect(lower).getScores();
  for (const language in scores) {
    const score = scores[language]!;
    scores[language] = (count * 25 * score) / (1 - score);
  }
  return scores;
}

/** eld cuts a word of b bytes, at most 70, into ⌈(b − 4) / 3⌉ + 1 n-grams. */
function ngramCount(lower: string): number {
  const bytes = Math.min(70, utf8Length(lower));
  return (bytes > 4 ? Math.ceil((bytes - 4) / 3) : 0) + 1;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    bytes += unit < 0x80 ? 1 : unit < 0x800 || (unit >= 0xd800 && unit < 0xe000) ? 2 : 3;
  }
  return bytes;
}
