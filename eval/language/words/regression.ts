/**
 * Multinomial logistic regression with hashed features, by AdaGrad (Duchi et al. 2011).
 * @module
 */
import {
  CLASSES,
  CODES,
  Lexicon,
  letterRows,
  MOSTLY_ENGLISH_CODE,
  MOSTLY_FRENCH_CODE,
  NAME,
  NGRAM_ROWS,
  OTHER,
  SHARED_CODE,
  type Vocabulary,
  WHOLE,
  WordIndex,
  wholeRow,
} from '../../../src/language/word-model.ts';
import type { WordTable } from './counts.ts';

/** A word, what part of its occurrences belongs to each class, and how much it counts. */
export interface Example {
  readonly word: string;
  readonly target: Float64Array;
  readonly weight: number;
  /** How much it deserves a row of its own. */
  readonly rank: number;
}

/** Power of a probability that a word counts for: below 1, so that rare words teach how words look. */
const POWER = 0.35;
/** Probability that every class gives every word: about one occurrence in the texts. */
const SMOOTHING = 1e-8;
/** Occurrences without accents, as capitals have them. */
const BARE_SHARE = 0.1;

/** What an occurrence counts towards a row of its own: most in English and French, which need them on labels. */
const RANK = Array.from({ length: CLASSES }, (_, k) => (k < 2 ? 1 : k === OTHER ? 0.02 : 0.1));

/** Places of the index, and how full it may get. */
const PLACES = 40_000;
const LOAD = 0.92;

/** Places of the lexicon, and the share of a word's occurrences that makes it one of a class. */
const LEXICON_PLACES = 130_000;
const PLAIN = 0.8;
/** Share of its occurrences in English and French that makes a word rather one of them. */
const MOSTLY = 0.6;

/** The frequent words, and of the others those of English, French, both, or names. */
export function vocabularyOf(examples: readonly Example[]): Vocabulary {
  const index = new WordIndex(new Uint16Array(PLACES));
  const lexicon = new Lexicon(new Uint16Array(LEXICON_PLACES));
  const ranked = [...examples].sort((a, b) => b.rank - a.rank || (a.word < b.word ? -1 : 1));
  for (const { word } of ranked.slice(0, PLACES * LOAD)) index.add(word);
  let left = LEXICON_PLACES * LOAD;
  for (const { word, target } of ranked) {
    const code = codeOf(target);
    if (left <= 0) break;
    if (code === undefined || index.find(word) >= 0) continue;
    lexicon.add(word, code);
    left--;
  }
  return { index, lexicon };
}

/** What the lexicon calls a word, if anything. */
function codeOf(target: Float64Array): number | undefined {
  const [english = 0, french = 0] = target;
  for (const k of [0, 1, NAME]) if (target[k]! >= PLAIN) return k;
  if (english + french < PLAIN) return undefined;
  if (english >= MOSTLY * (english + french)) return MOSTLY_ENGLISH_CODE;
  return french >= MOSTLY * (english + french) ? MOSTLY_FRENCH_CODE : SHARED_CODE;
}

/** Examples of all words, those that lose their accents in capitals too. */
export function examplesOf(table: WordTable): Example[] {
  const bare: WordTable = new Map();
  for (const [word, row] of table) {
    const stripped = word.normalize('NFD').replace(/\p{M}/gu, '');
    if (stripped === word) continue;
    const into = bare.get(stripped) ?? new Float64Array(CLASSES);
    row.forEach((p, k) => {
      into[k]! += BARE_SHARE * p;
    });
    bare.set(stripped, into);
  }
  const all = new Map(table);
  for (const [word, row] of bare)
    all.set(
      word,
      (table.get(word) ?? row.map(() => 0)).map((p, k) => p + row[k]!),
    );
  return [...all].map(([word, row]) => {
    const sum = row.reduce((total, p) => total + p + SMOOTHING, 0);
    const target = row.map((p) => (p + SMOOTHING) / sum);
    const rank = row.reduce((total, p, k) => total + RANK[k]! * p, 0);
    return { word, target, weight: row.reduce((total, p) => total + p, 0) ** POWER, rank };
  });
}

/** What training is told. */
export interface FitOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Pull of every weight to 0 per step. */
  readonly decay: number;
  /** Reports the mean loss of an epoch. */
  readonly onEpoch: (epoch: number, loss: number) => void;
}

/** Fits the table of weights, [rows, classes]: the rows of n-grams on all words, then those of known words. */
export function fitWeights(
  examples: readonly Example[],
  vocabulary: Vocabulary,
  { epochs, rate, decay, onEpoch }: FitOptions,
): Float32Array {
  const rows = NGRAM_ROWS + vocabulary.index.fingerprints.length + CODES;
  const weights = new Float32Array(rows * CLASSES);
  const squares = new Float32Array(NGRAM_ROWS * CLASSES).fill(1e-6);
  const features = examples.map(({ word }) => Int32Array.from(letterRows(word)));
  const mean = examples.reduce((sum, { weight }) => sum + weight, 0) / examples.length;
  const order = examples.map((_, number) => number);
  const random = generator(1);
  const probabilities = new Float64Array(CLASSES);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    for (const number of order) {
      const { target, weight } = examples[number]!;
      const own = features[number]!;
      softmax(weights, own, probabilities);
      const importance = weight / mean;
      for (let k = 0; k < CLASSES; k++) {
        if (target[k]! > 0) loss -= importance * target[k]! * Math.log(probabilities[k]! + 1e-12);
        const slope = importance * (probabilities[k]! - target[k]!);
        for (const row of own) {
          const at = row * CLASSES + k;
          const gradient = slope + decay * weights[at]!;
          squares[at]! += gradient * gradient;
          weights[at]! -= (rate * gradient) / Math.sqrt(squares[at]!);
        }
      }
    }
    onEpoch(epoch, loss / examples.length);
  }
  setKnownRows(weights, examples, vocabulary);
  return weights;
}

/** Sets the rows of known words to the weighted mean of what was counted of the words that have them. */
function setKnownRows(weights: Float32Array, examples: readonly Example[], vocabulary: Vocabulary): void {
  const known = new Map<number, { sum: Float64Array; weights: number }>();
  for (const { word, target, weight } of examples) {
    const row = wholeRow(vocabulary, word);
    if (row < 0) continue;
    const entry = known.get(row) ?? { sum: new Float64Array(CLASSES), weights: 0 };
    known.set(row, entry);
    entry.weights += weight;
    for (let k = 0; k < CLASSES; k++) entry.sum[k]! += weight * target[k]!;
  }
  for (const [row, { sum, weights: total }] of known) {
    const logs = Array.from(sum, (value) => Math.log(value / total));
    // Only differences count; around the middle of their range they fit 8 bits best.
    const middle = (Math.max(...logs) + Math.min(...logs)) / 2;
    logs.forEach((value, k) => {
      weights[row * CLASSES + k] = (value - middle) / WHOLE;
    });
  }
}

/** Class probabilities of a word under a table of weights. */
export function softmax(weights: ArrayLike<number>, features: Iterable<number>, into: Float64Array): void {
  into.fill(0);
  for (const row of features) for (let k = 0; k < CLASSES; k++) into[k]! += weights[row * CLASSES + k]!;
  const most = into.reduce((a, b) => Math.max(a, b));
  let sum = 0;
  for (let k = 0; k < CLASSES; k++) {
    into[k] = Math.exp(into[k]! - most);
    sum += into[k]!;
  }
  for (let k = 0; k < CLASSES; k++) into[k]! /= sum;
}

/** Mulberry32: the same numbers on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle(values: number[], random: () => number): void {
  for (let at = values.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [values[at], values[other]] = [values[other]!, values[at]!];
  }
}
