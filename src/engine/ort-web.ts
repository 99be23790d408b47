/**
 * ONNX Runtime on Cloudflare Workers: WebAssembly on the isolate's one thread. Bundled by wrangler only.
 *
 * A Worker may not compile WebAssembly from bytes. The `.wasm` file is imported as a module, which wrangler compiles
 * ahead, and the runtime's call of `WebAssembly.instantiate` is answered with it.
 * @module
 * @see https://developers.cloudflare.com/workers/runtime-apis/webassembly/javascript/
 */
import * as ort from 'onnxruntime-web/wasm';
import wasmModule from '../../node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm';
import type { OpenSeq2Seq } from './open-model.ts';
import { withScoringHead } from './scoring-head.ts';
import { createSeq2Seq } from './seq2seq.ts';

const instantiate = WebAssembly.instantiate as (
  module: WebAssembly.Module,
  imports?: WebAssembly.Imports,
) => Promise<WebAssembly.Instance>;
const instantiateBundled = async (_source: unknown, imports?: WebAssembly.Imports) => ({
  instance: await instantiate(wasmModule, imports),
  module: wasmModule,
});
WebAssembly.instantiate = instantiateBundled as typeof WebAssembly.instantiate;
ort.env.wasm.numThreads = 1;
ort.env.wasm.proxy = false;
// Never compiled: a binary that is there makes the runtime call WebAssembly.instantiate instead of fetching one.
ort.env.wasm.wasmBinary = new Uint8Array(8);

/** A decode loop on onnxruntime-web. Loads the graphs one after the other, so that only one graph is held twice at a time. */
export const openWebSeq2Seq: OpenSeq2Seq = async (graphs, config) => {
  const options = { executionProviders: ['wasm'], graphOptimizationLevel: 'all' } as const;
  const encoder = await ort.InferenceSession.create(graphs.encoder, options);
  const decoder = await ort.InferenceSession.create(withScoringHead(graphs.decoder), options);
  return createSeq2Seq({ encoder, decoder, tensor: makeTensor, pause }, config);
};

function makeTensor(
  type: 'float32' | 'int64' | 'bool',
  data: Float32Array | BigInt64Array | Uint8Array,
  dims: readonly number[],
): ort.Tensor {
  return new ort.Tensor(type as 'float32', data as Float32Array, dims);
}

/** WebAssembly runs on the event loop's own thread: between two steps, requests and timers have their turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
