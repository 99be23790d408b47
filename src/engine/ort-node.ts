/**
 * ONNX Runtime on Node: native code. `run` computes on the thread that calls it, see `thread-pool.ts`.
 * @module
 */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Graphs } from './open-model.ts';
import { withScoringHead } from './scoring-head.ts';
import type { Runtime } from './session.ts';

/**
 * Makes the sessions of a model. For graphs of the size of the embedded one's, two cores do more with a batch each than
 * with a batch together, hence one thread unless told.
 */
export async function nodeRuntime(graphs: Graphs, threads = 1): Promise<Runtime> {
  const create = (graph: Uint8Array) =>
    InferenceSession.create(graph, {
      executionProviders: ['cpu'],
      executionMode: 'sequential',
      graphOptimizationLevel: 'all',
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      // A plan of memory for each new combination of shapes, which a decoder has thousands of, is kept for good.
      enableMemPattern: false,
      logSeverityLevel: 3,
    });
  const [encoder, decoder] = await Promise.all([
    create(graphs.encoder),
    create(withScoringHead(graphs.decoder)),
  ]);
  return { encoder, decoder, tensor: makeTensor };
}

/** Makes a tensor for sessions of onnxruntime-node. */
export function makeTensor(
  type: 'float32' | 'int64' | 'bool',
  data: Float32Array | BigInt64Array | Uint8Array,
  dims: readonly number[],
): Tensor {
  return new Tensor(type as 'float32', data as Float32Array, dims);
}
