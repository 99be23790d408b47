import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { HEAD, withScoringHead } from '../../src/engine/scoring-head.ts';

/** A field of a protobuf message: a string or a message within it. */
const field = (number: number, content: string | readonly number[]) => {
  const bytes = typeof content === 'string' ? [...new TextEncoder().encode(content)] : content;
  return [(number << 3) | 2, bytes.length, ...bytes];
};
/** Float32 of three unnamed dimensions. */
const valueInfo = (name: string) => {
  const shape = [1, 2, 3].flatMap(() => field(1, []));
  return [...field(1, name), ...field(2, field(1, [0x08, 1, ...field(2, shape)]))];
};
/** The graph `logits = Identity(scores)`, float32 [rows, 1, tokens], in the encoding of onnx.proto. */
const IDENTITY = Uint8Array.from([
  ...[0x08, 8], // ir_version
  ...field(8, [0x10, 13]), // opset
  ...field(7, [
    ...field(1, [...field(1, 'scores'), ...field(2, 'logits'), ...field(4, 'Identity')]),
    ...field(2, 'graph'),
    ...field(11, valueInfo('scores')),
    ...field(12, valueInfo('logits')),
  ]),
]);

const session = await InferenceSession.create(withScoringHead(IDENTITY));
async function head(rows: readonly (readonly number[])[], count: number) {
  const scores = new Tensor('float32', Float32Array.from(rows.flat()), [rows.length, 1, rows[0]!.length]);
  const outputs = await session.run(
    { scores, [HEAD.count]: new Tensor('int64', BigInt64Array.of(BigInt(count)), [1]) },
    [HEAD.tokens, HEAD.logProbabilities],
  );
  const tokens = [...(outputs[HEAD.tokens]!.data as BigInt64Array)].map(Number);
  const logs = [...(outputs[HEAD.logProbabilities]!.data as Float32Array)];
  const cut = <T>(list: readonly T[], row: number) => list.slice(row * count, (row + 1) * count);
  return rows.map((_, row) => ({ tokens: cut(tokens, row), logs: cut(logs, row) }));
}

// Steps of 1/64: scores closer than float32 can tell apart after the logarithm have no order to speak of.
const value = fc.integer({ min: -60 * 64, max: 60 * 64 }).map((steps) => steps / 64);
const rows = fc
  .integer({ min: 1, max: 100 })
  .chain((width) =>
    fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
  );
const logSoftmax = (list: readonly number[], token: number) => {
  const max = Math.max(...list);
  return list[token]! - max - Math.log(list.reduce((sum, one) => sum + Math.exp(one - max), 0));
};

describe('the scoring head of a decoder', () => {
  it('gives each row its best tokens in order, as sorting would', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.nat(), async (all, seed) => {
        const count = 1 + (seed % all[0]!.length);
        for (const [i, { tokens, logs }] of (await head(all, count)).entries()) {
          const list = all[i]!;
          const sorted = list.map((_, token) => token).sort((a, b) => list[b]! - list[a]! || a - b);
          expect(tokens).toEqual(sorted.slice(0, count));
          for (const [rank, token] of tokens.entries())
            expect(logs[rank]).toBeCloseTo(logSoftmax(all[i]!, token), 3);
        }
      }),
    );
  });

  it('gives the lower of two tokens that are level', async () => {
    expect((await head([[0, 5, 5, 5]], 2))[0]!.tokens).toEqual([1, 2]);
  });
});
