/**
 * What a translation counts for.
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';
import type { Services } from '../services.ts';
import type { Localisation } from '../translation/localisation.ts';

/** Tenths of its characters that a segment counts for, by whether it had to be computed. */
const TENTHS = { miss: 10, hit: 1 } as const;

/** The characters that a result counts for: all of a segment that was computed, a tenth of any other. */
export function costOf({ segments }: Pick<Localisation, 'segments'>): number {
  let tenths = 0;
  for (const { text, cache } of segments) tenths += text.length * TENTHS[cache];
  return Math.ceil(tenths / 10);
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
