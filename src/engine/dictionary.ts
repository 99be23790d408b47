/**
 * A dictionary in a file: sorted lines, looked up where they lie. Nothing is built when it is loaded, and it takes no memory
 * beyond its bytes, of which an isolate has few to spare.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';

/** Words and their usual translations. */
export interface Dictionary {
  /** The translation of a word, as written; an empty one says that the word is a name and stays as it is. */
  get(language: LanguageCode, word: string): string | undefined;
}

const NEWLINE = 10;
const TAB = 9;

/**
 * Opens a dictionary of lines `language<TAB>word<TAB>translation`, each ended by a newline, in the order of their bytes.
 * @throws NewsglotError `model_rejected` when the file has not that form.
 */
export function openDictionary(bytes: Uint8Array): Dictionary {
  if (bytes.at(-1) !== NEWLINE)
    throw new NewsglotError('model_rejected', 'a dictionary must end with a newline');
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    get(language, word) {
      const key = encoder.encode(`${language}\t${word}\t`);
      let low = 0;
      let high = bytes.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        const start = middle === 0 ? 0 : bytes.lastIndexOf(NEWLINE, middle - 1) + 1;
        const order = compareStart(bytes, start, key);
        if (order === 0) {
          const end = bytes.indexOf(NEWLINE, start);
          return decoder.decode(bytes.subarray(start + key.length, end));
        }
        if (order < 0) low = bytes.indexOf(NEWLINE, middle) + 1;
        else high = start;
      }
      return undefined;
    },
  };
}

/** Below, equal to or above 0, as the line at `start` lies before `key`, begins with it or lies after it. */
function compareStart(bytes: Uint8Array, start: number, key: Uint8Array): number {
  for (let i = 0; i < key.length; i++) {
    const difference = (bytes[start + i] ?? TAB) - key[i]!;
    if (difference !== 0) return difference;
  }
  return 0;
}
