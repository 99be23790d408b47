/**
 * How a job lies in the SQLite of its Durable Object, and how it is read from there.
 * @module
 */
import type { Turn } from '../jobs/durable-jobs.ts';
import { type Job, type JobOrder, stateOf, type TaskState } from '../jobs/job.ts';

/** The tables of a job. */
export const SCHEMA = `
  CREATE TABLE job (
    meta TEXT NOT NULL,
    tasks TEXT NOT NULL,
    keep_ms INTEGER NOT NULL,
    step INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    begun INTEGER NOT NULL,
    ended_at INTEGER,
    cancelled INTEGER NOT NULL,
    settled INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE texts (name TEXT NOT NULL, part INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (name, part)) STRICT;
  CREATE TABLE translations (key TEXT PRIMARY KEY, json TEXT NOT NULL, counted INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/** What is kept of an order for as long as the job is. */
type Meta = Omit<JobOrder, 'documents' | 'weight'>;

/** The one row of `job`. */
export type JobRow = {
  meta: string;
  tasks: string;
  keep_ms: number;
  step: number;
  /** Whether the step's ticket is in the queue. */
  queued: number;
  /** How often the step was begun. */
  begun: number;
  ended_at: number | null;
  cancelled: number;
  settled: number;
};

/** What was asked for, but the documents. */
export function metaOf({ meta }: JobRow): Meta {
  return JSON.parse(meta) as Meta;
}

/** How far the tasks are. */
export function tasksOf({ tasks }: JobRow): TaskState[] {
  return JSON.parse(tasks) as TaskState[];
}

/** What is left to do once the job has ended. */
export function settlementOf(row: JobRow): Turn {
  const { tenant, reservation } = metaOf(row);
  return { kind: 'settle', order: { tenant, reservation }, tasks: tasksOf(row) };
}

/** The job as its tenant sees it. */
export function jobOf(row: JobRow): Job {
  const { id, fingerprint, targets, createdAt } = metaOf(row);
  const tasks = tasksOf(row);
  return {
    id,
    fingerprint,
    state: row.cancelled ? 'cancelled' : stateOf(tasks, row.ended_at === null ? 'open' : 'closed'),
    targets,
    tasks,
    createdAt,
    ...(row.ended_at !== null && { expiresAt: row.ended_at + row.keep_ms }),
  };
}
