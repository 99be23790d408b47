/**
 * Does the jobs that are queued in Redis. A job is one process's for as long as that process says that it lives; then it is
 * given to another one, and goes on where the first had written that it was.
 * @module
 */
import { WaitingError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { NewsglotError } from '../errors.ts';
import type { Localisation } from '../translation/localisation.ts';
import { givenUp, hasEnded, type TaskState } from './job.ts';
import type { JobRecords } from './redis-records.ts';
import { type JobRunner, runJob, settleJob } from './run.ts';

/** Name of the queue. */
export const JOB_QUEUE = 'jobs';

/** What the queue carries. */
export interface JobTicket {
  readonly id: string;
  /** The lowest is next (`turns.ts`). */
  readonly turn: number;
}

/** Milliseconds between two writes of how far a job is, which are also looks at whether it was cancelled. */
const PROGRESS_MS = 500;
/** How often a job is taken up again whose process ended under it: it may be the job that ends them. */
const MAX_RECOVERIES = 3;

/** What a worker is made of. */
export interface JobWorkerOptions {
  /** A connection that waits for Redis, and whose end is the worker's. */
  readonly redis: Redis;
  readonly prefix: string;
  readonly records: JobRecords;
  readonly runner: JobRunner;
  /** Jobs that are done at a time. */
  readonly concurrency: number;
  /** Milliseconds after which a process that says nothing is taken to have ended. */
  readonly lockMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Does jobs from now on. @returns how to stop: jobs under way are handed back to the queue */
export function startJobWorker(options: JobWorkerOptions): () => Promise<void> {
  const { redis, prefix, records, runner, concurrency, lockMs, now } = options;
  const closing = new AbortController();

  /** Does the job of a ticket. @throws WaitingError when it was handed back */
  async function work({ id, turn }: JobTicket, handBack: () => Promise<unknown>): Promise<void> {
    await records.serve(turn);
    const [order, record] = [await records.order(id), await records.read(id)];
    if (!record) return;
    const tasks: TaskState[] = [...record.job.tasks];
    // One that was cancelled before it was begun.
    if (!order) return settleJob(record.meta, tasks, runner);
    const cancelled = new AbortController();
    const write = () => {
      records.progress(id, tasks).then((goesOn) => {
        if (!goesOn) cancelled.abort(new NewsglotError('job_cancelled', 'the job was cancelled'));
      }, runner.report);
    };
    const writing = setInterval(write, PROGRESS_MS);
    const signal = AbortSignal.any([cancelled.signal, closing.signal]);
    const keep = (task: number, result: Localisation) => records.keep(id, task, result);
    try {
      const running = runJob(order, { tasks, signal, keep }, runner);
      write();
      await running;
    } catch (error) {
      if (closing.signal.aborted) {
        await records.progress(id, tasks);
        await handBack();
        throw new WaitingError();
      }
      if (!cancelled.signal.aborted) runner.report(error);
      await settleJob(order, tasks, runner);
    } finally {
      clearInterval(writing);
    }
    await records.progress(id, tasks);
    await records.end(id, 'finished', now());
  }

  /** Ends a job that cannot be done. */
  async function giveUp(id: string): Promise<void> {
    const record = await records.read(id);
    if (!record || hasEnded(record.job)) return;
    const tasks = givenUp(record.job.tasks);
    await records.progress(id, tasks);
    await settleJob(record.meta, tasks, runner);
    await records.end(id, 'finished', now());
  }

  const worker = new Worker<JobTicket>(
    JOB_QUEUE,
    (job, token) => work(job.data, () => job.moveToWait(token)),
    {
      connection: redis,
      prefix,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs,
      maxStalledCount: MAX_RECOVERIES,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 1000 },
    },
  );
  worker.on('error', () => {}); // The connection reports.
  worker.on('failed', (job, error) => {
    runner.report(error);
    if (job) giveUp(job.data.id).catch(runner.report);
  });

  return async () => {
    closing.abort(new NewsglotError('overloaded', 'the service stops'));
    if (redis.status === 'ready') {
      await worker.close();
      await redis.quit();
    } else {
      redis.disconnect();
      await worker.close(true);
    }
  };
}
