/**
 * Platt scaling: fits the confidence to how often the model is right.
 * @module
 */
import { logOdds } from '../../src/language/calibration.ts';
import type { JudgedPiece } from './reliability.ts';

/** Precision of the prior, which pulls the slope to 1 and the intercept to 0. */
const PRECISION = 1;
const STEPS = 100;

/**
 * The slope and intercept under which the pieces are likeliest, by Newton's method with steps halved until they help.
 * @param pieces with the posterior, uncalibrated, as confidence
 */
export function fitConfidence(pieces: readonly JudgedPiece[]): { slope: number; intercept: number } {
  const cases = pieces.map(({ confidence, right }) => ({ x: logOdds(confidence), y: Number(right) }));
  const cost = (slope: number, intercept: number): number =>
    cases.reduce(
      (sum, { x, y }) => {
        const z = (2 * y - 1) * (slope * x + intercept);
        return sum + Math.log1p(Math.exp(-Math.abs(z))) + Math.max(0, -z);
      },
      0.5 * PRECISION * ((slope - 1) ** 2 + intercept ** 2),
    );
  let [slope, intercept] = [1, 0];
  for (let step = 0; step < STEPS; step++) {
    let [g1, g0] = [PRECISION * (1 - slope), -PRECISION * intercept];
    let [h11, h10, h00] = [PRECISION, 0, PRECISION];
    for (const { x, y } of cases) {
      const p = 1 / (1 + Math.exp(-(slope * x + intercept)));
      g1 += (y - p) * x;
      g0 += y - p;
      h11 += p * (1 - p) * x * x;
      h10 += p * (1 - p) * x;
      h00 += p * (1 - p);
    }
    const determinant = h11 * h00 - h10 * h10;
    const [d1, d0] = [(h00 * g1 - h10 * g0) / determinant, (h11 * g0 - h10 * g1) / determinant];
    let size = 1;
    while (size > 1e-6 && cost(slope + size * d1, intercept + size * d0) > cost(slope, intercept)) size /= 2;
    slope += size * d1;
    intercept += size * d0;
  }
  return { slope: Number(slope.toPrecision(3)), intercept: Number(intercept.toPrecision(3)) };
}
