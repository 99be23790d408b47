/**
 * Jobs as they are kept in Redis: what was asked for, how far it is and the results, outside of the queue. An end is written
 * once: whoever is first, the one who did the job or the one who cancelled it, is right.
 * @module
 */
import type { Redis } from 'ioredis';
import type { Seal } from '../cache/sealed.ts';
import type { Localisation } from '../translation/localisation.ts';
import { type Job, type JobOrder, stateOf, type TaskState, waitingTasks } from './job.ts';

/** Seconds after which a job that nobody ever did is forgotten. */
const LOST_SECONDS = 7 * 86_400;

/** KEYS: record. ARGV: meta, order, tasks. At once: whoever finds a record finds all of it. Returns whether it was made. */
const CREATE = `
  if redis.call('HSETNX', KEYS[1], 'meta', ARGV[1]) == 0 then return 0 end
  redis.call('HSET', KEYS[1], 'order', ARGV[2], 'tasks', ARGV[3])
  redis.call('EXPIRE', KEYS[1], ${LOST_SECONDS})
  return 1
`;

/** What is kept of an order for as long as the job is. */
type Meta = Pick<JobOrder, 'tenant' | 'fingerprint' | 'targets' | 'createdAt' | 'reservation'>;

/** A job, and what is known of its order. */
export interface JobRecord {
  readonly meta: Meta;
  readonly job: Job;
}

/** The records behind a connection. All methods reject when Redis does not answer. */
export type JobRecords = ReturnType<typeof jobRecords>;

/** How records are written. */
export interface JobRecordsOptions {
  readonly key: (name: string) => string;
  readonly seal: Seal<Localisation>;
  readonly keepMs: number;
}

/** Opens the records behind a connection. */
export function jobRecords(redis: Redis, { key, seal, keepMs }: JobRecordsOptions) {
  const recordKey = (id: string) => key(`job:{${id}}`);
  const resultKey = (id: string, task: number) => key(`job:{${id}}:result:${task}`);
  /** Characters of the jobs that have not ended, by id. */
  const openKey = key('jobs-open');

  return {
    /** Characters of all jobs that have not ended. */
    async waiting(): Promise<number> {
      const characters = await redis.hvals(openKey);
      return characters.reduce((sum, count) => sum + Number(count), 0);
    },

    /** Keeps an order, unless there is one under its id. @returns whether it was kept */
    async create(order: JobOrder): Promise<boolean> {
      const { id, tenant, fingerprint, targets, createdAt, reservation } = order;
      const meta: Meta = { tenant, fingerprint, targets, createdAt, reservation };
      const values = [meta, order, waitingTasks(order)].map((value) => JSON.stringify(value));
      if ((await redis.eval(CREATE, 1, recordKey(id), ...values)) === 0) return false;
      await redis.hset(openKey, id, reservation.characters);
      return true;
    },

    /** What was asked for; `undefined` once the job has ended. */
    async order(id: string): Promise<JobOrder | undefined> {
      const [order, end] = await redis.hmget(recordKey(id), 'order', 'end');
      return order && !end ? (JSON.parse(order) as JobOrder) : undefined;
    },

    async read(id: string): Promise<JobRecord | undefined> {
      const [written, states, end, endedAt] = await redis.hmget(
        recordKey(id),
        'meta',
        'tasks',
        'end',
        'endedAt',
      );
      if (!written || !states) return undefined;
      const meta = JSON.parse(written) as Meta;
      const tasks = JSON.parse(states) as TaskState[];
      const { fingerprint, targets, createdAt } = meta;
      const state = end === 'cancelled' ? 'cancelled' : stateOf(tasks);
      const expires = endedAt ? { expiresAt: Number(endedAt) + keepMs } : {};
      return { meta, job: { id, fingerprint, state, targets, tasks, createdAt, ...expires } };
    },

    /** Writes how far a job is. @returns whether it goes on: it may have been cancelled */
    async progress(id: string, tasks: readonly TaskState[]): Promise<boolean> {
      await redis.hset(recordKey(id), 'tasks', JSON.stringify(tasks));
      return (await redis.hexists(recordKey(id), 'end')) === 0;
    },

    /** Ends a job, unless it has ended. The documents are let go. @param now milliseconds since 1970. */
    async end(id: string, end: 'finished' | 'cancelled', now: number): Promise<void> {
      if ((await redis.hsetnx(recordKey(id), 'end', end)) === 0) return;
      await redis
        .multi()
        .hset(recordKey(id), 'endedAt', now)
        .hdel(recordKey(id), 'order')
        .pexpire(recordKey(id), keepMs)
        .exec();
      await redis.hdel(openKey, id);
    },

    async keep(id: string, task: number, result: Localisation): Promise<void> {
      const name = resultKey(id, task);
      await redis.set(name, await seal.close(name, result), 'EX', LOST_SECONDS);
    },

    async result(id: string, task: number): Promise<Localisation | undefined> {
      const name = resultKey(id, task);
      const sealed = await redis.get(name);
      return sealed === null ? undefined : seal.open(name, sealed);
    },
  };
}
