/**
 * Whether a confidence of 0.9 is right nine times out of ten.
 * @module
 */
import type { ScoredPage } from './score.ts';

/** A piece whose language is known from the gold. */
export interface JudgedPiece {
  readonly page: string;
  readonly confidence: number;
  readonly right: boolean;
}

/** The pieces of one range of confidence. */
export interface ReliabilityRow {
  readonly from: number;
  readonly to: number;
  readonly pieces: number;
  readonly meanConfidence: number;
  readonly right: number;
}

/** Lower bounds of the ranges. */
const BOUNDS = [0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99];
/** Share of a piece's characters that must be in its language. */
const ENOUGH = 0.9;

/** The pieces that claim a language, right or wrong. Those whose text is of no language in the gold count as wrong. */
export function judgePieces(pages: readonly ScoredPage[]): JudgedPiece[] {
  return pages.flatMap(({ name, units, predictions }) => {
    const own = predictions.map(() => ({ right: 0, of: 0, all: 0 }));
    for (const { gold, piece } of units) {
      piece.forEach((number, k) => {
        const count = own[number];
        if (!count) return;
        count.all++;
        if (gold[k] === 'zxx') return;
        count.of++;
        if (gold[k] === predictions[number]!.language) count.right++;
      });
    }
    return predictions.flatMap(({ language, confidence }, number): JudgedPiece[] => {
      const { right, of, all } = own[number]!;
      if (all === 0 || language === 'und' || language === 'zxx') return [];
      return [{ page: name, confidence, right: of > 0 && right >= ENOUGH * of }];
    });
  });
}

/** The reliability table; ranges without pieces are left out. */
export function reliability(pieces: readonly JudgedPiece[]): ReliabilityRow[] {
  return BOUNDS.flatMap((from, index) => {
    const to = BOUNDS[index + 1] ?? 1;
    const own = pieces.filter(
      ({ confidence }) => confidence >= from && (confidence < to || index === BOUNDS.length - 1),
    );
    if (own.length === 0) return [];
    const meanConfidence = own.reduce((sum, { confidence }) => sum + confidence, 0) / own.length;
    return [{ from, to, pieces: own.length, meanConfidence, right: own.filter(({ right }) => right).length }];
  });
}

/** Of the pieces with at least this confidence: how many, and how many of them right. */
export function rightAbove(
  pieces: readonly JudgedPiece[],
  confidence: number,
): { right: number; of: number } {
  const own = pieces.filter((piece) => piece.confidence >= confidence);
  return { right: own.filter(({ right }) => right).length, of: own.length };
}
