/**
 * Bounds of jobs.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import type { JobOrder } from './job.ts';

/** Bounds of a store of jobs. */
export interface JobLimits {
  /** Jobs that one process does at a time. */
  readonly concurrency: number;
  /** Most characters of all jobs that wait or are under way, times their targets; a job beyond it is taken when there is none. */
  readonly characters: number;
  /** Milliseconds for which a job is kept once it has ended. */
  readonly keepMs: number;
  /** Most bytes of ended jobs with their results that one process keeps in its memory; the oldest go first. */
  readonly bytes: number;
}

/** The limits of a service that states none. */
export const DEFAULT_JOB_LIMITS: JobLimits = {
  concurrency: 2,
  characters: 20_000_000,
  keepMs: 24 * 3_600_000,
  bytes: 64 * 1024 * 1024,
};

/**
 * Holds a job to the order that came under its id before.
 * @throws NewsglotError `idempotency_key_reused`
 */
export function requireSameOrder(
  known: Pick<JobOrder, 'fingerprint'>,
  order: Pick<JobOrder, 'fingerprint'>,
): void {
  if (known.fingerprint === order.fingerprint) return;
  throw new NewsglotError('idempotency_key_reused', 'another job was handed in under this Idempotency-Key');
}

/** Why a job is not taken. */
export function tooMuchWaiting(): NewsglotError {
  return new NewsglotError('overloaded', 'too many jobs are waiting', { retryAfter: 30 });
}
