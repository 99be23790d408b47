/**
 * Jobs in this process: queued, done and kept in its memory, and gone with it.
 * @module
 */
import { LRUCache } from 'lru-cache';
import PQueue from 'p-queue';
import type { Tenant } from '../accounts/accounts.ts';
import { NewsglotError } from '../errors.ts';
import { type Localisation, sizeInBytes } from '../translation/localisation.ts';
import {
  hasEnded,
  type Job,
  type JobOrder,
  type JobStore,
  stateOf,
  type TaskState,
  waitingTasks,
} from './job.ts';
import { type JobLimits, requireSameOrder, tooMuchWaiting } from './limits.ts';
import { type JobRunner, runJob, settleJob } from './run.ts';
import { Turns } from './turns.ts';

/** A store that must be closed: work under way is given up. */
export interface MemoryJobs extends JobStore {
  close(): Promise<void>;
}

interface Entry {
  order: JobOrder;
  readonly tasks: TaskState[];
  readonly results: (Localisation | undefined)[];
  readonly stop: AbortController;
  expiresAt?: number;
}

/** What the objects of a job weigh besides its results, roughly. */
const ENTRY_BYTES = 2000;

/** @param now milliseconds since 1970. */
export function createMemoryJobs(runner: JobRunner, limits: JobLimits, now: () => number): MemoryJobs {
  const queue = new PQueue({ concurrency: limits.concurrency });
  const turns = new Turns();
  const open = new Map<string, Entry>();
  const ended = new LRUCache<string, Entry>({
    ttl: limits.keepMs,
    maxSize: limits.bytes,
    sizeCalculation: ({ results }) =>
      results.reduce((sum, result) => sum + (result ? sizeInBytes(result) : 0), ENTRY_BYTES),
  });
  let waiting = 0;

  const find = (tenant: Tenant, id: string): Entry | undefined => {
    const entry = open.get(id) ?? ended.get(id);
    return entry?.order.tenant === tenant ? entry : undefined;
  };

  async function work(entry: Entry): Promise<void> {
    const { order, tasks, results, stop } = entry;
    const { signal } = stop;
    const keep = (task: number, result: Localisation) => {
      results[task] = result;
    };
    const turn = turns.take(order.tenant, order.reservation.characters);
    const run = () => {
      turns.serve(turn);
      return runJob(order, { tasks, signal, keep }, runner);
    };
    try {
      // The queue's highest is next.
      await queue.add(run, { signal, priority: -turn });
    } catch (error) {
      if (!signal.aborted) runner.report(error);
      await settleJob(order, tasks, runner);
    }
    waiting -= order.reservation.characters;
    open.delete(order.id);
    // What was asked for is not needed any more.
    entry.order = { ...order, documents: [] };
    entry.expiresAt = now() + limits.keepMs;
    ended.set(order.id, entry);
  }

  return {
    async submit(order) {
      const known = open.get(order.id) ?? ended.get(order.id);
      if (known) {
        requireSameOrder(known.order, order);
        return { job: jobOf(known), outcome: 'repeated' };
      }
      if (waiting > 0 && waiting + order.reservation.characters > limits.characters) throw tooMuchWaiting();
      waiting += order.reservation.characters;
      const tasks = waitingTasks(order);
      const entry: Entry = { order, tasks, results: tasks.map(() => undefined), stop: new AbortController() };
      open.set(order.id, entry);
      work(entry).catch(runner.report);
      return { job: jobOf(entry), outcome: 'created' };
    },
    async get(tenant, id) {
      const entry = find(tenant, id);
      return entry && jobOf(entry);
    },
    result: async (tenant, id, task) => find(tenant, id)?.results[task],
    async cancel(tenant, id) {
      const entry = find(tenant, id);
      if (!entry) return undefined;
      if (!hasEnded(jobOf(entry)))
        entry.stop.abort(new NewsglotError('job_cancelled', 'the job was cancelled'));
      return jobOf(entry);
    },
    async close() {
      for (const { stop } of open.values()) stop.abort(new NewsglotError('overloaded', 'the service stops'));
      await queue.onIdle();
    },
  };
}

function jobOf({ order, tasks, stop, expiresAt }: Entry): Job {
  return {
    id: order.id,
    fingerprint: order.fingerprint,
    state: stop.signal.aborted ? 'cancelled' : stateOf(tasks, expiresAt === undefined ? 'open' : 'closed'),
    targets: order.targets,
    tasks: [...tasks],
    createdAt: order.createdAt,
    ...(expiresAt !== undefined && { expiresAt }),
  };
}
