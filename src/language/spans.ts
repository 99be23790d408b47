/**
 * Where the language changes inside one sentence: "Similar News:Vous pouvez également lire…", a quotation, a headline
 * run together with its teaser.
 *
 * The words are the observations of a hidden Markov model whose states are the candidate languages. Changing state costs
 * little where texts are joined (after a colon, a bar, a quotation mark, at a glue point) and much between two words of
 * running text, so that names and loan words stay in their sentence. Viterbi finds the best path [Forney 1973, "The
 * Viterbi algorithm"]; a span must besides be a text of its own, not a name, a loan or a work's title.
 *
 * What stands in a pair of quotation marks is set apart: the text around it goes on behind it in the language before
 * it, and the quotation is in that language or, at one cost for both its ends, in another. The text around is decided
 * first, with what each quotation says for its language.
 * @module
 */
import type { LanguageCode } from './codes.ts';
import { absorbGuests, MIN_QUOTED_WORDS } from './guests.ts';
import { type FoundPhrase, headOf, isGloss, isOfEither, MAX_LABEL_WORDS, phrasesOf } from './labels.ts';
import type { WordScorer } from './likelihood.ts';
import { findQuotations } from './quotations.ts';
import { hasForeignScript, isForeignWord, languageOfScript } from './scripts.ts';
import { bestPath, sumOf } from './viterbi.ts';
import type { Gap, Word } from './words.ts';

/** Most that a word of another script costs in a Latin text. */
const MAX_FOREIGN = -8;
/** −log of the probability that the language changes at a bar, from which every bar of a short text is a place to cut. */
const OFTEN_SWITCHED = -Math.log(0.4);
/** Words looked at for one sentence; what follows keeps the language of the last of them. */
const MAX_WORDS = 2000;

/** What is known before a text is read. */
export interface SpanContext {
  /** Natural log of the prior per candidate of the scorer. */
  readonly priors: readonly number[];
  /** −log of the probability that the language changes at a gap. */
  readonly cost: Readonly<Record<Gap, number>>;
}

/** Where the language of a text changes. */
export interface Switches {
  /** Positions (UTF-16 code units of the text), ascending; empty for one language. */
  readonly cuts: readonly number[];
  /** Whether the first cut does no more than set a label apart that either language may have: "PHOTOS – Inside the palace". */
  readonly labelled: boolean;
  /** Bars between its words, and those at which the language changes. */
  readonly bars: number;
  readonly switchedBars: number;
}

/** Those of a text in one language. */
export const UNCUT: Switches = { cuts: [], labelled: false, bars: 0, switchedBars: 0 };

/**
 * Finds the places where the language of a text changes.
 * @param words the words of `text` within the range that is looked at
 * @param scorer scores for the candidates in Latin script
 */
export function findSwitches(
  text: string,
  words: readonly Word[],
  scorer: WordScorer,
  context: SpanContext,
): Switches {
  const cuts: number[] = [];
  if (words.length < 2) return UNCUT;
  const read = words.slice(0, MAX_WORDS);
  const phrases = phrasesOf(text, read);
  const path = decode(text, read, phrases, scorer, context);
  const head = headOf(text, words);
  const labelled =
    head !== undefined &&
    path[head] === path[head - 1] &&
    isOfEither(words.slice(0, head), phrases, scorer, { priors: context.priors, state: path[head]! });
  // On a bilingual page the halves of "Batteries / Piles" are read by their turn; nothing in the text itself parts them.
  const bilingual = context.cost.bar < OFTEN_SWITCHED && words.length <= MAX_LABEL_WORDS;
  let bars = 0;
  let switchedBars = 0;
  for (let index = 1; index < path.length; index++) {
    const bar = words[index]!.gap === 'bar';
    const switched = path[index] !== path[index - 1];
    if (bar) bars++;
    if (bar && switched) switchedBars++;
    if (switched || (bar && bilingual) || (labelled && index === head))
      cuts.push(cutPosition(text, words[index - 1]!.end, words[index]!.start));
  }
  return { cuts, labelled, bars, switchedBars };
}

/**
 * The state of every word: the text around quotations first, with what they say of it, then each quotation. Spans that
 * are no text of their own go to the text around them.
 */
function decode(
  text: string,
  words: readonly Word[],
  phrases: readonly FoundPhrase[],
  scorer: WordScorer,
  context: SpanContext,
): number[] {
  const script = scriptState(text, words, scorer);
  const states = scorer.languages.length + (script === undefined ? 0 : 1);
  const prior = Float64Array.from({ length: states }, (_, state) => context.priors[state] ?? 0);
  const scores = emissions(text, words, { scorer, states, phrases });
  const label = phrases.find(({ first }) => first === 0)?.next;
  const head = headOf(text, words);
  const quotations = findQuotations(text, words).map((positions) => {
    // A word or two in quotation marks are a loan or a title as often as not, and say nothing of the text around.
    if (positions.length < MIN_QUOTED_WORDS) return { positions, says: new Float64Array(states) };
    const sum = sumOf(positions.map((position) => scores[position]!));
    const other = Math.max(...sum.map((value, state) => value + prior[state]!)) - context.cost.quote;
    return { positions, says: sum.map((value) => Math.max(value, other)) };
  });
  const inside = new Set(quotations.flatMap(({ positions }) => positions));
  const around = words.map((_, position) => position).filter((position) => !inside.has(position));
  const path = new Array<number>(words.length);
  const read = (positions: readonly number[], own: readonly Float64Array[], enter: Float64Array): void => {
    const costs = positions.map((position, k) => {
      if (k > 0 && positions[k - 1] !== position - 1) return context.cost.comma;
      const cost = context.cost[words[position]!.gap];
      if (position === label) return Math.min(cost, scorer.parameters.span.label);
      return position === head ? Math.min(cost, scorer.parameters.span.head) : cost;
    });
    bestPath(own, costs, enter, prior).forEach((state, k) => {
      path[positions[k]!] = state;
    });
  };
  const hosts = quotations.map(({ positions: [first = 0] }) =>
    Math.max(
      0,
      around.findLastIndex((position) => position < first),
    ),
  );
  const withQuotations = around.map((position, host) =>
    sumOf([scores[position]!, ...quotations.filter((_, q) => hosts[q] === host).map(({ says }) => says)]),
  );
  read(around, withQuotations, prior);
  absorbGuests(path, around, { text, words, scorer });
  for (const [q, { positions }] of quotations.entries()) {
    const host = path[around[hosts[q]!]!];
    const gloss = isGloss(text, words, positions);
    const cost = gloss ? Math.min(context.cost.bar, scorer.parameters.span.head) : context.cost.quote;
    const enter = prior.map((value, state) => (state === host ? 0 : value - cost));
    read(
      positions,
      positions.map((position) => scores[position]!),
      enter,
    );
    if (!gloss) absorbGuests(path, positions, { text, words, scorer, host });
  }
  return path;
}

/** Log-likelihoods per word and state, with what the phrasebook says of stretches, credited to their first word. */
function emissions(
  text: string,
  words: readonly Word[],
  {
    scorer,
    states,
    phrases,
  }: { readonly scorer: WordScorer; readonly states: number; readonly phrases: readonly FoundPhrase[] },
): Float64Array[] {
  const { phrase, spacedColon, foreignLetter, latinGuest } = scorer.parameters.span;
  const latin = scorer.languages.length;
  const scores = words.map((word) => {
    const emission = new Float64Array(states);
    if (isForeignWord(word.text)) {
      emission.fill(Math.max(MAX_FOREIGN, foreignLetter * word.text.length), 0, latin);
    } else {
      emission.set(scorer.score(word).total);
      if (states > latin) emission[latin] = latinGuest;
    }
    return emission;
  });
  for (const { first, languages } of phrases) {
    scorer.languages.forEach((language, state) => {
      if (languages.includes(language)) scores[first]![state]! += phrase;
    });
  }
  const french = scorer.languages.indexOf('fr' as LanguageCode);
  for (const [position, { end }] of words.entries()) {
    if (french >= 0 && SPACED_COLON.test(text.slice(end, end + 2))) scores[position]![french]! += spacedColon;
  }
  return scores;
}

/** Only French sets a space before a colon; other signs are set the French way in what it quotes, too. */
const SPACED_COLON = /^[ \u00A0\u202F]:/;

/** A state for the text's other script, where it has one. */
function scriptState(text: string, words: readonly Word[], { ngrams }: WordScorer): LanguageCode | undefined {
  if (!hasForeignScript(text)) return undefined;
  return languageOfScript(words.map((word) => word.text).join(' '), ngrams);
}

/** Puts a cut between two words: after closing signs, before opening ones. */
function cutPosition(text: string, from: number, to: number): number {
  const gap = text.slice(from, to);
  const opener = gap.search(/(?:^|(?<=[\s:|–—-]))(?:[“„«‹‘([¿¡]|(?<=[\s:|–—-])["'](?!\s))/);
  if (opener >= 0) return from + opener;
  // "Mise à jour 18 h : the road is open": a number before the last sign goes with what it ends.
  if (/\d/.test(gap) && /^[^:|–—]*[:|–—]\s+$/u.test(gap)) return to;
  // "like it's 1999 », says": what stands before the closing sign is of the quotation.
  const closer = /^[^»”›)\]]*[»”›)\]][^\s\p{N}]*\s*/u.exec(gap);
  return from + (closer ?? /^\s*(?:[^\s\p{N}]+\s*)?/u.exec(gap)!)[0].length;
}
