/**
 * A store of jobs that cannot be reached.
 * @module
 */
import { NewsglotError } from '../errors.ts';

/** @throws NewsglotError `store_unavailable` when the store does not answer; what `work` throws of its own. */
export async function whileThere<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NewsglotError) throw error;
    throw new NewsglotError('store_unavailable', 'jobs cannot be reached', { retryAfter: 1, cause: error });
  }
}
