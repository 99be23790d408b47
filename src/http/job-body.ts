/**
 * Jobs as the native surface shows them.
 * @module
 */
import type { z } from '@hono/zod-openapi';
import type { Job, TaskState } from '../jobs/job.ts';
import type { job } from './response-schemas.ts';

/** A job, as its schema documents it. */
export type JobBody = z.output<typeof job>;

/** The JSON of a job. */
export function jobBody({ id, state, targets, tasks, createdAt, expiresAt }: Job): JobBody {
  return {
    id,
    state,
    progress: Math.round((1000 * tasks.reduce((sum, task) => sum + share(task), 0)) / tasks.length) / 1000,
    createdAt: new Date(createdAt).toISOString(),
    ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }),
    tasks: tasks.map((task, index) => ({
      document: Math.floor(index / targets.length),
      target: targets[index % targets.length]!,
      state: task.state,
      ...(task.state === 'done' && { result: `/v1/jobs/${id}/results/${index}`, stats: task.stats }),
      ...(task.state === 'failed' && { error: { code: task.code, message: task.message } }),
    })),
  };
}

function share(task: TaskState): number {
  if (task.state === 'running') return task.progress;
  return task.state === 'waiting' ? 0 : 1;
}
