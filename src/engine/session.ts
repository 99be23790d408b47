/**
 * What the engine needs of ONNX Runtime. `InferenceSession` and `Tensor` of onnxruntime-common fit, whichever
 * package (onnxruntime-node, onnxruntime-web) they come from.
 * @module
 */

/** A dense tensor; `data` is a typed array in row-major order. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: unknown;
}

/** A graph that is ready to run. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Computes the outputs named in `fetches`. The data of `feeds` is not changed. */
  run(
    feeds: Readonly<Record<string, Tensor>>,
    fetches: readonly string[],
  ): Promise<Readonly<Record<string, Tensor>>>;
  /** Frees what the session holds outside the JavaScript heap. */
  release(): Promise<void>;
}

/** The two graphs of a sequence-to-sequence model, and how to make a tensor for them. */
export interface Runtime {
  readonly encoder: Session;
  /**
   * The merged decoder with a scoring head (`scoring-head.ts`): one graph for the first step and, with
   * `use_cache_branch`, for all others.
   */
  readonly decoder: Session;
  tensor(type: 'float32', data: Float32Array, dims: readonly number[]): Tensor;
  tensor(type: 'int64', data: BigInt64Array, dims: readonly number[]): Tensor;
  tensor(type: 'bool', data: Uint8Array, dims: readonly number[]): Tensor;
  /** Lets timers and I/O have a turn between two steps, where `run` itself does not. */
  pause?(): Promise<void>;
}

/**
 * The numbers of a float32 tensor.
 * @throws TypeError when the tensor holds anything else.
 */
export function floats(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new TypeError('the model gave no float32 tensor where one was expected');
}

/**
 * The numbers of an int64 tensor.
 * @throws TypeError when the tensor holds anything else.
 */
export function integers(tensor: Tensor | undefined): BigInt64Array {
  if (tensor?.data instanceof BigInt64Array) return tensor.data;
  throw new TypeError('the model gave no int64 tensor where one was expected');
}
