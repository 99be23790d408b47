/**
 * Where a piece stands on the page: which chain it belongs to and how closely it is related to the piece before.
 * @module
 */
import type { Role } from '../document/document.ts';
import type { Relation } from './chain.ts';
import type { Parameters } from './parameters.ts';
import type { Draft } from './pieces.ts';

/** Roles of the story that a page is about; the rest is the site around it. */
export const STORY: ReadonlySet<Role> = new Set(['headline', 'body', 'caption']);
/** A picture's credit is the site's, whatever the caption's language. */
const CREDIT =
  /^(?:photos?|images?|illustrations?|vid[ée]os?|cr[ée]dits?|sources?|(?:info)?graphi[cq]\p{L}*)\b/iu;
const MAX_CREDIT_WORDS = 7;
const MAX_REPEATED_WORDS = 3;
/** Steps of the paths between two members of a list, and between two texts of a section. */
const LIST_DISTANCE = 2;
const SECTION_DISTANCE = 4;

/**
 * Chrome and story speak different languages on syndicated pages, so each is a chain of its own. Labels and credits
 * inside the story ("Lire la suite »" after a teaser) belong to the chrome.
 */
export function chainOf(draft: Draft): 'chrome' | 'story' {
  if (!STORY.has(draft.block.role) || draft.phrase !== undefined) return 'chrome';
  return draft.words.length <= MAX_CREDIT_WORDS && CREDIT.test(draft.text) ? 'chrome' : 'story';
}

/** Roles whose mix of languages differs from the rest of their chain: headlines of other stories, text of no clear role. */
const OWN_MIX: ReadonlySet<Role> = new Set(['headline', 'other']);

/** Which distribution of languages within its chain a piece draws from, as a number from 0; labels draw from that of the chrome. */
export function mixOf({ block, part }: Draft): number {
  return OWN_MIX.has(block.role) && part !== 'label' ? 1 : 0;
}

/** Related to nothing before it. */
const FIRST: Relation = { carries: 0, alternates: 0 };

/** How a piece is related to the one before it, as expected of all pages. */
export function relationOf(before: Draft | undefined, draft: Draft, chain: Parameters['chain']): Relation {
  if (before === undefined) return FIRST;
  const carries = stickiness(before, draft, chain);
  return { carries, alternates: chain.alternates * (1 - carries) };
}

/** Whether a label repeats the one right before it: "Contact Contact", "Transport / Transport". */
export function repeats(before: Draft | undefined, { block, text, words }: Draft): boolean {
  return (
    before !== undefined &&
    before.text === text &&
    words.length <= MAX_REPEATED_WORDS &&
    block.id - before.block.id <= 1 &&
    before.block.role === block.role
  );
}

/** ρ of the chain: how likely a piece carries on in the language of the one before. */
function stickiness(before: Draft, draft: Draft, rho: Parameters['chain']): number {
  if (before.block === draft.block) {
    if (draft.part === 'switch') return rho.switched;
    if (draft.part === 'behind') return rho.label;
    const joined = draft.block.text.slice(before.end, draft.start).trim() === '';
    return joined ? rho.sameBlock : rho.sameList;
  }
  // A label at the head of a text has little to do with the end of the text before.
  if (draft.part === 'label') return rho.samePage * rho.otherRole;
  const distance = pathDistance(before.block.path, draft.block.path);
  const related =
    distance <= LIST_DISTANCE ? rho.sameList : distance <= SECTION_DISTANCE ? rho.sameSection : rho.samePage;
  return before.block.role === draft.block.role ? related : related * rho.otherRole;
}

/** Steps below the deepest common ancestor of two paths, on the deeper side. */
export function pathDistance(one: string, other: string): number {
  const a = one.split('/');
  const b = other.split('/');
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  return Math.max(a.length, b.length) - common;
}
