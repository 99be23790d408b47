/**
 * What the encoder makes of a batch of sentences.
 * @module
 */
import { floats, type Runtime, type Tensor } from './session.ts';

/** A batch as the encoder leaves it. */
export interface EncodedSources {
  /** Tokens of each sentence; the rest of its line is padding. */
  readonly lengths: readonly number[];
  /** [rows, source] int64. */
  readonly mask: Tensor;
  /** [rows, source, width] float32. */
  readonly states: Tensor;
}

/**
 * Most positions, padding included, that the encoder sees in one run. What it computes on the way is several kilobytes a
 * position: this many stay in a core's cache, and a batch of 32 sentences costs a quarter less in several runs than in one.
 */
const RUN_POSITIONS = 256;

/** Encodes sentences; each has at least one token. @throws what the runtime throws. */
export async function encodeSources(
  runtime: Runtime,
  sources: readonly (readonly number[])[],
  padToken: number,
): Promise<EncodedSources> {
  const lengths = sources.map((source) => source.length);
  const width = Math.max(...lengths);
  const mask = paddingMask(runtime, lengths, width);
  const runs = runsOf(lengths);
  if (runs.length === 1) return { lengths, mask, states: await encode(runtime, sources, padToken) };
  let all = new Float32Array(0);
  let size = 0;
  for (const rows of runs) {
    const ofRun = rows.map((row) => sources[row]!);
    const states = await encode(runtime, ofRun, padToken);
    const positions = states.dims[1]!;
    if (size === 0) {
      size = states.dims[2]!;
      all = new Float32Array(sources.length * width * size);
    }
    const data = floats(states);
    for (const [i, row] of rows.entries()) {
      const from = i * positions * size;
      all.set(data.subarray(from, from + lengths[row]! * size), row * width * size);
    }
  }
  return { lengths, mask, states: runtime.tensor('float32', all, [sources.length, width, size]) };
}

/** The attention mask of rows padded on the right: [rows, width] int64. */
export function paddingMask(runtime: Runtime, lengths: readonly number[], width: number): Tensor {
  const data = new BigInt64Array(lengths.length * width);
  for (let row = 0; row < lengths.length; row++) data.fill(1n, row * width, row * width + lengths[row]!);
  return runtime.tensor('int64', data, [lengths.length, width]);
}

/** Rows of tokens padded on the right: [rows, width] int64. */
export function paddedTokens(
  runtime: Runtime,
  rows: readonly (readonly number[])[],
  padToken: number,
): Tensor {
  const width = Math.max(...rows.map((row) => row.length));
  const ids = new BigInt64Array(rows.length * width).fill(BigInt(padToken));
  rows.forEach((row, i) => {
    ids.set(BigInt64Array.from(row, BigInt), i * width);
  });
  return runtime.tensor('int64', ids, [rows.length, width]);
}

async function encode(
  runtime: Runtime,
  sources: readonly (readonly number[])[],
  padToken: number,
): Promise<Tensor> {
  const input_ids = paddedTokens(runtime, sources, padToken);
  const lengths = sources.map((source) => source.length);
  const attention_mask = paddingMask(runtime, lengths, Math.max(...lengths));
  const outputs = await runtime.encoder.run({ input_ids, attention_mask }, ['last_hidden_state']);
  const states = outputs.last_hidden_state;
  floats(states);
  return states!;
}

/** The sentences of each run, by index: such as are alike in length together, as many as fit. */
function runsOf(lengths: readonly number[]): number[][] {
  const order = lengths.map((_, row) => row).sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  const runs: number[][] = [[]];
  for (const row of order) {
    const run = runs.at(-1)!;
    if (run.length > 0 && (run.length + 1) * lengths[row]! > RUN_POSITIONS) runs.push([row]);
    else run.push(row);
  }
  return runs;
}
