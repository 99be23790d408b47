/**
 * One worker thread with a decode loop, seen from the thread that owns it.
 * @module
 */
import { Worker } from 'node:worker_threads';
import { NewsglotError } from '../errors.ts';
import type { RowOutcome, SourceRow } from './search.ts';
import type { ThreadData, ThreadOutcome, ToPool, ToThread } from './thread-messages.ts';

/** A thread that is ready to decode. */
export interface PoolThread {
  /** Batches it has to do. */
  readonly pending: number;
  /**
   * Decodes a batch.
   * @throws ThreadGone when the thread dies over it, NewsglotError `internal` when the runtime fails.
   */
  decode(rows: readonly SourceRow[], beams: number): Promise<readonly RowOutcome[]>;
  /** Frees its sessions and ends it. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
  /** Settles when it is gone, for whatever reason. */
  readonly gone: Promise<void>;
}

/** A thread died with work in it; the work may be given to another. */
export class ThreadGone extends Error {
  override readonly name = 'ThreadGone';
}

interface Pending {
  readonly rows: readonly SourceRow[];
  readonly resolve: (outcomes: readonly RowOutcome[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Starts a thread and waits until it has loaded the model.
 * @throws what loading the graphs throws.
 */
export async function startThread(data: ThreadData): Promise<PoolThread> {
  const file = import.meta.url.endsWith('.ts') ? 'decoder-thread-source.mjs' : 'decoder-thread.js';
  const worker = new Worker(new URL(file, import.meta.url));
  const post = (message: ToThread) => worker.postMessage(message);
  const pending = new Map<number, Pending>();
  let batches = 0;
  const gone = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void gone.then(() => {
    for (const { reject } of pending.values()) reject(new ThreadGone('a thread of the engine has died'));
    pending.clear();
  });

  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
    void gone.then(() => reject(new ThreadGone('a thread of the engine died as it started')));
    post({ kind: 'open', data });
  });
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

  return {
    gone,
    get pending() {
      return pending.size;
    },
    async decode(rows, beams) {
      const batch = batches++;
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
          rows.forEach(({ signal }, row) => {
            // Whoever left while a thread was looked for has no event to come.
            if (signal?.aborted) post({ kind: 'abort', batch, row });
          });
        });
      } finally {
        for (const unwatch of watched) unwatch();
      }
    },
    async stop() {
      worker.ref();
      post({ kind: 'close' });
      await gone;
    },
    async kill() {
      await worker.terminate();
    },
  };
}

function fromMessage(outcome: ThreadOutcome, row: SourceRow): RowOutcome {
  if (outcome.status === 'decoded') return outcome;
  const { code, message } = outcome;
  return {
    status: 'failed',
    error: row.signal?.aborted ? row.signal.reason : new NewsglotError(code, message),
  };
}
