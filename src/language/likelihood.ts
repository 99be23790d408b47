/**
 * Log-likelihood of words under each candidate language: the emission model of identification.
 *
 * A word's score under a language is log-linear in two sources: the word model (`word-model.ts`, whole words and their
 * letters, fitted on news and interfaces) and spelling. Languages beyond the word model's own are one class of it, in
 * which n-grams tell them apart. Two mixtures keep it honest:
 * - a word can be a name, which every language spells so; how likely that is beforehand depends on its capital;
 * - a word is foreign to its text now and then, so no language falls further than `foreign` below the best one.
 * @module
 */
import type { LanguageCode } from './codes.ts';
import { backgroundSum, type Ngrams } from './ngrams.ts';
import { spellingEvidence } from './orthography.ts';
import type { Parameters } from './parameters.ts';
import { isForeignWord } from './scripts.ts';
import { classifyWord, NAME, OTHER, WORD_LANGUAGES, type WordClasses } from './word-model.ts';
import type { Word } from './words.ts';

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

/** Reads words, each once: a cache for one request. */
export class WordReader {
  readonly #cache = new Map<string, WordClasses>();

  /** What is known of a word in Latin script. */
  read({ lower }: Pick<Word, 'lower'>): WordClasses {
    const key = lower.slice(0, MAX_LETTERS);
    let reading = this.#cache.get(key);
    if (reading === undefined) {
      reading = classifyWord(key);
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

  constructor(
    readonly languages: readonly LanguageCode[],
    readonly reader: WordReader,
    readonly parameters: Parameters,
    /** For languages beyond those of the word model; without them these are all alike. */
    readonly ngrams?: Ngrams,
  ) {
    this.#classes = languages.map((language) => {
      const index = WORD_LANGUAGES.indexOf(language);
      return index < 0 ? OTHER : index;
    });
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
    const { classes, known } = this.reader.read(word);
    const exponent = known ? parameters.model : parameters.modelUnknown;
    const name = nameRate + (known ? 0 : parameters.nameUnknown) + exponent * classes[NAME]!;
    // Where the word is a name, its letters say nothing either.
    const letters = 1 / (1 + Math.exp(nameRate + this.reader.nameOdds(word, parameters)));
    const foreignCapital = hasOwnCapital(word);
    ngrams.set(this.#amongOthers(word.lower).map((value) => letters * value));
    let best = Number.NEGATIVE_INFINITY;
    this.languages.forEach((language, index) => {
      const listed = classes[this.#classes[index]!]!;
      const own = exponent * (this.#classes[index] === OTHER ? listed + parameters.other : listed);
      words[index] = addLogs(own, name);
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

  /** What n-grams say of a word for each language that is not of the word model, 0 for the likeliest of them. */
  #amongOthers(lower: string): readonly number[] {
    const { ngrams, parameters } = this;
    const others = this.#classes.filter((index) => index === OTHER).length;
    if (ngrams === undefined || others < 2) return this.languages.map(() => 0);
    const sums = ngrams.sums(lower);
    const own = this.languages.map((language, index) =>
      this.#classes[index] !== OTHER
        ? undefined
        : parameters.word.ngrams * (ngrams.has(language) ? (sums[language] ?? 0) : backgroundSum(lower)),
    );
    const best = Math.max(...own.map((value) => value ?? Number.NEGATIVE_INFINITY));
    return own.map((value) => (value === undefined ? 0 : value - best));
  }
}

/** log(e^a + e^b). */
function addLogs(a: number, b: number): number {
  const high = Math.max(a, b);
  return high + Math.log1p(Math.exp(Math.min(a, b) - high));
}
