/**
 * Which language a single word is of: counted for words that are known, judged by their letters for others.
 *
 * A row of the table has the log-probabilities of one of the most frequent words, which an index of fingerprints knows, or
 * of all words of a class that a lexicon of less frequent words has them in. Other words go by a multinomial logistic
 * regression over their character n-grams with marked ends, hashed into the table's other rows ("the hashing trick",
 * Weinberger et al. 2009, as in fastText). Beside the languages there are two classes: words of other languages in Latin
 * script, and names, which English and French spell alike. `npm run fit:words` makes the table and prints how well it
 * tells words that it never saw.
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

/** Rows of the table for n-grams; the rows of frequent words follow, then those of the lexicon's codes. Row 0 is the bias. */
export const NGRAM_ROWS = 1 << 16;

/** Characters of a word that are read, and the lengths of n-grams. */
const MAX_LETTERS = 30;
const SHORTEST = 2;
const LONGEST = 4;
/** Factor on the rows of known words, which say more than one n-gram, so that all fit one scale of 8 bits. */
export const WHOLE = 3;
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

/** Codes of words that English and French share: alike, or rather one of them. */
export const SHARED_CODE = CLASSES;
export const MOSTLY_ENGLISH_CODE = CLASSES + 1;
export const MOSTLY_FRENCH_CODE = CLASSES + 2;
/** Number of the lexicon's codes, which are the classes and those above; at most 16. */
export const CODES = CLASSES + 3;

/** Less frequent words and what they are: a 12-bit fingerprint (1 to 4095) and a 4-bit code at one of a word's places. */
export class Lexicon {
  constructor(readonly entries: Uint16Array) {}

  /** The code of a word, −1 if it is not in the lexicon (but for one in some five hundred others). */
  find(lower: string): number {
    const mark = fingerprint(lower) % LEXICON_MARKS;
    const first = hash(lower, 0, lower.length, SEED_PLACE);
    for (let probe = 0; probe < PROBES; probe++) {
      const entry = this.entries[(first + probe) % this.entries.length]!;
      if (entry !== EMPTY && entry >>> 4 === mark + 1) return entry & 0xf;
    }
    return -1;
  }

  /** Adds a word if one of its places is free and no other has its fingerprint there. */
  add(lower: string, code: number): void {
    if (this.find(lower) >= 0) return;
    const first = hash(lower, 0, lower.length, SEED_PLACE);
    for (let probe = 0; probe < PROBES; probe++) {
      const place = (first + probe) % this.entries.length;
      if (this.entries[place] !== EMPTY) continue;
      this.entries[place] = (((fingerprint(lower) % LEXICON_MARKS) + 1) << 4) | code;
      return;
    }
  }
}

const LEXICON_MARKS = 4095;
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

/** What the vocabulary knows words by. */
export interface Vocabulary {
  readonly index: WordIndex;
  readonly lexicon: Lexicon;
}

/** The row of a word as a whole, −1 if the vocabulary lacks it. */
export function wholeRow({ index, lexicon }: Vocabulary, lower: string): number {
  const place = index.find(lower);
  if (place >= 0) return NGRAM_ROWS + place;
  const code = lexicon.find(lower);
  return code < 0 ? -1 : NGRAM_ROWS + index.fingerprints.length + code;
}

/** Rows of the n-grams of a word, and that of the bias. */
export function letterRows(lower: string): number[] {
  const marked = `^${lower.slice(0, MAX_LETTERS)}$`;
  const rows = [0];
  for (let from = 0; from + SHORTEST <= marked.length; from++) {
    for (let length = SHORTEST; length <= LONGEST && from + length <= marked.length; length++) {
      rows.push(1 + (hash(marked, from, from + length, SEED_NGRAM) % (NGRAM_ROWS - 1)));
    }
  }
  return rows;
}

/** What the model says of a word. */
export interface WordClasses {
  /** Log-probabilities of the classes, all alike likely beforehand. */
  readonly classes: Float64Array;
  /** Whether the vocabulary has it. */
  readonly known: boolean;
}

/** The tables, decoded. */
interface WordModel {
  readonly vocabulary: Vocabulary;
  readonly table: Int8Array;
}

/** Decoded with the first word, not at the start of a service that has none to read yet. */
let model: WordModel | undefined;

function decodeModel(): WordModel {
  return {
    vocabulary: {
      index: new WordIndex(new Uint16Array(decode(WEIGHTS.index).buffer)),
      lexicon: new Lexicon(new Uint16Array(decode(WEIGHTS.lexicon).buffer)),
    },
    table: new Int8Array(decode(WEIGHTS.table).buffer),
  };
}

/** @param lower the word in lower case, with straight apostrophes */
export function classifyWord(lower: string): WordClasses {
  model ??= decodeModel();
  const { vocabulary, table } = model;
  const logits = new Float64Array(CLASSES);
  const whole = wholeRow(vocabulary, lower);
  for (const row of whole < 0 ? letterRows(lower) : [whole]) {
    const from = row * CLASSES;
    for (let k = 0; k < CLASSES; k++) logits[k]! += table[from + k]!;
  }
  const scale = WEIGHTS.scale * (whole < 0 ? 1 : WHOLE);
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < CLASSES; k++) {
    logits[k]! *= scale;
    most = Math.max(most, logits[k]!);
  }
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
  return { classes: logits.map((logit) => logit - most - Math.log(sum)), known: whole >= 0 };
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  const characters = atob(base64);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
  return bytes;
}
