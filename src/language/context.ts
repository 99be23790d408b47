/**
 * Where a piece stands on the page: which chain it belongs to and how closely it is related to the piece before.
 * @module
 */
import type { Role } from '../document/document.ts';
import type { Draft } from './pieces.ts';

/** Roles of the story that a page is about; the rest is the site around it. */
export const STORY: ReadonlySet<Role> = new Set(['headline', 'body', 'caption']);
/** A picture's credit is the site's, whatever the caption's language. */
const CREDIT =
  /^(?:photos?|images?|illustrations?|vid[ée]os?|cr[ée]dits?|sources?|(?:info)?graphi[cq]\p{L}*)\b/iu;
const MAX_CREDIT_WORDS = 7;

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

/** Which distribution of languages within its chain a piece draws from, as a number from 0. */
export function mixOf(draft: Draft): number {
  return OWN_MIX.has(draft.block.role) ? 1 : 0;
}

// Values of ρ, from the closest relation to the loosest.
const SAME_BLOCK = 0.9;
const SAME_LIST = 0.75;
const SAME_SECTION = 0.5;
const SAME_PAGE = 0.3;
const OTHER_ROLE = 0.5;
/** Pieces of one sentence, cut apart because their languages differ. */
const SWITCHED = 0.02;

/** ρ of the chain: how likely a piece carries on in the language of the one before. */
export function stickiness(before: Draft | undefined, draft: Draft): number {
  if (before === undefined) return 0;
  if (before.block === draft.block) {
    if (draft.switched) return SWITCHED;
    const joined = draft.block.text.slice(before.end, draft.start).trim() === '';
    return joined ? SAME_BLOCK : SAME_LIST;
  }
  const distance = pathDistance(before.block.path, draft.block.path);
  const related = distance <= 2 ? SAME_LIST : distance <= 4 ? SAME_SECTION : SAME_PAGE;
  return before.block.role === draft.block.role ? related : related * OTHER_ROLE;
}

/** Steps below the deepest common ancestor of two paths, on the deeper side. */
function pathDistance(one: string, other: string): number {
  const a = one.split('/');
  const b = other.split('/');
  let common = 0;
  while (common < a.length && common < b.length && a[common] === b[common]) common++;
  return Math.max(a.length, b.length) - common;
}
