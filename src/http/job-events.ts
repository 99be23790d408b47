/**
 * A job as a stream of events.
 * @module
 */
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { hasEnded, type Job } from '../jobs/job.ts';
import type { Services } from '../services.ts';
import { errorBody, explainError } from './errors.ts';
import { jobBody } from './job-body.ts';

/** Milliseconds between two looks at a job: it may be under way in another process. */
const LOOK_MS = 250;

/**
 * Answers with the event `progress` (the JSON of the job) whenever the job has changed, and last with `done` (the same), when
 * it has ended in whatever way, or `error` (the JSON error). The stream is open for as long as a request may take; a client
 * that comes back goes on where it was.
 * @param look the job as it now stands; `undefined` once it is gone.
 */
export function respondWithJobEvents(
  c: Context,
  job: Job,
  { look, services }: { readonly look: () => Promise<Job | undefined>; readonly services: Services },
): Response {
  return streamSSE(c, async (stream) => {
    const until = Date.now() + services.limits.requestMs;
    let sent = '';
    let current: Job | undefined = job;
    try {
      while (current && !stream.aborted) {
        const data = JSON.stringify(jobBody(current));
        if (hasEnded(current)) return await stream.writeSSE({ event: 'done', data });
        if (data !== sent) await stream.writeSSE({ event: 'progress', data });
        sent = data;
        if (Date.now() > until) return;
        await stream.sleep(LOOK_MS);
        current = await look();
      }
    } catch (thrown) {
      await stream.writeSSE({
        event: 'error',
        data: JSON.stringify(errorBody(explainError(c, thrown, services.telemetry.log))),
      });
    }
  });
}
