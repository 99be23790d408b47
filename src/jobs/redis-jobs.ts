/**
 * Jobs in Redis, which any instance does: queued by BullMQ, so that none is lost when an instance ends, however it does.
 * @module
 */
import { Queue, WaitingError, Worker } from 'bullmq';
import type { Tenant } from '../accounts/accounts.ts';
import type { Seal } from '../cache/sealed.ts';
import { NewsglotError } from '../errors.ts';
import type { RedisConnection } from '../redis/connection.ts';
import type { Localisation } from '../translation/localisation.ts';
import { hasEnded, type JobStore, type TaskState } from './job.ts';
import { type JobLimits, requireSameOrder, tooMuchWaiting } from './limits.ts';
import { type JobRecord, jobRecords } from './redis-records.ts';
import { type JobRunner, runJob, settleJob } from './run.ts';

/** Milliseconds between two writes of how far a job is, which are also looks at whether it was cancelled. */
const PROGRESS_MS = 500;
/** How often a job is taken up again whose instance ended under it; it may be the job that ends them. */
const MAX_RECOVERIES = 3;

/** A store that must be closed: jobs under way are handed to other instances. */
export interface RedisJobs extends JobStore {
  close(): Promise<void>;
}

/** What a store is made of. */
export interface RedisJobsOptions {
  readonly connection: RedisConnection;
  readonly runner: JobRunner;
  readonly limits: JobLimits;
  readonly seal: Seal<Localisation>;
  /** Milliseconds after which an instance that says nothing is taken to have ended. @default 15000 */
  readonly lockMs?: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What the queue carries. */
interface Ticket {
  readonly id: string;
}

/** Takes jobs, and does those that are in the queue. */
export function createRedisJobs(options: RedisJobsOptions): RedisJobs {
  const { connection, runner, limits, seal, lockMs = 15_000, now } = options;
  // What a caller waits for must fail soon; a job that is under way waits for Redis.
  const patient = connection.redis.duplicate({
    commandTimeout: undefined,
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: true,
  });
  patient.on('error', () => {}); // The first connection reports.
  const recordsOptions = { key: connection.key, seal, keepMs: limits.keepMs };
  const records = jobRecords(connection.redis, recordsOptions);
  const patientRecords = jobRecords(patient, recordsOptions);
  const { prefix } = connection.options;
  const queue = new Queue<Ticket>('jobs', { connection: connection.redis, prefix });
  const closing = new AbortController();

  /** Does the job of a ticket. @throws WaitingError when it was handed back */
  async function work(id: string, handBack: () => Promise<unknown>): Promise<void> {
    const [order, record] = [await patientRecords.order(id), await patientRecords.read(id)];
    if (!record) return;
    const tasks: TaskState[] = [...record.job.tasks];
    if (!order) return settleJob(record.meta, tasks, runner);
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, closing.signal]);
    const writing = setInterval(() => {
      patientRecords.progress(id, tasks).then((goesOn) => {
        if (!goesOn) stop.abort(new NewsglotError('job_cancelled', 'the job was cancelled'));
      }, runner.report);
    }, PROGRESS_MS);
    try {
      const keep = (task: number, result: Localisation) => patientRecords.keep(id, task, result);
      await runJob(order, { tasks, signal, keep, changed: () => {} }, runner);
    } catch (error) {
      if (closing.signal.aborted) {
        await patientRecords.progress(id, tasks);
        await handBack();
        throw new WaitingError();
      }
      if (!stop.signal.aborted) runner.report(error);
      await settleJob(order, tasks, runner);
    } finally {
      clearInterval(writing);
    }
    await patientRecords.progress(id, tasks);
    await patientRecords.end(id, 'finished', now());
  }

  const worker = new Worker<Ticket>('jobs', (job, token) => work(job.data.id, () => job.moveToWait(token)), {
    connection: patient,
    prefix,
    concurrency: limits.concurrency,
    lockDuration: lockMs,
    stalledInterval: lockMs,
    maxStalledCount: MAX_RECOVERIES,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 1000 },
  });
  queue.on('error', () => {}); // The connection reports.
  worker.on('error', () => {});
  worker.on('failed', (job, error) => {
    runner.report(error);
    if (job) giveUp(job.data.id).catch(runner.report);
  });

  /** Ends a job that cannot be done. */
  async function giveUp(id: string): Promise<void> {
    const record = await patientRecords.read(id);
    if (!record || hasEnded(record.job)) return;
    const tasks = record.job.tasks.map(
      (task): TaskState =>
        task.state === 'done' || task.state === 'failed'
          ? task
          : { state: 'failed', code: 'internal', message: 'the job could not be done' },
    );
    await patientRecords.progress(id, tasks);
    await settleJob(record.meta, tasks, runner);
    await patientRecords.end(id, 'finished', now());
  }

  async function find(tenant: Tenant, id: string): Promise<JobRecord | undefined> {
    const record = await records.read(id);
    return record?.meta.tenant === tenant ? record : undefined;
  }

  const enqueue = (id: string) =>
    queue.add('job', { id }, { jobId: id, removeOnComplete: true, attempts: 1 });

  return {
    submit: (order) =>
      whileThere(async () => {
        const { characters } = order.reservation;
        const waiting = await records.waiting();
        if (waiting > 0 && waiting + characters > limits.characters) throw tooMuchWaiting();
        const created = await records.create(order);
        const record = await records.read(order.id);
        if (!record) throw tooMuchWaiting();
        if (!created) requireSameOrder(record.job, order);
        // Again for one that was known: whoever kept it may have ended before it was in the queue.
        if (!hasEnded(record.job)) await enqueue(order.id);
        return { job: record.job, outcome: created ? 'created' : 'repeated' };
      }),
    get: (tenant, id) => whileThere(async () => (await find(tenant, id))?.job),
    result: (tenant, id, task) =>
      whileThere(async () => ((await find(tenant, id)) ? records.result(id, task) : undefined)),
    cancel: (tenant, id) =>
      whileThere(async () => {
        const record = await find(tenant, id);
        if (!record || hasEnded(record.job)) return record?.job;
        await records.end(id, 'cancelled', now());
        // One that nobody has begun is settled here; the others are by those who do them.
        if ((await queue.remove(id)) === 1) await settleJob(record.meta, record.job.tasks, runner);
        return (await find(tenant, id))?.job;
      }),
    async close() {
      closing.abort(new NewsglotError('overloaded', 'the service stops'));
      if (patient.status !== 'ready') {
        patient.disconnect();
        await worker.close(true);
      } else {
        await worker.close();
        await patient.quit();
      }
      await queue.close();
    },
  };
}

/** @throws NewsglotError `store_unavailable` when Redis does not answer; what `work` throws of its own. */
async function whileThere<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NewsglotError) throw error;
    throw new NewsglotError('store_unavailable', 'jobs cannot be reached', { retryAfter: 1, cause: error });
  }
}
