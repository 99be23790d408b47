/**
 * ONNX Runtime as WebAssembly: on Workers, and on Node where it is asked for. `run` computes on the thread that calls it
 * until it is done.
 *
 * WebAssembly's arithmetic is the same on every machine, native code's is not: sums of floats come out differently in
 * their last bit with the width of the processor's registers, and a near tie between two words can go either way.
 * @module
 */
import type * as Ort from 'onnxruntime-common';
import type { Graphs } from './open-model.ts';
import { withScoringHead } from './scoring-head.ts';
import type { Runtime } from './session.ts';

/** What it needs of either entry of onnxruntime-web. */
export type OrtWeb = Pick<typeof Ort, 'InferenceSession' | 'Tensor' | 'env'>;

/**
 * Makes the sessions of a model, one after the other, so that only one graph is held twice at a time.
 * @param pause lets timers and I/O have a turn between two steps.
 */
export async function wasmRuntime(ort: OrtWeb, graphs: Graphs, pause: () => Promise<void>): Promise<Runtime> {
  ort.env.wasm.numThreads = 1;
  const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' } as const;
  const encoder = await ort.InferenceSession.create(graphs.encoder, options);
  const decoder = await ort.InferenceSession.create(withScoringHead(graphs.decoder), options);
  const tensor: Runtime['tensor'] = (
    type: 'float32' | 'int64' | 'bool',
    data: Float32Array | BigInt64Array | Uint8Array,
    dims: readonly number[],
  ) => new ort.Tensor(type as 'float32', data as Float32Array, dims);
  return { encoder, decoder, tensor, pause };
}
