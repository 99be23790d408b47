/**
 * Cloudflare's rate limit as a guard. It counts in each location by itself, roughly and at no cost in time.
 * @module
 * @see https://developers.cloudflare.com/workers/runtime-apis/bindings/rate-limit/
 */
import { sha256Hex } from '../sha256.ts';

/** What is needed of a rate limit binding. */
export interface RateLimitBinding {
  limit(options: { readonly key: string }): Promise<{ readonly success: boolean }>;
}

/**
 * Whether a request may pass. Callers are told apart by their keys, without one by their addresses, of both by hashes. A
 * guard that fails lets everyone pass.
 */
export function rateLimit(binding: RateLimitBinding): (request: Request) => Promise<boolean> {
  return async ({ headers }) => {
    const caller = headers.get('Authorization') ?? headers.get('CF-Connecting-IP') ?? '';
    try {
      return (await binding.limit({ key: await sha256Hex(caller) })).success;
    } catch {
      return true;
    }
  };
}
