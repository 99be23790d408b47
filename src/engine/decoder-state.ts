/**
 * What the decoder carries from step to step: its own keys and values, which grow by one position a step, and what it
 * knows of the source, which stays. Rows that have ended are taken out of all of it.
 * @module
 */
import { floats, type Runtime, type Tensor } from './session.ts';

/** The state of a batch of `rows` rows. */
export interface DecoderState {
  readonly rows: number;
  /** Tokens of each row's source; the rest of its line is padding. */
  readonly lengths: readonly number[];
  /** [rows, source] int64. */
  readonly mask: Tensor;
  /** [rows, source, width] float32. */
  readonly states: Tensor;
  /** `past_key_values.{layer}.encoder.{key|value}` [rows, heads, source, head size] float32. */
  readonly source: Readonly<Record<string, Tensor>>;
  /** `past_key_values.{layer}.decoder.{key|value}` [rows, heads, past, head size] float32. */
  readonly target: Readonly<Record<string, Tensor>>;
}

/** The attention mask of rows padded on the right: [rows, width] int64. */
export function paddingMask(runtime: Runtime, lengths: readonly number[], width: number): Tensor {
  const data = new BigInt64Array(lengths.length * width);
  for (let row = 0; row < lengths.length; row++) data.fill(1n, row * width, row * width + lengths[row]!);
  return runtime.tensor('int64', data, [lengths.length, width]);
}

/**
 * The state whose row i is row `parents[i]` of `state`; source padding that no row needs any more is cut off.
 * `state` itself is used up: its memory may hold the answer.
 * @param sameSources whether row i has the source of row `parents[i]` already in its place (beams trading places).
 */
export function gather(
  runtime: Runtime,
  state: DecoderState,
  parents: readonly number[],
  options: { readonly sameSources: boolean },
): DecoderState {
  const pick = (tensor: Tensor, length?: number) => gatherRows(runtime, tensor, parents, length);
  const target = mapTensors(state.target, (tensor) => pick(tensor));
  if (options.sameSources) return { ...state, target };
  const lengths = parents.map((row) => state.lengths[row]!);
  const width = Math.max(...lengths);
  return {
    rows: parents.length,
    lengths,
    mask: paddingMask(runtime, lengths, width),
    states: pick(state.states, width),
    source: mapTensors(state.source, (tensor) => pick(tensor, width)),
    target,
  };
}

/**
 * Picks rows of [rows, (heads,) length, size], keeping the first `length` positions. When rows only leave, what stays
 * moves forward inside the tensor's own memory.
 */
function gatherRows(runtime: Runtime, tensor: Tensor, rows: readonly number[], length?: number): Tensor {
  const { dims } = tensor;
  const data = floats(tensor);
  const size = dims.at(-1)!;
  const oldLength = dims.at(-2)!;
  const kept = Math.min(length ?? oldLength, oldLength);
  const heads = dims.length === 4 ? dims[1]! : 1;
  const inPlace = rows.every((row, i) => i === 0 || row > rows[i - 1]!);
  const out = inPlace ? data : new Float32Array(rows.length * heads * kept * size);
  // Whole rows are copied at once unless their ends are cut off.
  const blocks = kept === oldLength ? 1 : heads;
  const stride = (heads / blocks) * oldLength * size;
  const copied = (heads / blocks) * kept * size;
  let at = 0;
  for (const row of rows) {
    for (let block = row * blocks; block < (row + 1) * blocks; block++, at += copied) {
      if (inPlace) out.copyWithin(at, block * stride, block * stride + copied);
      else out.set(data.subarray(block * stride, block * stride + copied), at);
    }
  }
  return runtime.tensor('float32', out.subarray(0, at), [rows.length, ...dims.slice(1, -2), kept, size]);
}

function mapTensors(
  tensors: Readonly<Record<string, Tensor>>,
  change: (tensor: Tensor) => Tensor,
): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [name, change(tensor)]));
}
