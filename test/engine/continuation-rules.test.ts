import { describe, expect, it } from 'vitest';
import { mayFollow } from '../../src/engine/continuation-rules.ts';

const [FORBIDDEN, X0, X1] = [1, 90, 91];
const limits = { forbidden: new Set([FORBIDDEN]), markers: new Set([X0, X1]) };
const row = (...source: number[]) => ({ source, prefix: [2, 5] });

describe('a token is passed over', () => {
  it('when the model must never write it', () => {
    expect(mayFollow(FORBIDDEN, [], row(10), limits)).toBe(false);
    expect(mayFollow(10, [], row(10), limits)).toBe(true);
  });

  it('when it is a marker that the source has not', () => {
    expect(mayFollow(X0, [20], row(10, X0), limits)).toBe(true);
    expect(mayFollow(X1, [20], row(10, X0), limits)).toBe(false);
  });

  it('when it is a marker that is written already', () => {
    expect(mayFollow(X0, [20, X0, 21], row(10, X0), limits)).toBe(false);
    expect(mayFollow(X1, [20, X0, 21], row(10, X0, X1), limits)).toBe(true);
  });

  it('when it ends the third turn of a cycle', () => {
    expect(mayFollow(30, [30], row(10), limits)).toBe(true);
    expect(mayFollow(30, [30, 30], row(10), limits)).toBe(false);
    expect(mayFollow(31, [9, 30, 31, 30, 31, 30], row(10), limits)).toBe(false);
    expect(mayFollow(32, [9, 30, 31, 30, 31, 30], row(10), limits)).toBe(true);
  });

  it('but not when the source turns as often', () => {
    expect(mayFollow(30, [30, 30], row(10, 30, 30, 30), limits)).toBe(true);
    expect(mayFollow(30, [30, 30], row(10, 30, 30, 11, 30), limits)).toBe(false);
  });
});
