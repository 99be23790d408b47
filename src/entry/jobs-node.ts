/**
 * The jobs of a server on Node: in Redis, where any instance does them, or in its own memory.
 * @module
 */
import { createSeal } from '../cache/sealed.ts';
import type { JobLimits } from '../jobs/limits.ts';
import { createMemoryJobs } from '../jobs/memory-jobs.ts';
import { createRedisJobs } from '../jobs/redis-jobs.ts';
import { logRequestFault } from '../telemetry/log.ts';
import { noTelemetry, type Telemetry } from '../telemetry/telemetry.ts';
import { parseLocalisation } from '../translation/stored-localisation.ts';
import type { Config } from './config.ts';
import { createNodeServices, type NodeServices } from './services-node.ts';

const MB = 1024 * 1024;
const HOUR_MS = 3_600_000;

/**
 * The services of a server: those of a process, and jobs, which this process takes its part in from now on.
 * @throws as `createNodeServices`
 */
export async function createServerServices(
  config: Config,
  telemetry: Telemetry = noTelemetry,
): Promise<NodeServices> {
  const services = await createNodeServices(config, telemetry);
  const { translator, accounts, redis } = services;
  // What goes wrong in a job may quote its documents.
  const report = (error: unknown) => logRequestFault(telemetry.log, error);
  const runner = { translator, accounts, taskMs: config.JOB_TASK_TIMEOUT_MS, report };
  const limits: JobLimits = {
    concurrency: config.JOB_CONCURRENCY,
    characters: config.MAX_JOB_CHARACTERS,
    keepMs: config.JOB_KEEP_HOURS * HOUR_MS,
    bytes: config.JOB_RESULTS_MB * MB,
  };
  const jobs = redis
    ? createRedisJobs({
        connection: redis,
        runner,
        limits,
        seal: createSeal(parseLocalisation, config.CACHE_SECRET),
        lockMs: config.JOB_LOCK_MS,
        now: Date.now,
      })
    : createMemoryJobs(runner, limits, Date.now);
  return {
    ...services,
    jobs,
    async close() {
      await jobs.close();
      await services.close();
    },
  };
}
