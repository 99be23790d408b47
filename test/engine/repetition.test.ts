import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loopCut } from '../../src/engine/repetition.ts';

const turns = (cycle: readonly number[], count: number) => Array.from({ length: count }, () => cycle).flat();

describe('a loop', () => {
  it('is cut after its first turn', () => {
    expect(loopCut([1, 2, 3, ...turns([7, 8, 9], 4)])).toBe(6);
  });

  it('may be one token long', () => {
    expect(loopCut([1, ...turns([5], 12)])).toBe(2);
  });

  it('is found whatever its cycle, of up to 16 tokens', () => {
    const cycle = fc.array(fc.nat(50), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(fc.array(fc.nat(50)), cycle, (head, round) => {
        const tokens = [...head, ...turns(round, Math.max(4, 12))];
        expect(loopCut(tokens)).toBeLessThanOrEqual(head.length + round.length);
      }),
    );
  });

  it('is not an ellipsis, a large number or a refrain', () => {
    expect(loopCut([1, ...turns([5], 4)])).toBeUndefined();
    expect(loopCut([1, ...turns([0], 9)])).toBeUndefined();
    expect(loopCut(turns([1, 2, 3, 4, 5], 3))).toBeUndefined();
  });
});
