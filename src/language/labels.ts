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

/** A label in brackets that a text begins with: "[Podcast] The bridge and its people". */
const IN_BRACKETS = /^(?:\([^()]{1,40}\)|\[[^[\]]{1,40}\])[^\p{L}\p{N}]*$/u;

/** Position of the word behind a label that a text begins with: "Bouder: to sulk", "Reportage – A night with the bakers". */
export function headOf(text: string, words: readonly Word[]): number | undefined {
  const head = words.findIndex(
    ({ gap, start }, index) =>
      gap === 'colon' || gap === 'bar' || (index > 0 && IN_BRACKETS.test(text.slice(0, start))),
  );
  return head > 0 && head <= MAX_HEAD_WORDS && words.length >= head + MIN_BODY_WORDS ? head : undefined;
}

/**
 * Whether words that a text begins with may be of another of the page's likeliest languages than the text: "Photos",
 * "Original article".
 * @param state the language that they were read in with the text
 */
export function isOfEither(
  words: readonly Word[],
  phrases: readonly FoundPhrase[],
  scorer: WordScorer,
  { priors, state }: { readonly priors: readonly number[]; readonly state: number },
): boolean {
  const phrase = phrases.find(({ first, next }) => first === 0 && next === words.length);
  if (phrase !== undefined) return phrase.languages.length > 1;
  if (isNameOnly(words, scorer.reader, scorer.parameters)) return false;
  const scores = sumOf(words.map((word) => scorer.score(word).total));
  return scores.some(
    (score, other) => other !== state && priors[other]! > LIKELY && scores[state]! - score < UNCLEAR,
  );
}

/**
 * Whether what stands in brackets is a label, at the head of a text or its end: "(En anglais) The bridge nobody wanted", "Sold
 * out (complet)", "Billet combiné (combined ticket) : 18 £".
 */
export function isGloss(text: string, words: readonly Word[], positions: readonly number[]): boolean {
  const [first, last] = [words[positions[0]!]!, words[positions.at(-1)!]!];
  if (text.charAt(first.start - 1) !== '(') return false;
  if (positions[0] === 0 && positions.length <= MAX_HEAD_WORDS) return true;
  const closes = last === words.at(-1) || /^\)\s?:/.test(text.slice(last.end, last.end + 3));
  return closes && words.length <= MAX_LABEL_WORDS;
}
