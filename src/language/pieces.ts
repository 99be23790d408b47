/**
 * Cuts a block into the pieces that are identified one by one: sentences, and a sentence where its language changes.
 * @module
 */
import type { Block, SourceRange } from '../document/document.ts';
import { splitSentences } from '../document/sentences.ts';
import type { Candidates } from './candidates.ts';
import type { WordScorer } from './likelihood.ts';
import { lookupPhrase, type PhraseMatch } from './phrasebook.ts';
import { findSwitches } from './spans.ts';
import { splitWords, type Word } from './words.ts';

/** A piece that has no language yet. */
export interface Draft {
  readonly block: Block;
  /** Range of the block's text (UTF-16 code units), trimmed, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words: readonly Word[];
  readonly phrase: PhraseMatch | undefined;
  /** Cut off inside a sentence because its language differs from the piece before. */
  readonly switched: boolean;
}

/** Cuts a sentence of a block (a range of its text) where the language changes, and reads the words of its pieces. */
export function cutSentence(
  block: Block,
  sentence: SourceRange,
  scorer: WordScorer,
  candidates: Candidates,
): Draft[] {
  const text = block.text.slice(sentence.start, sentence.end);
  const words = splitWords(text);
  const priors = candidates.priors.map((prior) => Math.log(prior));
  const cuts = [...findSwitches(text, words, scorer, priors), text.length];
  let start = 0;
  const drafts: Draft[] = [];
  for (const cut of cuts) {
    const part = text.slice(start, cut);
    const from = start + part.length - part.trimStart().length;
    const to = start + part.trimEnd().length;
    if (to > from) {
      const piece = text.slice(from, to);
      drafts.push({
        block,
        start: sentence.start + from,
        end: sentence.start + to,
        text: piece,
        phrase: lookupPhrase(piece),
        words: words.filter((word) => word.start >= from && word.end <= to),
        switched: drafts.length > 0,
      });
    }
    start = cut;
  }
  return drafts;
}

/**
 * The sentences of a block and the bars between them, in order, as they are found; every non-blank character is in
 * exactly one, and the units of one character reference are in the same.
 * @param cut where a site's name begins or ends in the text, 0 for nowhere
 */
export function* sentencesOf({ text, starts, ends }: Block, cut = 0): Generator<SourceRange> {
  let pending: SourceRange | undefined;
  for (const range of rangesOf(text, cut)) {
    // One character reference can stand for two code units; both go to one piece.
    if (pending && (starts[range.start] ?? 0) < (ends[pending.end - 1] ?? 0))
      pending = { start: pending.start, end: range.end };
    else {
      if (pending) yield pending;
      pending = range;
    }
  }
  if (pending) yield pending;
}

/** Sentences before and after `cut`, and the bars that they leave out. */
function* rangesOf(text: string, cut: number): Generator<SourceRange> {
  let from = 0;
  for (const sentence of sentencesAround(text, cut)) {
    const between = text.slice(from, sentence.start);
    const bar = between.trim();
    if (bar !== '') {
      const start = from + between.indexOf(bar);
      yield { start, end: start + bar.length };
    }
    if (sentence.end > sentence.start) yield sentence;
    from = sentence.end;
  }
}

/** The sentences on either side of `cut`, and an empty one at the end. */
function* sentencesAround(text: string, cut: number): Generator<SourceRange> {
  if (cut > 0) yield* splitSentences(text.slice(0, cut));
  for (const { start, end } of splitSentences(text.slice(cut))) yield { start: start + cut, end: end + cut };
  yield { start: text.length, end: text.length };
}
