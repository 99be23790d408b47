import { describe, expect, it } from 'vitest';
import { mark, markersOf, unmark } from '../../eval/mark-sentence.ts';

const SENTENCE = 'On Monday the mayor of Lyon opened a bridge for 12 trams.';

describe('a sentence with markers', () => {
  it('has the number asked for, in order', () => {
    for (const count of [1, 2, 3, 4]) {
      const { text } = mark(SENTENCE, count);
      expect(markersOf(text)).toEqual(['<x0>', '<x1>', '<x2>', '<x3>'].slice(0, count));
    }
  });

  it('hides a name or number with one and wraps a word with two', () => {
    expect(mark(SENTENCE, 1).text).toBe('On Monday the mayor of <x0> opened a bridge for 12 trams.');
    expect(mark(SENTENCE, 2).text).toBe(
      'On Monday the mayor of Lyon opened a <x0> bridge <x1> for 12 trams.',
    );
  });

  it('has as many as it has words for', () => {
    expect(mark('Yes, we can.', 4).text).toBe('Yes, we can.');
    expect(markersOf(mark('We met Ann.', 4).text)).toEqual(['<x0>']);
  });

  it('is itself again without them', () => {
    for (const count of [1, 2, 3, 4]) {
      const { text, hidden } = mark(SENTENCE, count);
      expect(unmark(text, hidden)).toBe(SENTENCE);
    }
  });
});
