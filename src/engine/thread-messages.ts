/**
 * What the pool and its threads tell each other. Plain data, so that it can be copied between threads.
 * @module
 */
import type { ErrorCode } from '../errors.ts';
import type { ModelConfig } from './model-config.ts';
import type { Graphs } from './open-model.ts';
import type { RowOutcome, SourceRow } from './search.ts';

/** Which build of ONNX Runtime a thread computes with; {@link ThreadPoolOptions}. */
export type ThreadRuntime = 'native' | 'wasm';

/** What a thread starts with. */
export interface ThreadData {
  readonly graphs: Graphs;
  readonly config: ModelConfig;
  readonly runtime: ThreadRuntime;
  /** Threads that each session may use within one operator. */
  readonly coresEach: number;
}

/** A row without its signal, which cannot leave its thread. */
export type ThreadRow = Omit<SourceRow, 'signal'>;

/** A {@link RowOutcome} whose error is data. */
export type ThreadOutcome =
  | Extract<RowOutcome, { status: 'decoded' }>
  | { readonly status: 'failed'; readonly code: ErrorCode; readonly message: string };

/** From the pool to a thread. */
export type ToThread =
  | { readonly kind: 'open'; readonly data: ThreadData }
  | {
      readonly kind: 'decode';
      readonly batch: number;
      readonly rows: readonly ThreadRow[];
      readonly beams: number;
    }
  | { readonly kind: 'abort'; readonly batch: number; readonly row: number }
  | { readonly kind: 'close' };

/** From a thread to the pool. */
export type ToPool =
  | { readonly kind: 'ready' }
  | { readonly kind: 'decoded'; readonly batch: number; readonly outcomes: readonly ThreadOutcome[] }
  | { readonly kind: 'failed'; readonly batch: number; readonly message: string };
