/**
 * Does a step of a job: as much as one invocation of a Worker has time for. What it has translated is kept as it goes, so that
 * a document of any length is done by as many steps as it takes, and a step that is done again finds what it had done before.
 * @module
 */
import type { ObjectNamespace } from '../accounts/durable-usage.ts';
import type { TranslationCache } from '../cache/cache.ts';
import { NewsglotError } from '../errors.ts';
import type { Localiser } from '../translation/localiser.ts';
import type { JobKeeper, JobTicket, OpenJobs, Turn } from './durable-jobs.ts';
import { openTasks, requestOf } from './job.ts';
import { createJobCache } from './job-cache.ts';
import { type JobRunner, runTask, settleJob } from './run.ts';

/** What it takes to do steps. */
export interface JobStepOptions {
  readonly jobs: ObjectNamespace<JobKeeper>;
  readonly tenants: ObjectNamespace<OpenJobs>;
  readonly runner: Omit<JobRunner, 'translator'>;
  /** The cache that requests have. */
  readonly cache: TranslationCache;
  /** A translator that has this cache. */
  readonly translator: (cache: TranslationCache) => Localiser;
  /** UTF-16 code units that a step translates; what is under way when they are reached is left to the next one. */
  readonly characters: number;
}

/** Parsing a document and finding its languages takes this share of the time that translating it would. */
const READING = 1 / 100;

/**
 * Does the step of a ticket. It may come twice, and beside itself: what was done is not done again, nothing is counted twice.
 * @throws what an object throws that cannot be reached; the ticket is then to come again
 */
export async function doJobStep({ id, step }: JobTicket, options: JobStepOptions): Promise<void> {
  const keeper = options.jobs.getByName(id);
  async function settle({ order, tasks }: Exclude<Turn, { kind: 'nothing' }>): Promise<void> {
    await settleJob(order, tasks, options.runner);
    await options.tenants.getByName(order.tenant).closeJob(id);
    await keeper.settled();
  }
  let turn = await keeper.begin(step);
  if (turn.kind === 'work') {
    await work(keeper, turn, options);
    // Before its end: whoever sees a job that has ended sees what it came to.
    if (openTasks(turn.tasks).length === 0) await settle(turn);
    await keeper.end(step, turn.tasks);
    // It may have been cancelled.
    turn = await keeper.begin(step);
  }
  if (turn.kind === 'settle') await settle(turn);
}

/** Does tasks until they have ended, as many characters as a step has are translated, or the job is cancelled. */
async function work(
  keeper: JobKeeper,
  { order, tasks }: Extract<Turn, { kind: 'work' }>,
  { runner, cache, translator, characters }: JobStepOptions,
): Promise<void> {
  const stop = new AbortController();
  let left = characters;
  const jobCache = createJobCache({
    cache,
    keeper,
    tasks,
    onComputed(value) {
      left -= value.status === 'translated' ? value.text.length : 1;
      if (left <= 0) stop.abort(new NewsglotError('timeout', 'the step is at its end'));
    },
    onCancelled: () => stop.abort(new NewsglotError('job_cancelled', 'the job was cancelled')),
  });
  const localiser = translator(jobCache);
  const run = {
    tasks,
    signal: stop.signal,
    async keep(task: number, result: object) {
      await jobCache.flush();
      await keeper.keepResult(task, JSON.stringify(result));
    },
  };
  try {
    for (const task of openTasks(tasks)) {
      if (left <= 0 || stop.signal.aborted) break;
      left -= READING * requestOf(order, task).content.length;
      tasks[task] = await runTask(order, task, run, { ...runner, translator: async () => localiser });
    }
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  await jobCache.flush();
}
