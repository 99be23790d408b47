/**
 * Jobs as they are kept in Redis: what was asked for, how far it is and the results, outside of the queue. An end is written
 * once: whoever is first, the one who did the job or the one who cancelled it, is right.
 * @module
 */
import type { Redis } from 'ioredis';
import type { Seal } from '../cache/sealed.ts';
import type { Localisation } from '../translation/localisation.ts';
import { type Job, type JobOrder, stateOf, type TaskState, waitingTasks } from './job.ts';
import { turnsOf } from './turns.ts';

/** Stands for the turn that was served last among those of tenants, none of whom has an empty name. */
const SERVED = '';
/** Seconds after which a job that nobody ever did is forgotten. */
const LOST_SECONDS = 7 * 86_400;

/**
 * KEYS: record, characters of open jobs, where the turns of tenants end. ARGV: meta, order, tasks, id, characters, tenant, turns
 * that the job takes. At once: whoever finds a record finds all of it. Turns are those of `turns.ts`; where no job is open they
 * begin anew. Returns whether the record was made.
 */
const CREATE = `
  if redis.call('HSETNX', KEYS[1], 'meta', ARGV[1]) == 0 then return 0 end
  if redis.call('HLEN', KEYS[2]) == 0 then redis.call('DEL', KEYS[3]) end
  local served = tonumber(redis.call('HGET', KEYS[3], '${SERVED}') or 0)
  local turn = math.max(served, tonumber(redis.call('HGET', KEYS[3], ARGV[6]) or 0)) + 1
  redis.call('HSET', KEYS[3], ARGV[6], turn - 1 + ARGV[7])
  redis.call('HSET', KEYS[1], 'order', ARGV[2], 'tasks', ARGV[3], 'turn', turn)
  redis.call('EXPIRE', KEYS[1], ${LOST_SECONDS})
  redis.call('HSET', KEYS[2], ARGV[4], ARGV[5])
  return 1
`;

/** KEYS: record, characters of open jobs. ARGV: how it ends, now, milliseconds to keep it, id. The documents are let go. */
const END = `
  if redis.call('HSETNX', KEYS[1], 'end', ARGV[1]) == 0 then return end
  redis.call('HSET', KEYS[1], 'endedAt', ARGV[2])
  redis.call('HDEL', KEYS[1], 'order')
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('HDEL', KEYS[2], ARGV[4])
`;

/** KEYS: where the turns of tenants end. ARGV: the turn whose job has begun. */
const SERVE = `
  if tonumber(redis.call('HGET', KEYS[1], '${SERVED}') or 0) < tonumber(ARGV[1]) then
    redis.call('HSET', KEYS[1], '${SERVED}', ARGV[1])
  end
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
  const turnsKey = key('jobs-turns');

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
      const { characters } = reservation;
      const values = [meta, order, waitingTasks(order)].map((value) => JSON.stringify(value));
      const keys = [recordKey(id), openKey, turnsKey];
      const made = await redis.eval(
        CREATE,
        keys.length,
        ...keys,
        ...values,
        id,
        characters,
        tenant,
        turnsOf(characters),
      );
      return made === 1;
    },

    /** The turn of a job (`turns.ts`). */
    async turn(id: string): Promise<number> {
      return Number((await redis.hget(recordKey(id), 'turn')) ?? 1);
    },

    /** Tells that the job of a turn has begun. */
    async serve(turn: number): Promise<void> {
      await redis.eval(SERVE, 1, turnsKey, turn);
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
      const state = end === 'cancelled' ? 'cancelled' : stateOf(tasks, end ? 'closed' : 'open');
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
      await redis.eval(END, 2, recordKey(id), openKey, end, now, keepMs, id);
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
