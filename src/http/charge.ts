/**
 * What a translation counts for.
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';
import type { Services } from '../services.ts';
import type { Localisation } from '../translation/localisation.ts';

/** Share of its characters that a segment counts for where nothing had to be computed. */
const HIT_SHARE = 0.1;

/** The characters that a result counts for: all of a segment that was computed, a tenth of any other. */
export function costOf({ segments }: Pick<Localisation, 'segments'>): number {
  let cost = 0;
  for (const { text, cache } of segments) cost += text.length * (cache === 'miss' ? 1 : HIT_SHARE);
  return Math.ceil(cost);
}

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
  await accounts.charge(tenant, characters);
  let cost = 0;
  try {
    const results = await work();
    cost = Math.min(
      characters,
      results.reduce((sum, result) => sum + costOf(result), 0),
    );
    return results;
  } finally {
    await accounts.refund(tenant, characters - cost);
  }
}
