/**
 * Cuts a block into the pieces that are identified one by one: sentences, and a sentence where its language changes.
 * @module
 */
import type { Block, SourceRange } from '../document/document.ts';
import { splitSentences } from '../document/sentences.ts';
import type { Candidates } from './candidates.ts';
import type { WordScorer } from './likelihood.ts';
import { lookupPhrase, type PhraseMatch } from './phrasebook.ts';
import { siteNameCut } from './sitename.ts';
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

/**
 * The pieces of a block, in order; every non-blank character is in exactly one.
 * @param names names of the site, cut off at the ends of the block
 */
export function cutBlock(
  block: Block,
  names: ReadonlySet<string>,
  scorer: WordScorer,
  candidates: Candidates,
): Draft[] {
  const priors = candidates.priors.map((prior) => Math.log(prior));
  return rangesOf(block, siteNameCut(block.text, names)).flatMap((sentence) => {
    const text = block.text.slice(sentence.start, sentence.end);
    const words = splitWords(text);
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
  });
}

/** Sentences of a block in which a site's name begins or ends at `cut` (0: none), and the bars between them. */
function rangesOf({ text, starts, ends }: Block, cut: number): readonly SourceRange[] {
  const tail = splitSentences(text.slice(cut));
  const sentences = [
    ...(cut === 0 ? [] : splitSentences(text.slice(0, cut))),
    ...tail.map(({ start, end }) => ({ start: start + cut, end: end + cut })),
    { start: text.length, end: text.length },
  ];
  const ranges: SourceRange[] = [];
  let from = 0;
  for (const sentence of sentences) {
    const between = text.slice(from, sentence.start);
    const bar = between.trim();
    if (bar !== '') {
      const start = from + between.indexOf(bar);
      ranges.push({ start, end: start + bar.length });
    }
    const last = ranges.at(-1);
    // One character reference can stand for two code units; both go to one piece.
    const inside = last !== undefined && (starts[sentence.start] ?? 0) < (ends[last.end - 1] ?? 0);
    if (sentence.end > sentence.start) {
      if (inside) ranges[ranges.length - 1] = { start: last.start, end: sentence.end };
      else ranges.push(sentence);
    }
    from = sentence.end;
  }
  return ranges;
}
