/**
 * The interface between the service and its log: lines of facts, without text, keys or addresses.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import type { RequestRecord, SegmentCount } from './request-record.ts';

/** How urgent a line is. */
export type Level = 'debug' | 'info' | 'warn' | 'error';

/** Facts of a line by their names. */
export type Facts = Readonly<Record<string, unknown>>;

/** Where lines go. */
export interface Log {
  write(level: Level, message: string, facts: Facts): void;
}

/** Writes nothing. */
export const noLog: Log = { write() {} };

const URGENCY = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 } as const;

/** Whether a line of a level is written where `least` is the least urgent that is; `silent` is more urgent than all. */
export function isAtLeast(level: Level, least: Level | 'silent'): boolean {
  return URGENCY[level] >= URGENCY[least];
}

/**
 * A log that prints JSON with `console`, each line with the method of its level: for Workers, whose own log service reads the
 * fields of such lines.
 * @param least the least urgent level that is written.
 */
export function consoleLog(least: Level): Log {
  return {
    write(level, message, facts) {
      if (!isAtLeast(level, least)) return;
      console[level](JSON.stringify({ level, msg: message, ...facts }));
    },
  };
}

/** Requests that are asked every few seconds by machines: not worth a line unless they fail. */
const PROBES: ReadonlySet<string> = new Set(['/health', '/ready', '/metrics']);
/** Most languages that a line names. */
const MOST_LANGUAGES = 5;

/** Writes the one line of a request. */
export function logRequest(log: Log, record: RequestRecord): void {
  const { id, method, route, status, durationMs, error, account, translation } = record;
  const level = status >= 500 ? 'warn' : status < 400 && PROBES.has(route) ? 'debug' : 'info';
  log.write(level, 'request', {
    requestId: id,
    method,
    route,
    status,
    durationMs: Math.round(durationMs * 100) / 100,
    ...(error !== undefined && { error }),
    ...(account !== undefined && { account }),
    ...(translation && {
      model: translation.model,
      target: translation.target,
      ...sharesOf(translation.segments),
      documents: translation.documents,
      characters: translation.characters,
      charged: translation.charged,
      cacheHits: translation.cacheHits,
      engineMs: Math.round(translation.engineMs * 100) / 100,
    }),
  });
}

/** Writes an error of the service's own doings, in which nothing of a request can be. */
export function logFault(log: Log, error: unknown): void {
  log.write('error', 'fault', { fault: describeFault(error, true) });
}

/**
 * Writes an error that may come from a request: without its message, which may quote what it read. A `NewsglotError`
 * never does, and keeps it.
 * @param requestId of the request, if it is known.
 */
export function logRequestFault(log: Log, error: unknown, requestId?: string): void {
  const fault = describeFault(error, false);
  log.write('error', 'fault', { ...(requestId !== undefined && { requestId }), fault });
}

function describeFault(error: unknown, quotable: boolean): Facts {
  if (!(error instanceof Error)) return { name: typeof error };
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    ...(typeof code === 'string' && { code }),
    ...((error instanceof NewsglotError || quotable) && { message: error.message }),
    at: framesOf(error),
    ...(error.cause !== undefined && { cause: describeFault(error.cause, quotable) }),
  };
}

/** The places of a stack, innermost first, without the message above them. */
function framesOf({ stack = '', message }: Error): string[] {
  const from = Math.max(0, stack.indexOf(message)) + message.length;
  return [...stack.slice(from).matchAll(/^\s+at (.+)$/gm)].slice(0, 10).map(([, place]) => place!);
}

/** What lines say of segments that are answered many times over. */
const shares = new WeakMap<readonly SegmentCount[], Facts>();

function sharesOf(counts: readonly SegmentCount[]): Facts {
  let facts = shares.get(counts);
  if (!facts) {
    facts = { languages: languages(counts), segments: sumOf(counts) };
    shares.set(counts, facts);
  }
  return facts;
}

function sumOf(counts: readonly SegmentCount[]): Facts {
  const sums: Record<string, number> = {};
  for (const { status, count } of counts) sums[status] = (sums[status] ?? 0) + count;
  return sums;
}

function languages(counts: readonly SegmentCount[]): Facts {
  const sums = new Map<string, number>();
  for (const { source, characters } of counts) sums.set(source, (sums.get(source) ?? 0) + characters);
  const most = [...sums].sort((a, b) => b[1] - a[1]).slice(0, MOST_LANGUAGES);
  return Object.fromEntries(most);
}
