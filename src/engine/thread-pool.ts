/**
 * Decode loops in worker threads, on Node: the event loop never waits for arithmetic, and every core has a batch of its
 * own to work on.
 * @module
 */
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { NewsglotError } from '../errors.ts';
import type { ModelConfig } from './model-config.ts';
import type { Graphs } from './open-model.ts';
import type { RowOutcome, SourceRow } from './search.ts';
import type { Seq2Seq } from './seq2seq.ts';
import type { ThreadData, ThreadOutcome, ToPool, ToThread } from './thread-messages.ts';

/** Options of {@link openThreadPool}. */
export interface ThreadPoolOptions {
  /** Threads, each with sessions of its own (some 40 MB for the embedded model); the cores, at most 4, unless told. */
  readonly threads?: number;
}

interface Pending {
  readonly rows: readonly SourceRow[];
  readonly resolve: (outcomes: readonly RowOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly pending: Map<number, Pending>;
}

/**
 * Starts the threads and waits until all have loaded the model.
 * @throws what loading the graphs throws.
 */
export async function openThreadPool(
  graphs: Graphs,
  config: ModelConfig,
  { threads: count = Math.min(4, availableParallelism()) }: ThreadPoolOptions = {},
): Promise<Seq2Seq> {
  const started = await Promise.allSettled(
    Array.from({ length: count }, () => startThread({ graphs, config })),
  );
  let threads = started.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
    throw failed.reason;
  }
  for (const thread of threads) {
    thread.worker.once('exit', () => {
      threads = threads.filter((other) => other !== thread);
      const error = new NewsglotError('internal', 'a thread of the engine has stopped');
      for (const { reject } of thread.pending.values()) reject(error);
    });
  }
  let batches = 0;
  return {
    maxSourceTokens: config.maxSourceTokens,
    parallel: count,
    async decode(rows, { beams }) {
      const thread = threads.toSorted((a, b) => a.pending.size - b.pending.size)[0];
      if (thread === undefined) throw new NewsglotError('internal', 'all threads of the engine have stopped');
      return decodeIn(thread, batches++, rows, beams);
    },
    async release() {
      await Promise.all(threads.map(({ worker }) => stop(worker)));
    },
  };
}

async function startThread(data: ThreadData): Promise<Thread> {
  const file = import.meta.url.endsWith('.ts') ? 'decoder-thread-source.mjs' : 'decoder-thread.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: data });
  const pending: Thread['pending'] = new Map();
  await once(worker, 'message');
  worker.on('error', () => {
    // 'exit' follows and settles what is pending.
  });
  worker.on('message', (message: ToPool) => {
    if (message.kind === 'ready') return;
    const batch = pending.get(message.batch);
    pending.delete(message.batch);
    if (pending.size === 0) worker.unref();
    if (message.kind === 'failed') batch?.reject(new NewsglotError('internal', message.message));
    else batch?.resolve(message.outcomes.map((outcome, i) => fromMessage(outcome, batch.rows[i]!)));
  });
  // A thread that waits keeps no process alive.
  worker.unref();
  return { worker, pending };
}

async function decodeIn(
  { worker, pending }: Thread,
  batch: number,
  rows: readonly SourceRow[],
  beams: number,
): Promise<readonly RowOutcome[]> {
  const post = (message: ToThread) => worker.postMessage(message);
  const watched = rows.map(({ signal }, row) => {
    const abort = () => post({ kind: 'abort', batch, row });
    signal?.addEventListener('abort', abort);
    return () => signal?.removeEventListener('abort', abort);
  });
  try {
    return await new Promise((resolve, reject) => {
      pending.set(batch, { rows, resolve, reject });
      worker.ref();
      post({ kind: 'decode', batch, rows: rows.map(({ signal: _, ...row }) => row), beams });
    });
  } finally {
    for (const unwatch of watched) unwatch();
  }
}

function fromMessage(outcome: ThreadOutcome, row: SourceRow): RowOutcome {
  if (outcome.status === 'decoded') return outcome;
  const { code, message } = outcome;
  return {
    status: 'failed',
    error: row.signal?.aborted ? row.signal.reason : new NewsglotError(code, message),
  };
}

async function stop(worker: Worker): Promise<void> {
  const exited = once(worker, 'exit');
  worker.ref();
  worker.postMessage({ kind: 'close' } satisfies ToThread);
  await exited;
}
