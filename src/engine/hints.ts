/**
 * Hints for the model: after each word that a dictionary knows, a mark and the word's usual translation.
 *
 *     ▁The ▁river  →  ▁The ▁river <hint> ▁rivière
 *
 * Most words of a language are rare, and a small model knows the rare ones badly; a dictionary counted from the same texts
 * knows them well. The model has learnt to take a hint, to inflect it, or to leave it (as G. Dinu and others do with terms in
 * "Training Neural Machine Translation to Apply Terminology Constraints", 2019).
 *
 * models/training/hinting.py does the same to what the model learns from: what a word is, how it is looked up and where its
 * hint stands must be alike in both. Only what looks like somebody's name is left without a hint here alone: the model has
 * learnt to do without some.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import type { Dictionary } from './dictionary.ts';
import type { Tokenizer } from './tokenizer.ts';

/** A source with its hints. */
export interface Hinted {
  /** Language, text with hints, end. */
  readonly tokens: readonly number[];
  /** For each of these tokens the place, in the source without hints, of the token it is or that it follows. */
  readonly origins: readonly number[];
}

/** Puts hints into sources. */
export type InsertHints = (source: readonly number[], language: LanguageCode) => Hinted;

const WORD = /[\p{L}\p{N}]+(?:[.,:'’-][\p{L}\p{N}]+)*/gu;
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’](?=.)/iu;
/** What stands before the first word of a sentence, and how much of the text before is looked at for it. */
const SENTENCE_START = /(?:^|[.!?:…–—"“«(-])[\s"'“«(-]*$/u;
const NEAR = 8;
const GENITIVE = /'s$/i;

/**
 * Puts hints from a dictionary into sources as a tokenizer writes them.
 * @param mark the token in front of a hint.
 * @param maxTokens a source that would be longer goes without hints.
 */
export function createHints(
  dictionary: Dictionary,
  tokenizer: Pick<Tokenizer, 'pieces' | 'written'>,
  { mark, maxTokens }: { readonly mark: number; readonly maxTokens: number },
): InsertHints {
  return (source, language) => {
    const written = source.map((token) => tokenizer.written(token));
    // The first token is the language, the last one the end: neither is text.
    const hints = findHints(dictionary, written.slice(1, -1).join(''), language);
    const tokens: number[] = [];
    const origins: number[] = [];
    let end = 0;
    let next = 0;
    for (const [place, token] of source.entries()) {
      tokens.push(token);
      origins.push(place);
      if (place > 0 && place < source.length - 1) end += written[place]!.length;
      for (let hint = hints[next]; hint && hint.end <= end; hint = hints[++next]) {
        for (const piece of [mark, ...tokenizer.pieces(hint.text)]) {
          tokens.push(piece);
          origins.push(place);
        }
      }
    }
    return tokens.length <= maxTokens ? { tokens, origins } : { tokens: source, origins: [...source.keys()] };
  };
}

interface Hint {
  /** Where its word ends in the text. */
  readonly end: number;
  readonly text: string;
}

function findHints(dictionary: Dictionary, text: string, language: LanguageCode): Hint[] {
  const words = [...text.matchAll(WORD)];
  const capitals = words.filter(({ 0: word }) => isCapital(word)).length;
  const isHeadline = 2 * capitals > words.length;
  const hints: Hint[] = [];
  for (const [i, { 0: found, index }] of words.entries()) {
    const word = found.replace(ELISION, '');
    const end = index + found.length;
    // "Teller", where nothing else calls for a capital, is a person and no bank clerk …
    const isName = !isHeadline && isCapital(word) && !startsSentence(text, index);
    const hint = lookUp(dictionary, word, language, isName ? 'as-written' : 'any-case');
    if (!hint) continue;
    // … and so is whoever is called "Philippine Somebody".
    const next = words[i + 1];
    const goesOn = next !== undefined && isCapital(next[0]) && text.slice(end, next.index) === ' ';
    const isFirstName = isName && goesOn && lookUp(dictionary, next[0], language, 'as-written') === undefined;
    if (!isFirstName) hints.push({ end, text: hint });
  }
  return hints;
}

function startsSentence(text: string, at: number): boolean {
  return SENTENCE_START.test(text.slice(Math.max(0, at - NEAR), at));
}

/** The hint of a word as it is written, else in lower case; without the English genitive if need be. */
function lookUp(
  dictionary: Dictionary,
  word: string,
  language: LanguageCode,
  as: 'as-written' | 'any-case',
): string | undefined {
  const bare = language === 'en' ? word.replace(GENITIVE, '') : word;
  const written = new Set([word, bare]);
  const forms = as === 'as-written' ? written : new Set([word, word.toLowerCase(), bare, bare.toLowerCase()]);
  for (const form of forms) {
    const hint = dictionary.get(language, form);
    if (hint !== undefined) return isShouted(word) ? hint.toUpperCase() : hint;
  }
  return undefined;
}

function isCapital(word: string): boolean {
  return /^\p{Lu}/u.test(word);
}

/** More than one letter, and all of them capitals. */
function isShouted(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}

/**
 * The alignment of a translation with the source as it was before it got hints: what a hint draws belongs to its word.
 * @param weights attention [tokens, source with hints], the source's language and end left out.
 * @returns attention [tokens, source without hints].
 */
export function foldWeights(weights: Float32Array, { origins }: Hinted): Float32Array {
  const inner = origins.slice(1, -1);
  const width = origins.at(-1)! - 1;
  if (width === inner.length || inner.length === 0) return weights;
  const tokens = weights.length / inner.length;
  const folded = new Float32Array(tokens * width);
  for (let t = 0; t < tokens; t++) {
    for (const [i, origin] of inner.entries()) {
      folded[t * width + origin - 1]! += weights[t * inner.length + i]!;
    }
  }
  return folded;
}
