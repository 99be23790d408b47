import { describe, expect, it } from 'vitest';
import { ANONYMOUS, type Tenant } from '../../src/accounts/accounts.ts';
import { UsageLedger } from '../../src/accounts/ledger.ts';

const OTHER = 'other' as Tenant;

describe('the ledger', () => {
  it('counts every tenant on its own, and takes back what was not used', async () => {
    const ledger = new UsageLedger(() => 0);
    ledger.charge(ANONYMOUS, 5);
    const refund = ledger.charge(ANONYMOUS, 7)!;
    ledger.charge(OTHER, 1);
    expect([ledger.read(ANONYMOUS), ledger.read(OTHER)]).toEqual([12, 1]);
    await refund(6);
    expect([ledger.read(ANONYMOUS), ledger.read(OTHER)]).toEqual([6, 1]);
  });

  it('adds up to the limit and not beyond', () => {
    const ledger = new UsageLedger(() => 0);
    const charged = [6, 5, 4].map((characters) => ledger.charge(OTHER, characters, 10) !== undefined);
    expect(charged).toEqual([true, false, true]);
    expect(ledger.read(OTHER)).toBe(10);
  });

  it('begins anew with the month, and takes nothing from it for the month before', async () => {
    let now = Date.UTC(2026, 0, 31, 23, 59, 59);
    const ledger = new UsageLedger(() => now);
    const refund = ledger.charge(OTHER, 6)!;
    now += 1000;
    expect(ledger.read(OTHER)).toBe(0);
    ledger.charge(OTHER, 4);
    await refund(6);
    expect(ledger.read(OTHER)).toBe(4);
  });
});
