/**
 * Decode loops in worker threads, on Node: the event loop never waits for arithmetic, and every core has a batch of its
 * own to work on. A thread that dies is replaced, and what it was working on is given to another once.
 * @module
 */
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { NewsglotError } from '../errors.ts';
import type { ModelConfig } from './model-config.ts';
import type { Graphs } from './open-model.ts';
import { type PoolThread, startThread, ThreadGone } from './pool-thread.ts';
import type { Seq2Seq } from './seq2seq.ts';
import type { ThreadData, ThreadRuntime } from './thread-messages.ts';

/** Options of {@link openThreadPool}. */
export interface ThreadPoolOptions {
  /**
   * Threads, each with sessions of its own (some 50 MB for the embedded model, ONNX Runtime cannot share weights between
   * JavaScript threads). Unless told: the cores, at most 4, and fewer for a large model.
   */
  readonly threads?: number;
  /**
   * `native` unless told. `wasm` is several times slower, needs no native code, and translates to the letter as Workers
   * do, on every machine.
   */
  readonly runtime?: ThreadRuntime;
}

/**
 * Graphs over so many bytes get the cores for each operator; in smaller ones an operator is over before a second thread has
 * woken, and waiting for it costs two to three times the work.
 */
const LARGE_BYTES = 64 * 1024 * 1024;
/** Most bytes of graphs that all threads together load unless told otherwise. */
const GRAPH_BYTES = 512 * 1024 * 1024;
/** A thread that has died is started again after so many milliseconds, longer each time it fails. */
const RESTART_MS = [0, 1000, 10_000];
/** How often a batch is tried: it may be what kills its thread. */
const ATTEMPTS = 2;

/**
 * Starts the threads and waits until all have loaded the model.
 * @throws what loading the graphs throws.
 */
export async function openThreadPool(
  graphs: Graphs,
  config: ModelConfig,
  { threads: count = defaultThreads(graphs), runtime = 'native' }: ThreadPoolOptions = {},
): Promise<Seq2Seq> {
  const coresEach =
    graphBytes(graphs) > LARGE_BYTES ? Math.ceil(Math.min(8, availableParallelism()) / count) : 1;
  const data: ThreadData = { graphs, config, runtime, coresEach };
  const threads = new Set<PoolThread>();
  let replacement: Promise<void> | undefined;
  let closing = false;

  const started = await Promise.allSettled(Array.from({ length: count }, () => startThread(data)));
  for (const result of started) if (result.status === 'fulfilled') take(result.value);
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    closing = true;
    await Promise.all([...threads].map((thread) => thread.kill()));
    throw failed.reason;
  }

  function take(thread: PoolThread): void {
    threads.add(thread);
    void thread.gone.then(() => {
      threads.delete(thread);
      if (!closing) replacement = Promise.all([replacement, replace()]).then(() => {});
    });
  }

  async function replace(): Promise<void> {
    for (const delay of RESTART_MS) {
      await sleep(delay, undefined, { ref: false });
      if (closing) return;
      const thread = await startThread(data).catch(() => undefined);
      if (thread && closing) await thread.kill();
      else if (thread) take(thread);
      if (thread) return;
    }
  }

  /** The thread with the least to do; waits for one to be started when there is none. */
  async function leastBusy(): Promise<PoolThread> {
    if (threads.size === 0) await replacement;
    const [thread] = [...threads].sort((a, b) => a.pending - b.pending);
    if (thread) return thread;
    throw new NewsglotError('unavailable', 'all threads of the engine have stopped', { retryAfter: 10 });
  }

  return {
    maxSourceTokens: config.maxSourceTokens,
    parallel: count,
    async decode(rows, { beams }) {
      for (let attempt = 1; ; attempt++) {
        const thread = await leastBusy();
        try {
          return await thread.decode(rows, beams);
        } catch (error) {
          if (!(error instanceof ThreadGone)) throw error;
          if (attempt === ATTEMPTS)
            throw new NewsglotError('internal', 'threads of the engine died over a batch', { cause: error });
        }
      }
    },
    async release() {
      closing = true;
      await Promise.all([...threads].map((thread) => thread.stop()));
    },
  };
}

function defaultThreads(graphs: Graphs): number {
  const affordable = Math.floor(GRAPH_BYTES / graphBytes(graphs));
  return Math.max(1, Math.min(4, availableParallelism(), affordable));
}

function graphBytes({ encoder, decoder }: Graphs): number {
  return encoder.byteLength + decoder.byteLength;
}
