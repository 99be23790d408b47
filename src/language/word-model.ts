/**
 * Which language a single word is of: multinomial logistic regression over the word and its letters.
 *
 * The features of a word are its character n-grams with marked ends, hashed into a fixed table ("the hashing trick",
 * Weinberger et al. 2009, as in fastText), and the word itself if it is one of the most frequent, which an index of
 * fingerprints knows. Beside the languages there are two classes: words of other languages in Latin script, and names,
 * which English and French spell alike. `npm run fit:words` makes the table and prints how well it tells words that it
 * never saw.
 * @module
 */
import type { LanguageCode } from './codes.ts';
import { WEIGHTS } from './word-weights.ts';

/** Languages that the model tells apart. */
export const WORD_LANGUAGES = [
  'en',
  'fr',
  'es',
  'de',
  'it',
  'pt',
  'nl',
] as unknown as readonly LanguageCode[];

/** Index of the class of words of any other language in Latin script. */
export const OTHER = WORD_LANGUAGES.length;
/** Index of the class of names. */
export const NAME = OTHER + 1;
/** Number of classes. */
export const CLASSES = NAME + 1;

/** Rows of the table for n-grams; the rows of frequent words follow. Row 0 is the bias. */
export const NGRAM_ROWS = 1 << 16;

/** Characters of a word that are read, and the lengths of n-grams. */
const MAX_LETTERS = 30;
const SHORTEST = 2;
const LONGEST = 4;
/** How often a frequent word counts among its features: it says more than an n-gram. */
const WHOLE = 3;
/** Places in the index where a word can stand. */
const PROBES = 8;
const EMPTY = 0;

/** The frequent words: a fingerprint (1 to 65535) at one of the places that a word hashes to, 0 where none is. */
export class WordIndex {
  constructor(readonly fingerprints: Uint16Array) {}

  /** The place of a word, −1 if it is not in the index (but for one in some ten thousand others). */
  find(lower: string): number {
    const mark = fingerprint(lower);
    const first = hash(lower, 0, lower.length, SEED_PLACE);
    for (let probe = 0; probe < PROBES; probe++) {
      const place = (first + probe) % this.fingerprints.length;
      if (this.fingerprints[place] === mark) return place;
    }
    return -1;
  }

  /** Adds a word if one of its places is free. */
  add(lower: string): void {
    if (this.find(lower) >= 0) return;
    const first = hash(lower, 0, lower.length, SEED_PLACE);
    for (let probe = 0; probe < PROBES; probe++) {
      const place = (first + probe) % this.fingerprints.length;
      if (this.fingerprints[place] !== EMPTY) continue;
      this.fingerprints[place] = fingerprint(lower);
      return;
    }
  }
}

const SEED_NGRAM = 0x811c9dc5;
const SEED_PLACE = 0x2f0b4c47;
const SEED_MARK = 0x61c88647;

function fingerprint(lower: string): number {
  return 1 + (hash(lower, 0, lower.length, SEED_MARK) % 65_535);
}

/** FNV-1a over code units, its bits mixed at the end. */
function hash(text: string, start: number, end: number, seed: number): number {
  let value = seed;
  for (let at = start; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}

/** Rows of the features of a word; a row stands there as often as its feature counts. */
export function wordFeatures(lower: string, place: number): number[] {
  const marked = `^${lower.slice(0, MAX_LETTERS)}$`;
  const features = [0];
  for (let from = 0; from + SHORTEST <= marked.length; from++) {
    for (let length = SHORTEST; length <= LONGEST && from + length <= marked.length; length++) {
      features.push(1 + (hash(marked, from, from + length, SEED_NGRAM) % (NGRAM_ROWS - 1)));
    }
  }
  for (let count = 0; place >= 0 && count < WHOLE; count++) features.push(NGRAM_ROWS + place);
  return features;
}

/** What the model says of a word. */
export interface WordClasses {
  /** Log-probabilities of the classes, all alike likely beforehand. */
  readonly classes: Float64Array;
  /** Whether it is one of the frequent words. */
  readonly known: boolean;
}

const INDEX = new WordIndex(new Uint16Array(decode(WEIGHTS.index).buffer));
const TABLE = new Int8Array(decode(WEIGHTS.table).buffer);

/** @param lower the word in lower case, with straight apostrophes */
export function classifyWord(lower: string): WordClasses {
  const logits = new Float64Array(CLASSES);
  const place = INDEX.find(lower);
  for (const row of wordFeatures(lower, place)) {
    const from = row * CLASSES;
    for (let k = 0; k < CLASSES; k++) logits[k]! += TABLE[from + k]!;
  }
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < CLASSES; k++) {
    logits[k]! *= WEIGHTS.scale;
    most = Math.max(most, logits[k]!);
  }
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
  return { classes: logits.map((logit) => logit - most - Math.log(sum)), known: place >= 0 };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
