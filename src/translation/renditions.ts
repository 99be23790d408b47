/**
 * From the translations of segments to whole documents: the best of each, and the alternatives to it.
 * @module
 */
import type { Rendition } from '../cache/cache.ts';
import type { Block, Replacement } from '../document/document.ts';
import { languageChanges } from '../document/language-scopes.ts';
import { marksInside, render } from '../document/render.ts';
import type { IdentifiedPiece } from '../language/identification.ts';
import { blockLanguages } from './block-languages.ts';
import type { IdentifiedDocument } from './detect.ts';
import { partGlued } from './joint.ts';
import type { SegmentResult } from './localisation.ts';
import type { LocaliseRequest } from './localiser.ts';

/** A segment whose fate is known. */
export interface Settled {
  readonly block: number;
  readonly segment: SegmentResult;
  /** What it may be replaced by, the best first; none for one that stays. */
  readonly renditions: readonly Replacement[];
}

/** The translations of a segment as replacements in its block. */
export function replacementsOf(
  { block, piece }: { readonly block: Block; readonly piece: IdentifiedPiece },
  renditions: readonly Rendition[],
): Replacement[] {
  const { start, end } = piece;
  const inside = marksInside(block, piece);
  return renditions.map(({ text, marks = [] }) => ({
    block: block.id,
    start,
    end,
    text,
    marks: marks.map(({ index, at }) => ({ id: inside[index]!.id, at })),
  }));
}

/** A document in another language. */
export interface Rendered {
  readonly content: string;
  /** Other versions of the whole, all different: each has the next best translation of every segment that has one. */
  readonly alternatives?: readonly string[];
}

/** Puts a document together. @param alternatives how many are wanted, at most. */
export function renderSettled(
  { document }: IdentifiedDocument,
  settled: readonly Settled[],
  { target, alternatives = 0 }: Pick<LocaliseRequest, 'target' | 'alternatives'>,
): Rendered {
  const changes = languageChanges(document, target, blockLanguages(settled, target));
  const write = (rank: number) =>
    render(
      document,
      partGlued(
        document,
        settled.flatMap(({ renditions }) => renditions[rank] ?? renditions[0] ?? []),
      ),
      changes,
    );
  const content = write(0);
  if (alternatives === 0) return { content };
  const all = new Set([content]);
  for (let rank = 1; rank <= alternatives; rank++) all.add(write(rank));
  return { content, alternatives: [...all].slice(1) };
}
