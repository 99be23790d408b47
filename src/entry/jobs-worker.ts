/**
 * The jobs of a Worker, where a queue and objects to keep them are bound.
 * @module
 */
import type { Accounts } from '../accounts/accounts.ts';
import type { TranslationCache } from '../cache/cache.ts';
import { createDurableJobs, type JobTicket } from '../jobs/durable-jobs.ts';
import { doJobStep } from '../jobs/durable-step.ts';
import type { JobStore } from '../jobs/job.ts';
import type { KeepAlive } from '../services.ts';
import type { Localiser } from '../translation/localiser.ts';
import { parseLocalisation } from '../translation/stored-localisation.ts';
import type { WorkerBindings, WorkerConfig } from './config-worker.ts';

const HOUR_MS = 3_600_000;
/** Longest time for one document in one step; a queue gives a Worker 15 minutes. */
const TASK_MS = 10 * 60_000;

/** What jobs are done with. */
export interface WorkerJobsOptions {
  readonly accounts: Accounts;
  readonly report: (error: unknown) => void;
  readonly openCache: (keepAlive: KeepAlive) => TranslationCache;
  readonly openTranslator: (keepAlive: KeepAlive, cache: TranslationCache) => Localiser;
}

/** Jobs, and what the queue's messages are for. */
export interface WorkerJobs {
  readonly jobs: JobStore;
  /** Does the step of a ticket. @throws when it is to come again */
  readonly doStep: (ticket: JobTicket, keepAlive: KeepAlive) => Promise<void>;
}

/** `undefined` where a binding is missing: jobs are then not taken. */
export function openWorkerJobs(
  { JOBS: jobs, JOB_QUEUE, TENANTS: tenants }: WorkerBindings,
  config: WorkerConfig,
  { accounts, report, openCache, openTranslator }: WorkerJobsOptions,
): WorkerJobs | undefined {
  if (!jobs || !JOB_QUEUE || !tenants) return undefined;
  return {
    jobs: createDurableJobs({
      jobs,
      tenants,
      characters: config.MAX_JOB_CHARACTERS,
      keepMs: config.JOB_KEEP_HOURS * HOUR_MS,
      parse: parseLocalisation,
    }),
    doStep: (ticket, keepAlive) =>
      doJobStep(ticket, {
        jobs,
        tenants,
        runner: { accounts, taskMs: TASK_MS, report },
        cache: openCache(keepAlive),
        translator: (cache) => openTranslator(keepAlive, cache),
        characters: config.JOB_STEP_CHARACTERS,
      }),
  };
}
