/**
 * Work that is paid for.
 * @module
 */
import type { Context } from 'hono';
import type { Services } from '../services.ts';
import { costOf } from '../translation/cost.ts';
import type { Localisation } from '../translation/localisation.ts';
import { noteResults } from './exchange.ts';
import { payerOf } from './tenant.ts';

/**
 * Does work that is paid for: `characters` are charged before it, and what it did not come to is given back.
 * @throws NewsglotError `quota_exceeded`; whatever the work throws, which then costs nothing.
 */
export async function charged(
  c: Context,
  { accounts }: Services,
  characters: number,
  work: () => Promise<readonly Localisation[]>,
): Promise<readonly Localisation[]> {
  const reservation = await accounts.charge(payerOf(c), characters);
  let cost = 0;
  try {
    const results = await work();
    cost = Math.min(
      characters,
      results.reduce((sum, result) => sum + costOf(result), 0),
    );
    noteResults(c, results, cost);
    return results;
  } finally {
    await accounts.settle(reservation, cost);
  }
}

/**
 * Charges a result that is there already.
 * @throws NewsglotError `quota_exceeded`
 */
export async function chargeSeen(c: Context, { accounts }: Services, result: Localisation): Promise<void> {
  const cost = costOf(result);
  await accounts.charge(payerOf(c), cost);
  noteResults(c, [result], cost);
}
