import { describe, expect, it } from 'vitest';
import { ANONYMOUS, type Tenant } from '../../src/accounts/accounts.ts';
import { UsageLedger } from '../../src/accounts/ledger.ts';

const OTHER = 'other' as Tenant;

describe('the ledger', () => {
  it('counts every tenant on its own', () => {
    const ledger = new UsageLedger(() => 0);
    ledger.add(ANONYMOUS, 5);
    ledger.add(ANONYMOUS, 7);
    ledger.add(OTHER, 1);
    expect([ledger.read(ANONYMOUS), ledger.read(OTHER)]).toEqual([12, 1]);
  });

  it('adds up to the limit and not beyond', () => {
    const ledger = new UsageLedger(() => 0);
    expect([ledger.add(OTHER, 6, 10), ledger.add(OTHER, 5, 10), ledger.add(OTHER, 4, 10)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(ledger.read(OTHER)).toBe(10);
  });

  it('begins anew with the month', () => {
    let now = Date.UTC(2026, 0, 31, 23, 59, 59);
    const ledger = new UsageLedger(() => now);
    ledger.add(OTHER, 6);
    now += 1000;
    expect(ledger.read(OTHER)).toBe(0);
    // What was charged in the month before is not given back in this one.
    ledger.add(OTHER, -6);
    expect(ledger.read(OTHER)).toBe(0);
  });
});
