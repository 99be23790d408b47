/**
 * Jobs: documents that are localised after the request that brought them was answered. A task is one document in one target.
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';
import type { Reservation } from '../accounts/usage.ts';
import type { Hash } from '../cache/key.ts';
import type { ErrorCode } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Localisation, Stats } from '../translation/localisation.ts';
import type { LocaliseRequest } from '../translation/localiser.ts';

/** A document of a job. A glossary that was named is in it as it was then. */
export type JobDocument = Omit<LocaliseRequest, 'target' | 'markup' | 'alternatives'>;

/** What was asked for. Plain data, so that a queue can carry it to another process. */
export interface JobOrder {
  /** Of the caller, by the key that it gave its request, or random (`job-id.ts`). */
  readonly id: string;
  readonly tenant: Tenant;
  readonly documents: readonly JobDocument[];
  readonly targets: readonly LanguageCode[];
  /** Of documents and targets: tells whether an order that comes again under its key is the same one. */
  readonly fingerprint: Hash;
  /** Characters that were charged for all tasks. */
  readonly reservation: Reservation;
  /** Share of the engine against other documents. */
  readonly weight: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What became of a task. */
export type TaskState =
  | { readonly state: 'waiting' }
  | { readonly state: 'running'; readonly progress: number }
  | { readonly state: 'done'; readonly contentHash: Hash; readonly cost: number; readonly stats: Stats }
  | { readonly state: 'failed'; readonly code: ErrorCode; readonly message: string };

/** A job as it stands. */
export interface Job {
  readonly id: string;
  readonly fingerprint: Hash;
  /** `done` when every task has ended and one of them has a result; `failed` when none has. */
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly targets: readonly LanguageCode[];
  /** Document by document, each in the order of `targets`. */
  readonly tasks: readonly TaskState[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** When it and its results are forgotten, once it has ended. Milliseconds since 1970. */
  readonly expiresAt?: number;
}

/** A job that was handed in, or had been before under the same key. */
export interface Submission {
  readonly job: Job;
  readonly outcome: 'created' | 'repeated';
}

/** Takes jobs, does them, and keeps them for a while. A tenant sees its own and no others. */
export interface JobStore {
  /**
   * @throws NewsglotError `idempotency_key_reused` when there is another order under this id, `overloaded` when too much
   *   is waiting
   */
  submit(order: JobOrder): Promise<Submission>;
  get(tenant: Tenant, id: string): Promise<Job | undefined>;
  /** The result of a task, by its place in `tasks`; `undefined` if it has none. */
  result(tenant: Tenant, id: string, task: number): Promise<Localisation | undefined>;
  /** Stops a job; results that it has stay. What has ended stays as it ended. @returns the job, if there is one. */
  cancel(tenant: Tenant, id: string): Promise<Job | undefined>;
}

/** Whether there is nothing left to do. */
export function hasEnded({ state }: Pick<Job, 'state'>): boolean {
  return state !== 'queued' && state !== 'running';
}

/**
 * The state of a job that nobody cancelled, from those of its tasks.
 * @param account whether what the job came to has been charged: it has not ended before
 */
export function stateOf(
  tasks: readonly TaskState[],
  account: 'open' | 'closed',
): Exclude<Job['state'], 'cancelled'> {
  if (tasks.every(({ state }) => state === 'waiting')) return 'queued';
  if (account === 'open' || tasks.some(({ state }) => isOpen(state))) return 'running';
  return tasks.some(({ state }) => state === 'done') ? 'done' : 'failed';
}

/** The places of tasks that have not ended. */
export function openTasks(tasks: readonly TaskState[]): number[] {
  return tasks.flatMap(({ state }, task) => (isOpen(state) ? task : []));
}

/** Tasks as they stand once nobody is at them. */
export function begunAnew(tasks: readonly TaskState[]): TaskState[] {
  return tasks.map((task) => (isOpen(task.state) ? { state: 'waiting' } : task));
}

/** Tasks as they stand once it is plain that those which have not ended never will. */
export function givenUp(tasks: readonly TaskState[]): TaskState[] {
  return tasks.map((task) =>
    isOpen(task.state) ? { state: 'failed', code: 'internal', message: 'the job could not be done' } : task,
  );
}

function isOpen(state: TaskState['state']): boolean {
  return state === 'waiting' || state === 'running';
}

/** What the task at a place of `tasks` asks for. */
export function requestOf({ documents, targets }: JobOrder, task: number): LocaliseRequest {
  const document = documents[Math.floor(task / targets.length)];
  const target = targets[task % targets.length];
  if (!document || !target) throw new RangeError('no such task');
  return { ...document, target };
}

/** The tasks of a job that nothing has been done of. */
export function waitingTasks({ documents, targets }: JobOrder): TaskState[] {
  return Array.from({ length: documents.length * targets.length }, () => ({ state: 'waiting' }));
}
