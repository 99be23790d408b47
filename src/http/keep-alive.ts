/**
 * The `waitUntil` of a request, where the runtime has one.
 * @module
 */
import type { Context } from 'hono';
import { getRuntimeKey } from 'hono/adapter';
import type { KeepAlive } from '../services.ts';

/** Keeps work alive beyond its request on Workers; on Node, where nothing ends it, there is nothing to do. */
export function keepAliveOf(c: Context): KeepAlive | undefined {
  if (getRuntimeKey() !== 'workerd') return undefined;
  try {
    const { executionCtx } = c;
    return (work) => executionCtx.waitUntil(work);
  } catch {
    return undefined;
  }
}
