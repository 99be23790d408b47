/**
 * Fits the confidence to how often the model is right.
 * @module
 */
import { calibrate, logOdds } from '../../src/language/calibration.ts';
import { type JudgedPiece, rightAbove } from './reliability.ts';

/** Precision of the prior, which pulls the slope to 1. */
const PRECISION = 1;
const STEPS = 100;
/** What is promised: of the pieces whose confidence is SURE or more, this share is right, and more where it is fitted: pages that nobody looked at bring more faults. */
const SURE = 0.9;
const PROMISED = 0.9985;
const STEP_DOWN = 0.98;
const LEAST_SLOPE = 0.2;

/**
 * The slope under which the pieces are likeliest, by Newton's method on its convex cost, and then less of it until what
 * is promised of sure pieces holds. Nothing is added to it: two languages that are alike likely stay so.
 * @param pieces with the posterior, uncalibrated, as confidence
 */
export function fitConfidence(pieces: readonly JudgedPiece[]): { slope: number } {
  const cases = pieces.map(({ confidence, right }) => ({ x: logOdds(confidence), y: Number(right) }));
  let slope = 1;
  for (let step = 0; step < STEPS; step++) {
    let gradient = PRECISION * (1 - slope);
    let curvature = PRECISION;
    for (const { x, y } of cases) {
      const p = 1 / (1 + Math.exp(-slope * x));
      gradient += (y - p) * x;
      curvature += p * (1 - p) * x * x;
    }
    slope = Math.max(LEAST_SLOPE, slope + gradient / curvature);
  }
  const promised = (value: number) => {
    const { right, of } = rightAbove(
      pieces.map((piece) => ({ ...piece, confidence: calibrate(piece.confidence, { slope: value }) })),
      SURE,
    );
    return right >= PROMISED * of;
  };
  while (slope > LEAST_SLOPE && !promised(slope)) slope *= STEP_DOWN;
  return { slope: Number(slope.toPrecision(3)) };
}
