/**
 * Section tags that stand over or under a headline ("Justice", "Deportes") and share its language on pages that mix them.
 *
 * Headlines are of the story's chain and tags of the chrome's, so neither chain sees the other. Given the headline's
 * languages q and the tags' own mix m on the page, a tag follows its headline with probability κ and is drawn from m
 * otherwise: P(k) = κ·q(k) + (1 − κ)·m(k). Expectation–maximisation with a Beta prior estimates κ from
 * the page's tags: French tags over English headlines say that theirs follow nothing.
 * @module
 */
import type { Role } from '../document/document.ts';
import { pathDistance, STORY } from './context.ts';
import type { Parameters } from './parameters.ts';
import type { Draft } from './pieces.ts';

/** Most words of a tag, and steps of the paths between a tag and its headline. */
const MAX_WORDS = 3;
const MAX_DISTANCE = 2;
const TAG_ROLES: ReadonlySet<Role> = new Set(['chrome', 'other']);
/** Lists of links, whose last one is no tag of a headline that happens to follow. */
const MENU = /(?:^|\/)(?:nav|footer|menu)(?:\[\d+\])?\//;
/** Rounds of expectation–maximisation, as in the chain. */
const ROUNDS = 4;

/**
 * Index of the headline that the label at `index`, a block of its own, stands at: the nearer one, if there are two. That
 * of a label at the head of a text of the story is the text.
 */
export function headlineAt(drafts: readonly Draft[], index: number): number | undefined {
  const { block, text, words, part } = drafts[index]!;
  if (part === 'label' || isApart(drafts, index)) return STORY.has(block.role) ? index + 1 : undefined;
  if (!TAG_ROLES.has(block.role) || MENU.test(block.path) || words.length > MAX_WORDS) return undefined;
  if (text.length !== block.text.trim().length) return undefined;
  const distances = [index + 1, index - 1].map((at) => {
    const other = drafts[at]?.block;
    return other?.role === 'headline' ? pathDistance(block.path, other.path) : Number.POSITIVE_INFINITY;
  });
  const least = Math.min(...distances);
  if (least > MAX_DISTANCE) return undefined;
  return distances[0] === least ? index + 1 : index - 1;
}

/** Whether a label was cut from the text that it is the head of because their languages differ. */
export function isApart(drafts: readonly Draft[], index: number): boolean {
  const { part, words } = drafts[index]!;
  return part === 'first' && words.length <= MAX_WORDS && drafts[index + 1]?.part === 'switch';
}

/** A tag as it is read without its headline: posterior probabilities of its languages and of its headline's. */
export interface Kicker {
  readonly own: Float64Array;
  readonly headline: Float64Array;
  /** Cut from its headline because their languages differ: it tells what the page's tags do, and needs no telling itself. */
  readonly apart: boolean;
}

/** Log-odds, per tag and language, that its headline adds to the tags' own mix of languages. */
export function headlineEvidence(
  kickers: readonly Kicker[],
  { kicker, stickyCount }: Parameters['chain'],
): Float64Array[] {
  const size = kickers[0]?.own.length ?? 0;
  const mix = new Float64Array(size).fill(1 / size);
  for (const { own } of kickers) for (let k = 0; k < size; k++) mix[k]! += own[k]!;
  const ratios = kickers.map(({ headline }) =>
    headline.map((value, k) => (value * (kickers.length + 1)) / mix[k]!),
  );
  let kappa = kicker;
  for (let round = 0; round < ROUNDS; round++) {
    let follows = kicker * stickyCount;
    for (const [index, { own }] of kickers.entries()) {
      for (let k = 0; k < size; k++) {
        const carried = kappa * ratios[index]![k]!;
        follows += (own[k]! * carried) / (carried + 1 - kappa);
      }
    }
    kappa = follows / (stickyCount + kickers.length);
  }
  return ratios.map((ratio) => ratio.map((value) => Math.log(1 - kappa + kappa * value)));
}
