import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FairQueue, type QueuedSentence } from '../../src/engine/fair-queue.ts';

const limits = { rows: 16, tokens: 200 };
const flows = Array.from({ length: 4 }, (_, id) => ({ id }));
const sentence: fc.Arbitrary<QueuedSentence> = fc.record({
  length: fc.integer({ min: 1, max: 300 }),
  beams: fc.constantFrom(1, 4),
  flow: fc.constantFrom(...flows),
  weight: fc.constantFrom(1, 0.25, 'next' as const),
});
const sentences = fc.array(sentence, { minLength: 1, maxLength: 60 });

function queueOf(list: readonly QueuedSentence[]): FairQueue<QueuedSentence> {
  const queue = new FairQueue<QueuedSentence>();
  for (const one of list) queue.push(one);
  return queue;
}
const plain = (flow: object, length = 10, weight: QueuedSentence['weight'] = 1): QueuedSentence => ({
  flow,
  length,
  beams: 1,
  weight,
});
const many = (count: number, flow: object, weight = 1) =>
  Array.from({ length: count }, () => plain(flow, 10, weight));

describe('a batch', () => {
  it('begins with the sentence whose turn it is', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const queue = queueOf(list);
        const lead = queue.peek();
        expect(queue.next(limits)[0]).toBe(lead);
      }),
    );
  });

  it('keeps to its limits unless the first alone exceeds them', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const batch = queueOf(list).next(limits);
        const longest = Math.max(...batch.map(({ length }) => length));
        expect(new Set(batch.map(({ beams }) => beams)).size).toBe(1);
        if (batch.length === 1) return;
        expect(batch.length * batch[0]!.beams).toBeLessThanOrEqual(limits.rows);
        expect(batch.length * longest).toBeLessThanOrEqual(limits.tokens);
      }),
    );
  });

  it('takes the sentences of one document by length', () => {
    const flow = {};
    const list = [10, 50, 11, 90, 9].map((length) => plain(flow, length));
    const lengths = queueOf(list)
      .next({ rows: 3, tokens: 1000 })
      .map(({ length }) => length);
    expect(lengths).toEqual([10, 11, 9]);
  });
});

describe('the queue', () => {
  it('gives out every sentence once, less those taken out of it', () => {
    fc.assert(
      fc.property(sentences, fc.nat(), (list, gone) => {
        const queue = queueOf(list);
        queue.remove(list[gone % list.length]!);
        const given: QueuedSentence[] = [];
        while (queue.size > 0) given.push(...queue.next(limits));
        const left = list.filter((_, i) => i !== gone % list.length);
        expect(given).toHaveLength(left.length);
        expect(new Set(given)).toEqual(new Set(left));
        expect(queue.next(limits)).toEqual([]);
      }),
    );
  });

  it('shares batches evenly between a feed and a short article', () => {
    const [feed, article] = [{}, {}];
    const queue = queueOf([...many(1000, feed), ...many(16, article)]);
    const batches = [queue.next(limits), queue.next(limits)];
    for (const batch of batches) expect(batch.filter(({ flow }) => flow === article)).toHaveLength(8);
  });

  it('gives a document that comes late no more than its share of what is to come', () => {
    const [early, late] = [{}, {}];
    const queue = queueOf(many(100, early));
    queue.next(limits);
    queue.next(limits);
    for (const one of many(50, late)) queue.push(one);
    const counts = [1, 2].map(() => queue.next(limits).filter(({ flow }) => flow === late).length);
    expect(counts[0]! + counts[1]!).toBeGreaterThanOrEqual(15);
    expect(counts[0]! + counts[1]!).toBeLessThanOrEqual(24);
  });

  it('gives a document of little weight little, and of none other waiting all', () => {
    const [normal, background] = [{}, {}];
    const queue = queueOf([...many(30, normal), ...many(30, background, 0.25)]);
    const batch = queue.next({ rows: 20, tokens: 1000 });
    expect(batch.filter(({ flow }) => flow === background)).toHaveLength(4);
    expect(queueOf(many(30, background, 0.25)).next({ rows: 20, tokens: 1000 })).toHaveLength(20);
  });

  it('lets a probe pass before all', () => {
    const probe = plain({}, 5, 'next');
    const queue = queueOf([...many(40, {}), ...many(40, {}), probe]);
    expect(queue.next(limits)[0]).toBe(probe);
  });
});
