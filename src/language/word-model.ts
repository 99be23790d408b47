/**
 * Which language a single word is of: multinomial logistic regression over its letters.
 *
 * The features of a word are itself and its character n-grams with marked ends, hashed into a fixed table ("the hashing
 * trick", Weinberger et al. 2009, as in fastText). Beside the languages it knows two classes: words of other languages in
 * Latin script, and names, which English and French spell alike. `npm run fit:words` makes the table and says what
 * it was fitted on and how well it tells words that it never saw.
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
/** Rows of the table, a power of two; the last is the bias. */
export const ROWS = 1 << WEIGHTS.bits;

/** Characters of a word that are read. */
const MAX_LETTERS = 30;
const SHORTEST = 2;
const LONGEST = 4;
/** How often the whole word counts among its features. */
const WHOLE = 3;

const TABLE = decode(WEIGHTS.table);

/**
 * Log-probabilities of the classes for a word, all classes alike likely beforehand.
 * @param lower the word in lower case, with straight apostrophes
 */
export function classifyWord(lower: string): Float64Array {
  const logits = new Float64Array(CLASSES);
  for (const row of wordFeatures(lower, ROWS)) {
    const from = row * CLASSES;
    for (let k = 0; k < CLASSES; k++) logits[k]! += TABLE[from + k]!;
  }
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < CLASSES; k++) {
    logits[k]! *= WEIGHTS.scale;
    most = Math.max(most, logits[k]!);
  }
  const sum = logits.reduce((total, logit) => total + Math.exp(logit - most), 0);
  return logits.map((logit) => logit - most - Math.log(sum));
}

/** Rows of the features of a word, the bias first; a row stands there as often as a feature has it. */
export function wordFeatures(lower: string, rows: number): number[] {
  const marked = `^${lower.slice(0, MAX_LETTERS)}$`;
  const whole = hash(marked, 0, marked.length, rows);
  const features = [rows - 1, ...Array<number>(WHOLE).fill(whole)];
  for (let from = 0; from + SHORTEST <= marked.length; from++) {
    for (let length = SHORTEST; length <= LONGEST && from + length <= marked.length; length++) {
      if (length < marked.length) features.push(hash(marked, from, from + length, rows));
    }
  }
  return features;
}

/** FNV-1a over code units, folded; the bias keeps its row to itself. */
function hash(text: string, start: number, end: number, rows: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return ((value ^ (value >>> 15)) >>> 0) % (rows - 1);
}

function decode(base64: string): Int8Array {
  const bytes = atob(base64);
  const table = new Int8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) table[at] = bytes.charCodeAt(at);
  return table;
}
