import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { best, type Logits, top } from '../../src/engine/logits.ts';

const rowOf = (values: readonly number[]): Logits => ({
  data: Float32Array.from([9, ...values, 9]),
  vocabulary: values.length,
  offset: () => 1,
});
const values = fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 1, maxLength: 300 });
const logSoftmax = (list: readonly number[], token: number) => {
  const exact = list.map(Math.fround);
  const max = Math.max(...exact);
  return exact[token]! - max - Math.log(exact.reduce((sum, value) => sum + Math.exp(value - max), 0));
};

describe('the scores of the next token', () => {
  it('are searched for the first largest one, within its row only', () => {
    fc.assert(
      fc.property(values, (list) => {
        const exact = list.map(Math.fround);
        expect(best(rowOf(list), 0).token).toBe(exact.indexOf(Math.max(...exact)));
      }),
    );
  });

  it('become log-probabilities that are right to two thousandths', () => {
    fc.assert(
      fc.property(values, (list) => {
        const { token, logProbability } = best(rowOf(list), 0);
        expect(Math.abs(logProbability - logSoftmax(list, token))).toBeLessThan(0.002);
      }),
    );
  });

  it('give the best few in order, as sorting would', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 16 }), (list, count) => {
        const exact = list.map(Math.fround);
        const sorted = exact.map((_, token) => token).sort((a, b) => exact[b]! - exact[a]! || a - b);
        expect(top(rowOf(list), 0, count).map(({ token }) => token)).toEqual(sorted.slice(0, count));
      }),
    );
  });

  it('settle on a token even when they are not numbers', () => {
    expect(best(rowOf([Number.NaN, Number.NaN]), 0).token).toBe(0);
  });
});
