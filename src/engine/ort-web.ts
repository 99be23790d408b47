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
import { wasmRuntime } from './ort-wasm.ts';
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
ort.env.wasm.proxy = false;
// Never compiled: a binary that is there makes the runtime call WebAssembly.instantiate instead of fetching one.
ort.env.wasm.wasmBinary = new Uint8Array(8);

/** A decode loop on onnxruntime-web. */
export const openWebSeq2Seq: OpenSeq2Seq = async (graphs, config) =>
  createSeq2Seq(await wasmRuntime(ort, graphs, pause), config);

/** WebAssembly runs on the event loop's own thread: between two steps, requests and timers have their turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
