/**
 * Work that may fail: bounded in time, and not tried for a while once it has failed. What is shared with other instances
 * (Redis, KV) makes an answer quicker; its absence must only make it slower, and by how much is bounded here.
 * @module
 */
import { ConsecutiveBreaker, circuitBreaker, handleAll, TimeoutStrategy, timeout, wrap } from 'cockatiel';

/** What one store may cost. */
export interface BestEffortOptions {
  /** Longest wait for one piece of work in milliseconds. */
  readonly timeoutMs: number;
  /** Milliseconds for which nothing is tried after a failure; then one piece of work is, and the others wait for how it ends. */
  readonly pauseMs: number;
  /** Told once when it begins to fail. */
  readonly report: (error: unknown) => void;
}

/** Does work; resolves to `otherwise` where it failed, took too long, or was not tried. Never rejects. */
export type BestEffort = <T>(work: () => Promise<T>, otherwise: T) => Promise<T>;

/** Bounds for all the work of one store: when one piece fails, the others are spared the wait. */
export function createBestEffort({ timeoutMs, pauseMs, report }: BestEffortOptions): BestEffort {
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: pauseMs,
    breaker: new ConsecutiveBreaker(1),
  });
  breaker.onBreak((reason) => report('error' in reason ? reason.error : reason));
  const policy = wrap(breaker, timeout(timeoutMs, TimeoutStrategy.Aggressive));
  return async (work, otherwise) => {
    try {
      // A signal of its own: the library's default one, shared by all work, would warn of its many listeners.
      return await policy.execute(work, new AbortController().signal);
    } catch {
      return otherwise;
    }
  };
}
