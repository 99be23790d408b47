import { describe, expect, it } from 'vitest';
import { fitsSegment } from '../../src/translation/fits.ts';

const placed = (...marks: (readonly [index: number, at: number])[]) => ({
  status: 'translated' as const,
  text: 'Le maire',
  marks: marks.map(([index, at]) => ({ index, at })),
});

describe('a translation that was kept elsewhere', () => {
  it.each([
    ['has no marks as the segment', { status: 'translated' as const, text: 'Le maire' }, 0],
    ['places each mark once', placed([1, 0], [0, 8]), 2],
    ['is a refusal', { status: 'failed' as const, reason: 'number_lost' }, 2],
  ])('fits if it %s', (_, value, marks) => {
    expect(fitsSegment(value, marks)).toBe(true);
  });

  it.each([
    ['lacks a mark', placed([0, 0]), 2],
    ['has one too many', placed([0, 0]), 0],
    ['has one twice', placed([0, 0], [0, 1]), 2],
    ['has one that the segment lacks', placed([0, 0], [2, 1]), 2],
    ['has one outside of its text', placed([0, 9]), 1],
    ['has its marks out of order', placed([0, 5], [1, 2]), 2],
  ])('does not fit if it %s', (_, value, marks) => {
    expect(fitsSegment(value, marks)).toBe(false);
  });
});
