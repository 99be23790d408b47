import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceMap } from '../../src/document/source-map.ts';

describe('a map from a text to its source', () => {
  it('says the same of every unit as a list with a range for each', () => {
    const step = fc.record({
      kind: fc.constantFrom('copy', 'replace'),
      skipped: fc.nat(3),
      width: fc.integer({ min: 1, max: 5 }),
      count: fc.nat(4),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const map = new SourceMap();
        const ranges: [number, number][] = [];
        let at = 0;
        for (const { kind, skipped, width, count } of steps) {
          at += skipped;
          if (kind === 'copy') {
            map.copy(at, count);
            for (let i = 0; i < count; i++) ranges.push([at + i, at + i + 1]);
            at += count;
          } else {
            map.replace(at, at + width, count);
            for (let i = 0; i < count; i++) ranges.push([at, at + width]);
            at += width;
          }
        }
        expect(map.length).toBe(ranges.length);
        expect(ranges.map((_, i) => [map.startOf(i), map.endOf(i)])).toEqual(ranges);
      }),
    );
  });

  it('knows no units outside of the text', () => {
    const map = new SourceMap();
    expect(map.startOf(0)).toBeUndefined();
    map.copy(7, 2);
    expect([map.startOf(-1), map.endOf(2), map.endOf(1)]).toEqual([undefined, undefined, 9]);
  });
});
