import { describe, expect, it } from 'vitest';
import { ANONYMOUS, type Tenant } from '../../src/accounts/accounts.ts';
import { RequestRate } from '../../src/accounts/rate.ts';

const OTHER = 'other' as Tenant;

describe('requests a minute', () => {
  it('are let through up to the limit, for every tenant on its own', () => {
    const rate = new RequestRate(() => 0);
    expect([1, 2, 3].map(() => rate.take(ANONYMOUS, 2))).toEqual([0, 0, 60]);
    expect(rate.take(OTHER, 2)).toBe(0);
  });

  it('do not come twice around the turn of a minute', () => {
    let now = 59_000;
    const rate = new RequestRate(() => now);
    expect([rate.take(OTHER, 2), rate.take(OTHER, 2)]).toEqual([0, 0]);
    now = 61_000;
    expect(rate.take(OTHER, 2)).toBeGreaterThan(0);
    now = 95_000;
    expect(rate.take(OTHER, 2)).toBe(0);
    now = 300_000;
    expect([rate.take(OTHER, 2), rate.take(OTHER, 2)]).toEqual([0, 0]);
  });
});
