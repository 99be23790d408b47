/**
 * Where the language changes inside one sentence: "Similar News:Vous pouvez également lire…", a quotation, a headline
 * run together with its teaser.
 *
 * The words are the observations of a hidden Markov model whose states are the candidate languages. Changing state costs
 * little where texts are joined (after a colon, a bar, a quotation mark, at a glue point) and much between two words of
 * running text, so that names and loan words stay in their sentence. Viterbi finds the best path [Forney 1973, "The
 * Viterbi algorithm"]; a span must besides be a text of its own, not a name, a loan or a work's title.
 * @module
 */
import type { LanguageCode } from './codes.ts';
import type { WordScorer } from './likelihood.ts';
import { isNameOnly } from './nonlinguistic.ts';
import { lookupPhrase } from './phrasebook.ts';
import { hasForeignScript, isForeignWord, languageOfScript } from './scripts.ts';
import type { Gap, Word } from './words.ts';

/** −log of the probability that the language changes at a gap. */
const SWITCH_COST: Readonly<Record<Gap, number>> = {
  sentence: 3,
  bar: 2.2,
  glue: 3.5,
  quote: 4,
  comma: 9,
  space: 13,
  joint: 1000,
};
const PHRASE = 6;
/** Words that a span needs between two spans of one other language. */
const MIN_INNER_WORDS = 4;
/** Log-likelihood of a Latin word in a text of another script, and per letter the other way round. */
const LATIN_GUEST = -4;
const FOREIGN_LETTER = -1;
const MAX_FOREIGN = -8;
/** Words looked at for one sentence; what follows keeps the language of the last of them. */
const MAX_WORDS = 2000;

/** A language of the page and how likely it is before any word is read (natural log). */
export type LogPriors = readonly number[];

/**
 * Positions (UTF-16 code units of `text`) at which the language changes, ascending; empty for one language.
 * @param words the words of `text` within the range that is looked at
 * @param scorer scores for the candidates in Latin script
 * @param priors per candidate of `scorer`
 */
export function findSwitches(
  text: string,
  words: readonly Word[],
  scorer: WordScorer,
  priors: LogPriors,
): number[] {
  if (words.length < 2) return [];
  const path = decode(text, words.slice(0, MAX_WORDS), scorer, priors);
  absorbGuests(path, words);
  const cuts: number[] = [];
  for (let index = 1; index < path.length; index++) {
    if (path[index] !== path[index - 1])
      cuts.push(cutPosition(text, words[index - 1]!.end, words[index]!.start));
  }
  return cuts;
}

function decode(text: string, words: readonly Word[], scorer: WordScorer, priors: LogPriors): number[] {
  const script = scriptState(text, words);
  const states = scorer.languages.length + (script === undefined ? 0 : 1);
  const prior = Float64Array.from({ length: states }, (_, state) => priors[state] ?? 0);
  const bonus = phraseBonus(text, words, scorer.languages);
  let scores = new Float64Array(states);
  const back: Int32Array[] = [];
  words.forEach((word, position) => {
    const emission = emissions(word, scorer, states);
    const best = indexOfMax(scores);
    const next = new Float64Array(states);
    const from = new Int32Array(states);
    for (let state = 0; state < states; state++) {
      const enter = position === 0 ? prior[state]! : scores[best]! - SWITCH_COST[word.gap] + prior[state]!;
      const stay = position === 0 ? Number.NEGATIVE_INFINITY : scores[state]!;
      from[state] = stay >= enter ? state : best;
      next[state] = Math.max(stay, enter) + emission[state]! + (bonus.get(position)?.[state] ?? 0);
    }
    back.push(from);
    scores = next;
  });
  const path = new Array<number>(words.length);
  let state = indexOfMax(scores);
  for (let position = words.length - 1; position >= 0; position--) {
    path[position] = state;
    state = back[position]![state]!;
  }
  return path;
}

function emissions(word: Word, scorer: WordScorer, states: number): Float64Array {
  const latin = scorer.languages.length;
  const emission = new Float64Array(states);
  if (isForeignWord(word.text)) {
    emission.fill(Math.max(MAX_FOREIGN, FOREIGN_LETTER * word.text.length), 0, latin);
  } else {
    emission.set(scorer.score(word).total);
    if (states > latin) emission[latin] = LATIN_GUEST;
  }
  return emission;
}

/** A state for the text's other script, where it has one. */
function scriptState(text: string, words: readonly Word[]): LanguageCode | undefined {
  if (!hasForeignScript(text)) return undefined;
  return languageOfScript(words.map((word) => word.text).join(' '));
}

/** What the phrasebook says of the stretches between strong gaps, credited to their first word. */
function phraseBonus(
  text: string,
  words: readonly Word[],
  languages: readonly LanguageCode[],
): ReadonlyMap<number, readonly number[]> {
  const bonus = new Map<number, readonly number[]>();
  let first = 0;
  for (let position = 1; position <= words.length; position++) {
    const gap = words[position]?.gap;
    if (gap === 'space' || gap === 'joint' || gap === 'comma') continue;
    if (position - first <= 8) {
      const match = lookupPhrase(text.slice(words[first]!.start, words[position - 1]!.end));
      if (match !== undefined) {
        bonus.set(
          first,
          languages.map((language) => (match.languages.includes(language) ? PHRASE : 0)),
        );
      }
    }
    first = position;
  }
  return bonus;
}

/** Gives spans that are no text of their own to the language around them. */
function absorbGuests(path: number[], words: readonly Word[]): void {
  let start = 0;
  while (start < path.length) {
    let end = start + 1;
    while (end < path.length && path[end] === path[start]) end++;
    const host = path[start - 1] ?? path[end];
    if (host !== undefined && isGuest(words.slice(start, end), path[start - 1], path[end])) {
      path.fill(host, start, end);
    }
    start = end;
  }
}

/** Whether a span is a loan, a name or a title inside a text of another language rather than a text. */
function isGuest(span: readonly Word[], before: number | undefined, after: number | undefined): boolean {
  if (isNameOnly(span)) return true;
  if (before === undefined) return false;
  if (before === after && span.length < MIN_INNER_WORDS) return true;
  if (span[0]?.gap !== 'quote') return false;
  // A quotation is a sentence; one word or Title Case in quotation marks is a loan word or a work's title.
  const long = span.filter((word) => word.text.length >= 4);
  const capitals = long.filter((word) => word.capital !== 'none').length;
  return span.length === 1 || (long.length >= 2 && capitals >= 0.75 * long.length);
}

/** Puts a cut between two words: after closing signs, before opening ones. */
function cutPosition(text: string, from: number, to: number): number {
  const gap = text.slice(from, to);
  const opener = gap.search(/(?:^|(?<=[\s:|–—-]))["'“„«‹‘([¿¡]/);
  if (opener >= 0) return from + opener;
  return from + /^\s*(?:[^\s\p{N}]+\s*)?/u.exec(gap)![0].length;
}

function indexOfMax(values: Float64Array): number {
  let best = 0;
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index;
  return best;
}
