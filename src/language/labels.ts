/**
 * Labels inside a text, whose language need not be that of the rest: what it begins with ("Lire aussi : …"), phrases of the
 * phrasebook, a gloss in brackets.
 * @module
 */
import type { LanguageCode } from './codes.ts';
import type { WordScorer } from './likelihood.ts';
import { isNameOnly } from './nonlinguistic.ts';
import { lookupPhrase } from './phrasebook.ts';
import { sumOf } from './viterbi.ts';
import type { Word } from './words.ts';

/** Words of a text that may be a label as a whole. */
export const MAX_LABEL_WORDS = 8;
/** Words of a label that no phrasebook has, and those of the text that follows it. */
const MAX_HEAD_WORDS = 3;
const MIN_BODY_WORDS = 3;
/** Log-odds between two languages up to which the words of a label do not tell them apart. */
const UNCLEAR = 1.5;
/** Natural log of the prior from which a language is one of the likeliest. */
const LIKELY = Math.log(0.15);

/** A stretch between strong gaps that the phrasebook has: positions of its first word and of the one after it. */
export interface FoundPhrase {
  readonly first: number;
  readonly next: number;
  readonly languages: readonly LanguageCode[];
}

/** The stretches of a text that the phrasebook has, in order. */
export function phrasesOf(text: string, words: readonly Word[]): FoundPhrase[] {
  const found: FoundPhrase[] = [];
  let first = 0;
  for (let next = 1; next <= words.length; next++) {
    const gap = words[next]?.gap;
    if (gap === 'space' || gap === 'joint' || gap === 'comma') continue;
    if (next - first <= MAX_LABEL_WORDS) {
      const match = lookupPhrase(text.slice(words[first]!.start, words[next - 1]!.end));
      if (match !== undefined) found.push({ first, next, languages: match.languages });
    }
    first = next;
  }
  return found;
}

/** Position of the word behind a label that a text begins with: "Bouder: to sulk", "Reportage – A night with the bakers". */
export function headOf(words: readonly Word[]): number | undefined {
  const head = words.findIndex(({ gap }) => gap === 'colon' || gap === 'bar');
  return head > 0 && head <= MAX_HEAD_WORDS && words.length >= head + MIN_BODY_WORDS ? head : undefined;
}

/**
 * Whether words, those that a text begins with, may be of two of the page's likeliest languages: "Photos", "Original
 * article".
 */
export function isOfEither(
  words: readonly Word[],
  phrases: readonly FoundPhrase[],
  scorer: WordScorer,
  priors: readonly number[],
): boolean {
  const phrase = phrases.find(({ first, next }) => first === 0 && next === words.length);
  if (phrase !== undefined) return phrase.languages.length > 1;
  if (isNameOnly(words, scorer.reader, scorer.parameters)) return false;
  const [best = 0, second = Number.NEGATIVE_INFINITY] = sumOf(words.map((word) => scorer.score(word).total))
    .filter((_, state) => priors[state]! > LIKELY)
    .toSorted((a, b) => b - a);
  return best - second < UNCLEAR;
}

/** Whether a quotation is what a short label ends in, in brackets: "Sold out (complet)", "Billet combiné (combined ticket) : 18 £". */
export function isGloss(text: string, words: readonly Word[], positions: readonly number[]): boolean {
  const [first, last] = [words[positions[0]!]!, words[positions.at(-1)!]!];
  const closes = last === words.at(-1) || /^\)\s?:/.test(text.slice(last.end, last.end + 3));
  return closes && words.length <= MAX_LABEL_WORDS && text.charAt(first.start - 1) === '(';
}
