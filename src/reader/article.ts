/**
 * Segments as an article to read: which of them stand together, as what, and which a reader of the page would not see.
 * @module
 */
import type { Role } from '../document/document.ts';
import type { DetectedSegment, SegmentResult } from '../translation/localisation.ts';

/** A segment of which nothing is known yet but its language. */
export type PendingSegment = DetectedSegment & { readonly status: 'pending' };

/** A segment as it is shown. */
export type ShownSegment = SegmentResult | PendingSegment;

/** A stretch of text and how it is set. */
export interface InlineRun {
  readonly text: string;
  /** Address that it links to: absolute, `http:` or `https:`. */
  readonly href?: string;
  readonly strong?: true;
  readonly emphasis?: true;
}

/** What a block is on the page. `label`: a few words among others; `hidden`: an attribute, a part of the head, data for machines. */
export type BlockKind = 'heading' | 'paragraph' | 'item' | 'quotation' | 'label' | 'hidden';

/** Segments that stand together: a paragraph, a heading, a label. */
export interface ArticleBlock {
  readonly path: string;
  readonly role: Role;
  readonly kind: BlockKind;
  readonly segments: readonly ShownSegment[];
}

/** Most segments that a page shows; the document itself has them all. */
export const MOST_SHOWN = 2000;

/** Groups segments, which are in document order, into blocks. */
export function articleBlocks(segments: readonly ShownSegment[]): ArticleBlock[] {
  const groups: ShownSegment[][] = [];
  for (const segment of segments.slice(0, MOST_SHOWN)) {
    const last = groups.at(-1);
    if (last?.[0]?.path === segment.path && last[0].role === segment.role) last.push(segment);
    else groups.push([segment]);
  }
  return groups.map((group) => {
    const { path, role } = group[0]!;
    return { path, role, kind: kindOf(path, role, group), segments: group };
  });
}

/** The block that is the article's title, if it has one: its first `h1`, or else its first headline. */
export function titleBlock(blocks: readonly ArticleBlock[]): ArticleBlock | undefined {
  const headings = blocks.filter(({ kind }) => kind === 'heading');
  return headings.find(({ path }) => /(?:^|\/)h1(?:\[\d+\])?$/.test(path)) ?? headings[0];
}

/** Attributes (`…/img/@alt`), what stands in the head of a page, and the data of scripts. */
const HIDDEN = /(?:^|\/)@|^html\/head\/|(?:^|\/)script(?:\[\d+\])?\//;

/** Longest text of a label, in UTF-16 code units; what is longer is a teaser, a notice. */
const LONGEST_LABEL = 60;

function kindOf(path: string, role: Role, segments: readonly ShownSegment[]): BlockKind {
  if (HIDDEN.test(path)) return 'hidden';
  const text = segments.map((segment) => segment.text).join(' ');
  if (role === 'chrome' || role === 'byline') return text.length > LONGEST_LABEL ? 'paragraph' : 'label';
  const element = /([\w:-]+)(?:\[\d+\])?$/.exec(path)?.[1] ?? '';
  if (/^h[1-6]$/.test(element)) return 'heading';
  // In plain text a word or two may as well be of a menu.
  if (role === 'headline') return text.split(' ').length > 2 ? 'heading' : 'label';
  if (element === 'li') return 'item';
  return /(?:^|\/)blockquote(?:\[\d+\])?(?:\/|$)/.test(path) ? 'quotation' : 'paragraph';
}
