/**
 * What the decoder carries from step to step: its own keys and values, which grow by one position a step, and what it
 * knows of the source, which stays. Rows that have ended are taken out of all of it.
 * @module
 */
import { type EncodedSources, paddingMask } from './encoder.ts';
import type { ModelConfig } from './model-config.ts';
import { floats, type Runtime, type Tensor } from './session.ts';

/** The state of a batch of `rows` rows. */
export interface DecoderState extends EncodedSources {
  readonly rows: number;
  /** `past_key_values.{layer}.encoder.{key|value}` [rows, heads, source, head size] float32. */
  readonly source: Readonly<Record<string, Tensor>>;
  /** `past_key_values.{layer}.decoder.{key|value}` [rows, heads, past, head size] float32. */
  readonly target: Readonly<Record<string, Tensor>>;
}

/** The state before the first step. */
export function startState(
  runtime: Runtime,
  { heads, headSize }: ModelConfig,
  encoded: EncodedSources,
): DecoderState {
  const rows = encoded.lengths.length;
  const empty = runtime.tensor('float32', new Float32Array(0), [rows, heads, 0, headSize]);
  const pasts = (side: string) =>
    runtime.decoder.inputNames.filter((name) => name.startsWith('past_key_values.') && name.includes(side));
  const zero = (side: string) => Object.fromEntries(pasts(side).map((name) => [name, empty]));
  return { ...encoded, rows, source: zero('.encoder.'), target: zero('.decoder.') };
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
