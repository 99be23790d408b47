/**
 * Work that is paid for.
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';
import type { Services } from '../services.ts';
import { costOf } from '../translation/cost.ts';
import type { Localisation } from '../translation/localisation.ts';

/**
 * Does work that is paid for: `characters` are charged before it, and what it did not come to is given back.
 * @throws NewsglotError `quota_exceeded`; whatever the work throws, which then costs nothing.
 */
export async function charged(
  { accounts }: Services,
  tenant: Tenant,
  characters: number,
  work: () => Promise<readonly Localisation[]>,
): Promise<readonly Localisation[]> {
  const reservation = await accounts.charge(tenant, characters);
  let cost = 0;
  try {
    const results = await work();
    cost = Math.min(
      characters,
      results.reduce((sum, result) => sum + costOf(result), 0),
    );
    return results;
  } finally {
    await accounts.settle(reservation, cost);
  }
}
