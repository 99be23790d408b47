/**
 * Requests a minute: a sliding window of two fixed ones, of which the older counts as far as it still reaches.
 * @module
 */

const MINUTE_MS = 60_000;

/** Requests that were counted in the minute of the clock, and in the one before. */
export interface RequestCounts {
  readonly current: number;
  readonly last: number;
}

/** The number of the minute of the clock. @param now milliseconds since 1970. */
export function minuteOf(now: number): number {
  return Math.floor(now / MINUTE_MS);
}

/** 0 if one request more is within the limit, or seconds until it makes sense to ask again. */
export function secondsUntilRoom({ current, last }: RequestCounts, limit: number, now: number): number {
  const passed = (now % MINUTE_MS) / MINUTE_MS;
  if (current + last * (1 - passed) + 1 <= limit) return 0;
  return Math.max(1, Math.ceil((1 - passed) * 60));
}
