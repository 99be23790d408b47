import { describe, expect, it } from 'vitest';
import { type ChainNode, smoothChain } from '../../src/language/chain.ts';

const PRIOR = [0.5, 0.5];
const node = (first: number, second: number, stickiness = 0.5, group = 0): ChainNode => ({
  likelihood: [first, second],
  group,
  relation: { carries: stickiness, alternates: 0.05 * (1 - stickiness) },
});

describe('the chain of a page', () => {
  it('has no posteriors for no pieces', async () => {
    expect(await smoothChain([], PRIOR, { pseudoCount: 2, stickyCount: 20 })).toEqual([]);
  });

  it('gives probabilities that sum to one', async () => {
    for (const posterior of await smoothChain([node(-3, 0), node(0, -900), node(0, 0)], PRIOR, {
      pseudoCount: 2,
      stickyCount: 20,
    })) {
      expect(posterior[0]! + posterior[1]!).toBeCloseTo(1, 12);
    }
  });

  it('follows the words of a piece against all its neighbours when they are clear', async () => {
    const posteriors = await smoothChain([node(0, -20), node(-20, 0), node(0, -20)], PRIOR, {
      pseudoCount: 2,
      stickyCount: 20,
    });
    expect(posteriors[1]![1]).toBeGreaterThan(0.99);
  });

  it('gives a piece that could be either the language on both its sides', async () => {
    const posteriors = await smoothChain([node(0, -20), node(0, 0), node(0, -20)], PRIOR, {
      pseudoCount: 2,
      stickyCount: 20,
    });
    expect(posteriors[1]![0]).toBeGreaterThan(0.8);
  });

  it('learns the mix of a group from the whole page, even without relation between neighbours', async () => {
    const many = Array.from({ length: 12 }, () => node(0, -20, 0));
    expect(
      (
        await smoothChain([...many, node(0, 0, 0)], PRIOR, {
          pseudoCount: 2,
          stickyCount: 20,
        })
      )[12]![0],
    ).toBeGreaterThan(0.85);
  });

  it('keeps the mixes of groups apart', async () => {
    const many = Array.from({ length: 12 }, () => node(0, -20, 0));
    expect(
      (
        await smoothChain([...many, node(0, 0, 0, 1)], PRIOR, {
          pseudoCount: 2,
          stickyCount: 20,
        })
      )[12]![0],
    ).toBeCloseTo(0.5, 1);
  });

  it('learns that languages take turns, and reads a piece that could be either by its turn', async () => {
    const pairs = Array.from({ length: 8 }, () => [node(0, -20), node(-20, 0)]).flat();
    const posteriors = await smoothChain([...pairs, node(0, 0), node(0, 0)], PRIOR, {
      pseudoCount: 2,
      stickyCount: 3,
    });
    expect(posteriors[16]![0]).toBeGreaterThan(0.75);
    expect(posteriors[17]![1]).toBeGreaterThan(0.65);
  });
});
