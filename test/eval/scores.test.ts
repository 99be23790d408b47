import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bleu, tokenize13a } from '../../eval/bleu.ts';
import { chrf } from '../../eval/chrf.ts';
import { isLooping } from '../../eval/mt-translate.ts';
import { thresholdEffects } from '../../eval/threshold.ts';

const one = (hypothesis: string, reference: string) => [{ hypothesis, reference }];

describe('13a tokens', () => {
  it.each([
    ['The vote (9-3) was "close".', ['The', 'vote', '(', '9', '-', '3', ')', 'was', '"', 'close', '"', '.']],
    ['It cost 1,250.75 dollars, no more.', ['It', 'cost', '1,250.75', 'dollars', ',', 'no', 'more', '.']],
    ["L'avant-garde d'hier", ["L'avant-garde", "d'hier"]],
    ['R&amp;D &lt;b&gt;', ['R', '&', 'D', '<', 'b', '>']],
  ])('split %s', (line, tokens) => {
    expect(tokenize13a(line)).toEqual(tokens);
  });
});

describe('BLEU', () => {
  it('multiplies precisions: 5/6, 3/5, 2/4 and 1/3 of the n-grams', () => {
    const pair = one('the cat sat on a mat', 'the cat sat on the mat');
    expect(bleu(pair)).toBeCloseTo(100 * ((5 / 6) * (3 / 5) * (2 / 4) * (1 / 3)) ** 0.25, 6);
  });

  it('counts a word no more often than the reference has it', () => {
    // 2 of 7 words, and smoothed: no longer n-gram matches.
    const pair = one('the the the the the the the', 'the cat is on the mat now');
    expect(bleu(pair)).toBeCloseTo(100 * ((2 / 7) * (1 / 2 / 6) * (1 / 4 / 5) * (1 / 8 / 4)) ** 0.25, 6);
  });

  it('punishes brevity: four words of five, all right', () => {
    expect(bleu(one('a b c d', 'a b c d e'))).toBeCloseTo(100 * Math.exp(1 - 5 / 4), 6);
  });

  it('adds counts up over the corpus before it divides', () => {
    const pairs = [...one('a b c d', 'a b c d'), ...one('e f g h', 'i j k l')];
    expect(bleu(pairs)).toBeCloseTo(50, 6);
  });

  it('is 0 without a word in common, and for nothing at all', () => {
    expect(bleu(one('a b c d', 'e f g h'))).toBe(0);
    expect(bleu(one('', 'e f g h'))).toBe(0);
  });
});

describe('chrF2', () => {
  it('weighs recall twice as much: "ab" for "abc" has precision 1 and recalls 2/3 and 1/2', () => {
    const recall = (2 / 3 + 1 / 2) / 2;
    expect(chrf(one('ab', 'abc'))).toBeCloseTo((100 * 5 * recall) / (4 + recall), 6);
  });

  it('does not see white space', () => {
    expect(chrf(one('a  b\tc', 'ab c'))).toBeCloseTo(100, 6);
  });

  it('counts characters, not code units', () => {
    expect(chrf(one('😀a', '😃a'))).toBeCloseTo(25, 6);
  });

  it('is 0 for an empty translation', () => {
    expect(chrf(one('', 'abc'))).toBe(0);
  });
});

describe('both scores', () => {
  const text = fc.array(fc.constantFrom('le', 'chat', 'dort', 'sur', 'un', 'toit'), { minLength: 4 });
  it('are 100 for the reference itself and between 0 and 100 for anything else', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = [a.join(' '), b.join(' ')];
        for (const score of [bleu, chrf]) {
          expect(score(one(left, left))).toBeCloseTo(100, 6);
          expect(score(one(left, right))).toBeGreaterThanOrEqual(0);
          expect(score(one(left, right))).toBeLessThanOrEqual(100 + 1e-9);
        }
      }),
    );
  });
});

describe('a looping translation', () => {
  it.each(['de la de la de la', 'Il a dit, il a dit, il a dit que', 'non non non'])('is %s', (text) => {
    expect(isLooping(text)).toBe(true);
  });
  it.each(['', 'de la ville de la mer', 'Nous nous sommes vus, vous vous êtes tus.'])('is not %s', (text) => {
    expect(isLooping(text)).toBe(false);
  });
});

describe('a lower bound on the score', () => {
  it('catches the bad translations below it and loses the good ones there', () => {
    const judged = [
      { score: -3, chrf: 10 },
      { score: -2, chrf: 60 },
      { score: -1, chrf: 20 },
      { score: -1, chrf: 70 },
      { score: -0.5, chrf: 80 },
    ];
    expect(thresholdEffects(judged, { thresholds: [-1.5], bad: 25 })).toEqual([
      { threshold: -1.5, badCaught: 1 / 2, goodLost: 1 / 3, precision: 1 / 2 },
    ]);
  });
});
