/**
 * Jobs in Redis, which any instance does: queued by BullMQ, so that none is lost when an instance ends, however it does.
 * @module
 */
import { PRIORITY_LIMIT, Queue } from 'bullmq';
import type { Tenant } from '../accounts/accounts.ts';
import type { Seal } from '../cache/sealed.ts';
import type { RedisConnection } from '../redis/connection.ts';
import type { Localisation } from '../translation/localisation.ts';
import { hasEnded, type JobStore } from './job.ts';
import { isJobId } from './job-id.ts';
import { type JobLimits, requireSameOrder, tooMuchWaiting } from './limits.ts';
import { type JobRecord, jobRecords } from './redis-records.ts';
import { JOB_QUEUE, type JobTicket, startJobWorker } from './redis-worker.ts';
import { type JobRunner, settleJob } from './run.ts';
import { whileThere } from './while-there.ts';

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
  /** Milliseconds after which an instance that says nothing is taken to have ended. */
  readonly lockMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Takes jobs, and takes part in doing them. */
export function createRedisJobs(options: RedisJobsOptions): RedisJobs {
  const { connection, runner, limits, seal, lockMs, now } = options;
  const { redis, key } = connection;
  const { prefix } = connection.options;
  const recordsOptions = { key, seal, keepMs: limits.keepMs };
  const records = jobRecords(redis, recordsOptions);
  const queue = new Queue<JobTicket>(JOB_QUEUE, { connection: redis, prefix });
  queue.on('error', () => {}); // The connection reports.

  // What a caller waits for must fail soon; a job that is under way waits for Redis.
  const patient = redis.duplicate({
    commandTimeout: undefined,
    enableOfflineQueue: true,
    maxRetriesPerRequest: null,
    autoResendUnfulfilledCommands: true,
  });
  patient.on('error', () => {});
  const stopWorker = startJobWorker({
    redis: patient,
    prefix,
    records: jobRecords(patient, recordsOptions),
    runner,
    concurrency: limits.concurrency,
    lockMs,
    now,
  });

  async function find(tenant: Tenant, id: string): Promise<JobRecord | undefined> {
    const record = isJobId(id) ? await records.read(id) : undefined;
    return record?.meta.tenant === tenant ? record : undefined;
  }

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
        if (!hasEnded(record.job)) {
          const turn = await records.turn(order.id);
          const priority = Math.min(turn, PRIORITY_LIMIT);
          await queue.add(
            'job',
            { id: order.id, turn },
            { jobId: order.id, priority, removeOnComplete: true },
          );
        }
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
      await stopWorker();
      await queue.close();
    },
  };
}
