/**
 * The language of every piece of a page whose languages are mixed.
 *
 * One generative model, read in three steps:
 * 1. A block is cut into sentences, and a sentence where its language changes (`spans.ts`: a hidden Markov model over
 *    words). What has no words of a language is set aside as `zxx`, what its script decides is decided.
 * 2. Each remaining piece gets a log-likelihood per candidate language: the sum over its words (`likelihood.ts`:
 *    the word model, spelling) plus typography, the phrasebook and what is declared (`evidence.ts`).
 * 3. The pieces of the story and those of the chrome around it form two chains (`chain.ts`) in which neighbours tend to
 *    share a language and each role has its own mix of languages, estimated from the page; a section tag besides tends
 *    to that of the headline beside it (`kicker.ts`). Forward–backward over a chain gives posterior probabilities: the
 *    language is the most probable one, its posterior, calibrated, the confidence (`calibration.ts`). Below a threshold
 *    it is `und`.
 *
 * Every number of the model is in `parameters.ts`, fitted by `npm run fit:lang` on annotated pages.
 * @module
 */
import type { Document, SourceRange } from '../document/document.ts';
import { requireAtMost } from '../document/limit.ts';
import { inStretches } from '../turns.ts';
import { calibrate } from './calibration.ts';
import { type Candidates, findCandidates } from './candidates.ts';
import { type ChainNode, smoothChain } from './chain.ts';
import { type LanguageCode, NO_LANGUAGE, UNDETERMINED } from './codes.ts';
import { chainOf, mixOf, relationOf, repeats } from './context.ts';
import { confidenceInAll } from './doubt.ts';
import { explain, weigh } from './evidence.ts';
import { PARAMETERS } from './fitted-parameters.ts';
import type { Finding, IdentifiedPiece } from './identification.ts';
import { headlineAt, headlineEvidence, isApart, type Kicker } from './kicker.ts';
import { WordReader, WordScorer } from './likelihood.ts';
import type { Parameters } from './parameters.ts';
import { cutSentences, type Draft, type ReadSentence, readSentences, sentencesOf } from './pieces.ts';
import { rejoin } from './rejoin.ts';
import { settle } from './settle.ts';
import { findSiteNames, siteNameCut } from './sitename.ts';

/** What the caller knows or wants. */
export interface IdentifyOptions {
  /** The source language as the caller states it: every piece with words gets it unless it is clearly of another. */
  readonly stated?: LanguageCode;
  /** Confidence below which a piece is `und`, 0 to 1. @default {@link DEFAULT_THRESHOLD} */
  readonly threshold?: number;
  /** The numbers of the model. @default {@link PARAMETERS} */
  readonly parameters?: Parameters;
  /** Words that are read already; for many runs over the same pages. @default none */
  readonly reader?: WordReader;
  /** Most pieces that a document may have. @default no limit */
  readonly maxPieces?: number;
  /** Lets others have their turn; may throw to stop. @default nobody waits */
  readonly turn?: (() => Promise<void>) | undefined;
}

/** Confidence below which a language is not asserted: it is more likely wrong than right. */
export const DEFAULT_THRESHOLD = 0.5;
/** Confidence from which a piece keeps its own language against the one that the caller stated. */
const CLEARLY = 0.9;
/** Sentences that are read, and pieces that are weighed, before others have their turn: a millisecond or two. */
const READ_AT_A_TIME = 8;
const WEIGHED_AT_A_TIME = 32;

/**
 * Cuts the blocks of a document into pieces of one language each and identifies them.
 * @returns pieces in document order; every non-blank character of every block is in exactly one
 * @throws NewsglotError `content_too_large` as soon as more than `maxPieces` are counted
 */
export async function identify(
  document: Document,
  options: IdentifyOptions = {},
): Promise<IdentifiedPiece[]> {
  const { drafts, names, scorer, candidates } = await cut(document, options);
  const settled: (Finding | undefined)[] = [];
  const step = inStretches(WEIGHED_AT_A_TIME, options.turn);
  for (const draft of drafts) {
    await step();
    settled.push(settle(draft, names, scorer, options.stated));
  }
  const membersOf = (chain: 'chrome' | 'story') =>
    drafts.flatMap((draft, index) =>
      settled[index] === undefined && chainOf(draft) === chain ? [index] : [],
    );
  // The story first: section tags, which are of the chrome, look at its headlines.
  const posteriors = new Map<number, Float64Array>();
  for (const members of [membersOf('story'), membersOf('chrome')]) {
    const chained = members.map((index) => drafts[index]!);
    const headlines = members.map((index) => {
      const headline = posteriors.get(headlineAt(drafts, index) ?? -1);
      return headline && { headline, apart: isApart(drafts, index) };
    });
    const results = await identifyChain(chained, { headlines, scorer, candidates, turn: options.turn });
    members.forEach((index, position) => {
      const { posterior, finding } = results[position]!;
      posteriors.set(index, posterior);
      settled[index] = finding;
    });
  }
  const pieces = drafts.map((draft, index) => decide(draft, settled[index]!, options));
  return rejoin(pieces, drafts);
}

/** Cuts a document, first into sentences, all of which are counted before the costly part, which reads their words. */
async function cut(document: Document, options: IdentifyOptions) {
  const max = options.maxPieces ?? Number.POSITIVE_INFINITY;
  requireAtMost(max, document.blocks.length);
  const names = findSiteNames(document);
  let count = 0;
  const sentences = document.blocks.map((block) => {
    const found: SourceRange[] = [];
    for (const sentence of sentencesOf(block, siteNameCut(block.text, names))) {
      requireAtMost(max, ++count);
      found.push(sentence);
    }
    return found;
  });
  const reader = options.reader ?? new WordReader();
  const parameters = options.parameters ?? PARAMETERS;
  const candidates = await findCandidates(document, {
    reader,
    parameters: parameters.prior,
    stated: options.stated,
    step: inStretches(READ_AT_A_TIME, options.turn),
  });
  const scorer = new WordScorer(candidates.languages, reader, parameters, candidates.ngrams);
  const context = { priors: candidates.priors.map(Math.log), cost: parameters.span.cost };
  const read: ReadSentence[] = [];
  let pieces = 0;
  const step = inStretches(READ_AT_A_TIME, options.turn);
  for (const [index, block] of document.blocks.entries()) {
    for (const one of readSentences(block, sentences[index]!, scorer, context)) {
      read.push(one);
      pieces += 1 + one.cuts.length;
      requireAtMost(max, pieces);
      await step();
    }
  }
  const drafts = cutSentences(read, scorer, context);
  requireAtMost(max, drafts.length);
  return { drafts, names, scorer, candidates };
}

function decide(draft: Draft, finding: Finding, options: IdentifyOptions): IdentifiedPiece {
  const piece = { block: draft.block.id, start: draft.start, end: draft.end, text: draft.text };
  const { language, confidence, evidence } = finding;
  if (language === NO_LANGUAGE) return { ...piece, language, confidence, evidence };
  if (options.stated !== undefined && (confidence < CLEARLY || language === options.stated)) {
    return { ...piece, language: options.stated, confidence: 1, evidence: ['stated-source'] };
  }
  if (confidence < (options.threshold ?? DEFAULT_THRESHOLD)) {
    return { ...piece, language: UNDETERMINED, confidence, evidence };
  }
  return { ...piece, language, confidence, evidence };
}

/** What the pieces of a chain are weighed with. */
interface Scales extends Pick<IdentifyOptions, 'turn'> {
  /** What is known of the headlines that pieces stand at, where they do. */
  readonly headlines: readonly (Omit<Kicker, 'own'> | undefined)[];
  readonly scorer: WordScorer;
  readonly candidates: Candidates;
}

/** The languages of the pieces of one chain. */
async function identifyChain(
  drafts: readonly Draft[],
  { headlines, scorer, candidates, turn }: Scales,
): Promise<{ readonly posterior: Float64Array; readonly finding: Finding }[]> {
  const { languages, priors } = candidates;
  const { chain } = scorer.parameters;
  const terms: ReturnType<typeof weigh>[] = [];
  const step = inStretches(WEIGHED_AT_A_TIME, turn);
  for (const draft of drafts) {
    await step();
    terms.push(weigh(draft, scorer, candidates.declared));
  }
  const nodes = drafts.map(
    (draft, index): ChainNode => ({
      likelihood: terms[index]!.total,
      group: mixOf(draft),
      relation: relationOf(drafts[index - 1], draft, chain),
      ...(repeats(drafts[index - 1], draft) ? { turn: chain.repeated } : {}),
    }),
  );
  const alone = await smoothChain(nodes, priors, chain, turn);
  const kickers = headlines.flatMap((headline, index) =>
    headline === undefined ? [] : [{ index, own: alone[index]!, ...headline }],
  );
  const followed = [...nodes];
  headlineEvidence(kickers, chain).forEach((evidence, position) => {
    const { index, apart } = kickers[position]!;
    if (apart) return;
    const likelihood = terms[index]!.total.map((value, k) => value + evidence[k]!);
    followed[index] = { ...nodes[index]!, likelihood };
  });
  const posteriors = kickers.length === 0 ? alone : await smoothChain(followed, priors, chain, turn);
  return posteriors.map((posterior, index) => {
    const [best, second] = twoBest(posterior);
    const calibrated = calibrate(posterior[best]!, scorer.parameters.confidence);
    const finding = {
      language: languages[best]!,
      // Rounded down: two languages that are alike likely are no more than that.
      confidence: Math.floor(confidenceInAll(drafts[index]!, scorer, best, calibrated) * 1000) / 1000,
      evidence: explain(terms[index]!, posterior, best, second),
    };
    return { posterior, finding };
  });
}

function twoBest(values: Float64Array): readonly [best: number, second: number] {
  let best = 0;
  let second = -1;
  for (let k = 1; k < values.length; k++) {
    if (values[k]! > values[best]!) {
      second = best;
      best = k;
    } else if (second < 0 || values[k]! > values[second]!) second = k;
  }
  return [best, second];
}
