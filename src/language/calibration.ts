/**
 * Turns the posterior of the model into a confidence that is a frequency: of all pieces with confidence 0.9, nine in
 * ten are right. The pieces of a page share its quirks, so the posterior alone is too sure of itself.
 *
 * Platt scaling [Platt 1999, "Probabilistic outputs for support vector machines"] without its intercept: the log-odds
 * by a factor below 1, fitted on pages that the other parameters were not fitted on, and lowered further until more than
 * 99 of 100 pieces of confidence 0.9 or more are right.
 * @module
 */
import type { Parameters } from './parameters.ts';

/** Log-odds beyond which the model is not believed to know better. */
const MOST = 12;

/** The confidence for a posterior probability; both 0 to 1. */
export function calibrate(posterior: number, { slope }: Parameters['confidence']): number {
  return 1 / (1 + Math.exp(-slope * logOdds(posterior)));
}

/** Log-odds of a probability, kept within ±12. */
export function logOdds(probability: number): number {
  return Math.max(-MOST, Math.min(MOST, Math.log(probability / (1 - probability))));
}
