/**
 * Cuts a block into the pieces that are identified one by one: sentences, and a sentence where its language changes.
 * @module
 */
import type { Block, SourceRange } from '../document/document.ts';
import { splitSentences } from '../document/sentences.ts';
import { languageOfCredit } from './credits.ts';
import type { WordScorer } from './likelihood.ts';
import { lookupPhrase, type PhraseMatch } from './phrasebook.ts';
import { findSwitches, type SpanContext, type Switches, UNCUT } from './spans.ts';
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
  /** What it is inside a sentence that was cut. */
  readonly part: Part;
}

/**
 * `first` of its sentence, or all of it; cut off because its language differs from the piece before (`switch`); a `label`
 * set apart at the head of its sentence that either language may have, and what stands `behind` one.
 */
export type Part = 'first' | 'switch' | 'label' | 'behind';

/** A sentence of a block with its words and the places where its language changes. */
export interface ReadSentence extends Switches {
  readonly block: Block;
  /** Where it begins in the block's text. */
  readonly start: number;
  readonly text: string;
  readonly words: readonly Word[];
}

/** Reads sentences of a block (ascending ranges of its text). */
export function* readSentences(
  block: Block,
  sentences: readonly SourceRange[],
  scorer: WordScorer,
  context: SpanContext,
): Generator<ReadSentence> {
  const seams = seamsOf(block);
  let next = 0;
  for (const { start, end } of sentences) {
    const own: number[] = [];
    for (; next < seams.length && seams[next]! < end; next++) own.push(seams[next]! - start);
    const text = block.text.slice(start, end);
    const words = splitWords(text, own);
    yield { block, start, text, words, ...switchesOf(text, words, scorer, context) };
  }
}

/** Positions at which one inline element of a block ends and the next begins, with nothing but a space between them. */
function seamsOf({ marks, text }: Block): number[] {
  return marks.flatMap((mark, index) => {
    const before = marks[index - 1];
    const seam =
      mark.kind === 'open' && before?.kind === 'close' && text.slice(before.at, mark.at).trim() === '';
    return seam ? [mark.at] : [];
  });
}

/** Where the language of a sentence changes; the names of a credit are in no other language than its label. */
function switchesOf(
  text: string,
  words: readonly Word[],
  scorer: WordScorer,
  context: SpanContext,
): Switches {
  if (languageOfCredit(text) !== undefined) return UNCUT;
  return findSwitches(text, words, scorer, context);
}

/** Times that texts with bars are read again. */
const BAR_ROUNDS = 3;

/**
 * Cuts sentences where their language changes. How often it changes at a bar is the page's own habit ("Weather / Météo"
 * all over a bilingual one, never on others): where it does so more often than expected, texts with bars are read again,
 * as long as that shows more of them.
 */
export function cutSentences(
  sentences: readonly ReadSentence[],
  scorer: WordScorer,
  context: SpanContext,
): Draft[] {
  const { cost, barCount } = scorer.parameters.span;
  let read = sentences;
  let least = cost.bar;
  for (let round = 0; round < BAR_ROUNDS; round++) {
    const bars = read.reduce((sum, one) => sum + one.bars, 0);
    const switched = read.reduce((sum, one) => sum + one.switchedBars, 0);
    const bar = -Math.log((Math.exp(-cost.bar) * barCount + switched) / (barCount + bars));
    if (bar >= least) break;
    least = bar;
    const own = { ...context, cost: { ...context.cost, bar } };
    read = read.map((one) =>
      one.bars === 0 ? one : { ...one, ...switchesOf(one.text, one.words, scorer, own) },
    );
  }
  return read.flatMap(draftsOf);
}

/** What the first pieces of a sentence are, behind a label or not. */
const PARTS = { labelled: ['label', 'behind'], plain: ['first'] } as const;

function draftsOf({ block, start: offset, text, words, cuts, labelled }: ReadSentence): Draft[] {
  const drafts: Draft[] = [];
  let start = 0;
  let next = 0;
  const parts: readonly Part[] = labelled ? PARTS.labelled : PARTS.plain;
  for (const cut of [...cuts, text.length]) {
    const part = text.slice(start, cut);
    const from = start + part.length - part.trimStart().length;
    const to = start + part.trimEnd().length;
    if (to > from) {
      const piece = text.slice(from, to);
      const first = next;
      while (next < words.length && words[next]!.end <= to) next++;
      drafts.push({
        block,
        start: offset + from,
        end: offset + to,
        text: piece,
        phrase: lookupPhrase(piece),
        words: words.slice(first, next),
        part: parts[drafts.length] ?? 'switch',
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
export function* sentencesOf({ text, map }: Block, cut = 0): Generator<SourceRange> {
  let pending: SourceRange | undefined;
  for (const range of rangesOf(text, cut)) {
    // One character reference can stand for two code units; both go to one piece.
    if (pending && (map.startOf(range.start) ?? 0) < (map.endOf(pending.end - 1) ?? 0))
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
