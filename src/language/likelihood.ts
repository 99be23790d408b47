/**
 * Log-likelihood of words under each candidate language: the emission model of identification.
 *
 * A word's score under a language is log-linear in three sources: the word model (`word-model.ts`, whole words and their
 * letters, fitted on news and interfaces), the n-gram sums of eld, whose differences between two languages are log-odds
 * up to a factor, and spelling. Two mixtures keep it honest:
 * - a word can be a name, which every language spells so; how likely that is beforehand depends on its capital;
 * - a word is foreign to its text now and then, so no language falls further than `foreign` below the best one.
 * @module
 */
import { eld } from 'eld/small';
import type { LanguageCode } from './codes.ts';
import { spellingEvidence } from './orthography.ts';
import type { Parameters } from './parameters.ts';
import { isForeignWord } from './scripts.ts';
import { classifyWord, NAME, OTHER, WORD_LANGUAGES, type WordClasses } from './word-model.ts';
import type { Word } from './words.ts';

/**
 * Raw score of an n-gram under a language that eld does not know: text of a known language has about 87 in its own
 * language (eld's average score of 0.777) and 30 in the best of the wrong ones.
 */
const BACKGROUND = 55;
/** Share of the words of other languages that are taken for names (natural log). */
const FOREIGN_NAME = -2.3;
/** Words whose scores are kept, and the length in UTF-16 code units to which a word is read. */
const MAX_CACHED = 50_000;
const MAX_LETTERS = 80;

/** Which terms spoke for which language, summed over the words of a piece; indexed like the candidates. */
export interface Scores {
  readonly words: Float64Array;
  readonly ngrams: Float64Array;
  readonly spelling: Float64Array;
  /** The sum with the mixtures above, at most 0: what is compared. */
  readonly total: Float64Array;
}

/** Languages that write words other than names with a capital inside a label or sentence. */
const CAPITALISING: ReadonlySet<string> = new Set(['en', 'de']);

/** Whether a word has a capital that neither its place nor capitals throughout ask for. */
function hasOwnCapital({ capital, gap }: Word): boolean {
  return capital === 'initial' && (gap === 'space' || gap === 'joint' || gap === 'comma');
}

/** What the word model and eld say of a word; both depend on nothing else. */
interface Reading extends WordClasses {
  /** Raw n-gram sums of eld by language, and the number of n-grams. */
  readonly ngrams: Readonly<Record<string, number>>;
  readonly ngramCount: number;
}

/** Reads words, each once: a cache for one request. */
export class WordReader {
  readonly #cache = new Map<string, Reading>();

  /** What is known of a word in Latin script. */
  read({ lower }: Pick<Word, 'lower'>): Reading {
    const key = lower.slice(0, MAX_LETTERS);
    let reading = this.#cache.get(key);
    if (reading === undefined) {
      reading = { ...classifyWord(key), ngrams: ngramSums(key), ngramCount: ngramCount(key) };
      if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
      this.#cache.set(key, reading);
    }
    return reading;
  }

  /**
   * Log-odds that a word is a name rather than a word of any language of the model. What looks like a word of some
   * other language is most often a name.
   */
  nameOdds(word: Word, { capital, nameUnknown }: Parameters['word']): number {
    const { classes, known } = this.read(word);
    const only = hasOwnCapital(word);
    let best = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < OTHER; k++) {
      const language = WORD_LANGUAGES[k]!;
      best = Math.max(best, classes[k]! - (only && !CAPITALISING.has(language) ? capital : 0));
    }
    const odds = addLogs(classes[NAME]!, classes[OTHER]! + FOREIGN_NAME) - best;
    return known ? odds : odds + nameUnknown;
  }
}

/** Scores words under a fixed list of candidate languages. Holds a cache: one per request. */
export class WordScorer {
  readonly #cache = new Map<string, Scores>();
  readonly #classes: readonly number[];
  readonly #known: readonly boolean[];

  constructor(
    readonly languages: readonly LanguageCode[],
    readonly reader: WordReader,
    readonly parameters: Parameters,
  ) {
    this.#classes = languages.map((language) => {
      const index = WORD_LANGUAGES.indexOf(language);
      return index < 0 ? OTHER : index;
    });
    this.#known = languages.map(hasNgrams);
  }

  /** Scores of a word in Latin script. */
  score(word: Word): Scores {
    const { word: parameters } = this.parameters;
    const rate =
      word.capital === 'none'
        ? parameters.nameSmall
        : word.position === 'inside'
          ? parameters.nameInside
          : parameters.nameInitial;
    const lower = word.lower.slice(0, MAX_LETTERS);
    const key = `${rate}${hasOwnCapital(word)}${word.capital}${lower}`;
    let scores = this.#cache.get(key);
    if (scores === undefined) {
      scores = this.#compute({ ...word, lower }, rate);
      if (this.#cache.size >= MAX_CACHED) this.#cache.clear();
      this.#cache.set(key, scores);
    }
    return scores;
  }

  #compute(word: Word, nameRate: number): Scores {
    const size = this.languages.length;
    const words = new Float64Array(size);
    const ngrams = new Float64Array(size);
    const spelling = new Float64Array(size);
    const total = new Float64Array(size);
    if (isForeignWord(word.text)) return { words, ngrams, spelling, total };
    const { word: parameters } = this.parameters;
    const { classes, known, ngrams: raw, ngramCount: count } = this.reader.read(word);
    const exponent = known ? parameters.model : parameters.modelUnknown;
    const name = nameRate + (known ? 0 : parameters.nameUnknown) + exponent * classes[NAME]!;
    // Where the word is a name, its letters say nothing either.
    const letters = 1 / (1 + Math.exp(nameRate + this.reader.nameOdds(word, parameters)));
    const foreignCapital = hasOwnCapital(word);
    const unknown = BACKGROUND * count;
    let best = Number.NEGATIVE_INFINITY;
    this.languages.forEach((language, index) => {
      const listed = classes[this.#classes[index]!]!;
      const own = exponent * (this.#classes[index] === OTHER ? listed + parameters.other : listed);
      words[index] = addLogs(own, name);
      ngrams[index] = letters * parameters.ngrams * (this.#known[index] ? (raw[language] ?? 0) : unknown);
      spelling[index] = letters * spellingEvidence(word, language, this.parameters.spelling);
      if (foreignCapital && !CAPITALISING.has(language)) spelling[index]! -= letters * parameters.capital;
      total[index] = words[index]! + ngrams[index]! + spelling[index]!;
      best = Math.max(best, total[index]!);
    });
    for (let index = 0; index < size; index++) {
      total[index] = addLogs(total[index]!, best - parameters.foreign) - best;
    }
    return { words, ngrams, spelling, total };
  }
}

/** log(e^a + e^b). */
function addLogs(a: number, b: number): number {
  const high = Math.max(a, b);
  return high + Math.log1p(Math.exp(Math.min(a, b) - high));
}

let ngramLanguages: ReadonlySet<string> | undefined;

/** Whether eld has n-grams of a language. Asked for late: a Worker reads eld's tables when it first needs them. */
export function hasNgrams(language: LanguageCode): boolean {
  ngramLanguages ??= new Set(Object.values(eld.info().Languages));
  return ngramLanguages.has(language);
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
