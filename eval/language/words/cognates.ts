/**
 * Words that are used alike in English and French: "transport", "desserts", "contact".
 *
 * On a label such a word says next to nothing about its language, however unequal its counts in running text are. What
 * shows them is translation: where one side of a pair has the word, so has the other. With n pairs of which n₁ have it in
 * English, n₂ in French and n₁₂ in both, its likeness is the geometric mean of the shares of n₁ and n₂ that are shared
 * beyond chance: (n₁₂ − n₁·n₂/n) / √(n₁·n₂). It is 0 for "on" and "but", which both languages have for different things.
 * @module
 */
import type { Word } from '../../../src/language/words.ts';

/** Occurrences in pairs that are added without the other side, so that one pair shows nothing. */
const DOUBT = 2;

/** Counts words of pairs by the sides that have them. */
export class CognateCounts {
  #pairs = 0;
  readonly #english = new Map<string, number>();
  readonly #french = new Map<string, number>();
  readonly #both = new Map<string, number>();

  add(english: readonly Word[], french: readonly Word[]): void {
    const one = smallWords(english);
    const other = smallWords(french);
    this.#pairs++;
    for (const word of one) {
      increment(this.#english, word);
      if (other.has(word)) increment(this.#both, word);
    }
    for (const word of other) increment(this.#french, word);
  }

  /** How much a word is used alike, 0 to 1. */
  likeness(word: string): number {
    const both = this.#both.get(word);
    if (both === undefined) return 0;
    const product = (this.#english.get(word)! + DOUBT) * (this.#french.get(word)! + DOUBT);
    return Math.max(0, (both - product / this.#pairs) / Math.sqrt(product));
  }
}

/** Words other than names. */
function smallWords(words: readonly Word[]): Set<string> {
  const small = words.filter(({ capital, position }) => capital === 'none' || position !== 'inside');
  return new Set(small.map(({ lower }) => lower));
}

function increment(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}
