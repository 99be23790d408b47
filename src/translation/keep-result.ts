/**
 * Keeps results under their address.
 * @module
 */
import type { ResultStore } from '../cache/results.ts';
import { asSeenBefore, type Localisation } from './localisation.ts';

/** Keeps a result as a later request sees it. @returns the result; its stats say so when it is too large to be kept. */
export async function keepResult(
  results: ResultStore<Localisation>,
  result: Localisation,
): Promise<Localisation> {
  const { stored: _, ...stats } = result.stats;
  if (!(await results.keeps(result))) return { ...result, stats: { ...stats, stored: false } };
  const kept = { ...result, stats };
  void results.set(result.contentHash, result.target, asSeenBefore(kept));
  return kept;
}
