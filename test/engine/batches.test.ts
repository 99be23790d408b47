import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextBatch } from '../../src/engine/batches.ts';

const limits = { rows: 16, tokens: 200 };
const job = fc.record({ length: fc.integer({ min: 1, max: 300 }), beams: fc.constantFrom(1, 4) });
const queue = fc.array(job, { minLength: 1, maxLength: 60 });

describe('the next batch', () => {
  it('always has the oldest sentence, so that none starves', () => {
    fc.assert(
      fc.property(queue, (jobs) => {
        expect(nextBatch(jobs, limits)[0]).toBe(0);
      }),
    );
  });

  it('keeps to its limits unless the oldest alone exceeds them', () => {
    fc.assert(
      fc.property(queue, (jobs) => {
        const batch = nextBatch(jobs, limits).map((i) => jobs[i]!);
        const longest = Math.max(...batch.map(({ length }) => length));
        expect(new Set(batch.map(({ beams }) => beams)).size).toBe(1);
        if (batch.length === 1) return;
        expect(batch.length * batch[0]!.beams).toBeLessThanOrEqual(limits.rows);
        expect(batch.length * longest).toBeLessThanOrEqual(limits.tokens);
      }),
    );
  });

  it('empties every queue', () => {
    fc.assert(
      fc.property(queue, (jobs) => {
        let left = jobs.map((waiting, id) => ({ ...waiting, id }));
        const seen: number[] = [];
        while (left.length > 0) {
          const batch = new Set(nextBatch(left, limits));
          seen.push(...left.filter((_, i) => batch.has(i)).map(({ id }) => id));
          left = left.filter((_, i) => !batch.has(i));
        }
        expect(seen.sort((a, b) => a - b)).toEqual(jobs.map((_, i) => i));
      }),
    );
  });

  it('prefers sentences of the length of the oldest', () => {
    const lengths = [10, 50, 11, 90, 9];
    const jobs = lengths.map((length) => ({ length, beams: 1 }));
    expect(nextBatch(jobs, { rows: 3, tokens: 1000 })).toEqual([0, 2, 4]);
  });
});
