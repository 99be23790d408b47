/**
 * Does a job, wherever it was queued.
 * @module
 */
import pMap from 'p-map';
import type { Accounts } from '../accounts/accounts.ts';
import { explain, NewsglotError } from '../errors.ts';
import { documentsAtATime } from '../translation/concurrency.ts';
import { costOf } from '../translation/cost.ts';
import type { Localisation } from '../translation/localisation.ts';
import type { LocaliseRequest, Localiser } from '../translation/localiser.ts';
import { begunAnew, type JobOrder, openTasks, requestOf, type TaskState } from './job.ts';

/** What it takes to do jobs. */
export interface JobRunner {
  readonly translator: () => Promise<Localiser>;
  readonly accounts: Pick<Accounts, 'settle'>;
  /** Longest time for one task in milliseconds, waiting for room in the engine included. */
  readonly taskMs: number;
  /** Told of errors that are the service's own fault. */
  readonly report: (error: unknown) => void;
}

/** Where a job's tasks stand, and where that is kept. */
export interface JobRun {
  /** As they stand; those that ended are not done again. Changed as the job proceeds. */
  readonly tasks: TaskState[];
  /** Stops the job. */
  readonly signal: AbortSignal;
  /** Keeps the result of a task; called before the task is `done`. */
  keep(task: number, result: Localisation): void | Promise<void>;
}

/**
 * Does the tasks that are not done, and settles what the job was charged. A task that fails is its own failure.
 * @throws the signal's reason when the job is stopped; nothing is settled then.
 */
export async function runJob(order: JobOrder, run: JobRun, runner: JobRunner): Promise<void> {
  const { tasks, signal } = run;
  try {
    await pMap(
      openTasks(tasks),
      async (task) => {
        tasks[task] = await runTask(order, task, run, runner);
      },
      { concurrency: documentsAtATime(order.documents), signal },
    );
  } catch (error) {
    tasks.splice(0, tasks.length, ...begunAnew(tasks));
    throw error;
  }
  await settleJob(order, tasks, runner);
}

/** Settles what a job was charged by what its tasks came to. */
export async function settleJob(
  order: Pick<JobOrder, 'reservation'>,
  tasks: readonly TaskState[],
  { accounts }: Pick<JobRunner, 'accounts'>,
): Promise<void> {
  const cost = tasks.reduce((sum, task) => sum + (task.state === 'done' ? task.cost : 0), 0);
  await accounts.settle(order.reservation, Math.min(cost, order.reservation.characters));
}

/**
 * Does a task, from where it had got to before.
 * @returns what became of it
 * @throws the signal's reason when the job is stopped
 */
export async function runTask(
  order: JobOrder,
  task: number,
  run: JobRun,
  runner: JobRunner,
): Promise<TaskState> {
  const before = run.tasks[task];
  const reached = before?.state === 'running' ? before.progress : 0;
  const set = (progress: number) => {
    run.tasks[task] = { state: 'running', progress: Math.max(progress, reached) };
  };
  set(reached);
  const timeout = AbortSignal.timeout(runner.taskMs);
  try {
    const translator = await runner.translator();
    const result = await whenThereIsRoom(translator, requestOf(order, task), {
      signal: AbortSignal.any([run.signal, timeout]),
      weight: order.weight,
      onSegment: (_, { done, total }) => set(done / total),
    });
    await run.keep(task, result);
    return { state: 'done', contentHash: result.contentHash, cost: costOf(result), stats: result.stats };
  } catch (thrown) {
    if (run.signal.aborted) throw run.signal.reason;
    const { code, message } = explain(thrown, runner.report);
    return { state: 'failed', code, message };
  }
}

/** Nobody waits at the other end of a job: when the engine has no room for a document, it is asked again until it has. */
async function whenThereIsRoom(
  translator: Localiser,
  request: LocaliseRequest,
  options: NonNullable<Parameters<Localiser['localise']>[1]> & { readonly signal: AbortSignal },
): Promise<Localisation> {
  for (;;) {
    try {
      return await translator.localise(request, options);
    } catch (error) {
      if (!(error instanceof NewsglotError && error.code === 'overloaded')) throw error;
      await pause(1000 * Math.min(error.retryAfter ?? 1, 10), options.signal);
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', leave);
      resolve();
    }, ms);
    signal.addEventListener('abort', leave, { once: true });
  });
}
