/**
 * When a request's work must stop.
 * @module
 */
import type { Context } from 'hono';

/**
 * Runs `work` with a signal that is aborted when the client leaves, or with a `TimeoutError` after `ms` milliseconds.
 * Nothing of it outlives the work.
 */
export async function withRequestSignal<T>(
  c: Context,
  ms: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const client = c.req.raw.signal;
  const leave = () => controller.abort(client.reason);
  const timer = setTimeout(
    () => controller.abort(new DOMException('the request took too long', 'TimeoutError')),
    ms,
  );
  client.addEventListener('abort', leave);
  if (client.aborted) leave();
  try {
    return await work(controller.signal);
  } catch (error) {
    // What the work began beside the part that failed ends with it.
    controller.abort(error);
    throw error;
  } finally {
    clearTimeout(timer);
    client.removeEventListener('abort', leave);
  }
}
