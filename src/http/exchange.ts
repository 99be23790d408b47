/**
 * A request from its coming to its answer: its id, what is noted of it on the way, and the record of it at the end.
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { ANONYMOUS, isClient, type Tenant } from '../accounts/accounts.ts';
import type { ErrorCode } from '../errors.ts';
import { logRequest } from '../telemetry/log.ts';
import { type RequestRecord, translationRecord } from '../telemetry/request-record.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Localisation } from '../translation/localisation.ts';
import { completeHeaders, noteHeader } from './common-headers.ts';

/** What is noted of a request on its way. */
interface Notes {
  readonly id: string;
  /** Milliseconds on the clock of `performance.now`. */
  readonly started: number;
  error?: ErrorCode;
  translated?: { readonly results: readonly Localisation[]; readonly charged: number };
  /** Settles when the answer has been written, for one that is written bit by bit. */
  written?: Promise<unknown>;
}

declare module 'hono' {
  interface ContextVariableMap {
    notes: Notes;
  }
}

/** Methods that are told apart. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Ids of requests that are their callers': short, and nothing that a log or a page could take for something else. */
const REQUEST_ID = /^[\w\-=]{1,128}$/;

/**
 * Gives every request an id, its caller's own if that is well formed, and tells of it once it is answered. It goes before all
 * that may answer, and sees to the headers that all answers have.
 */
export function observed({ log, metrics }: Telemetry): MiddlewareHandler {
  return async function observed(c, next) {
    const stated = c.req.header('X-Request-Id');
    const id = stated !== undefined && REQUEST_ID.test(stated) ? stated : crypto.randomUUID();
    const notes: Notes = { id, started: performance.now() };
    c.set('notes', notes);
    noteHeader(c, 'X-Request-Id', id);
    metrics.begin();
    const tell = () => {
      const record = recordOf(c, notes);
      metrics.request(record);
      logRequest(log, record);
    };
    await next();
    completeHeaders(c);
    if (notes.written) void notes.written.then(tell, tell);
    else tell();
  };
}

/** The id of a request; none before it is observed. */
export function requestIdOf(c: Context): string | undefined {
  return (c.get('notes') as Notes | undefined)?.id;
}

/** Notes the error that a request is answered with. */
export function noteError(c: Context, code: ErrorCode): void {
  const notes: Notes | undefined = c.get('notes');
  if (notes) notes.error = code;
}

/**
 * Notes what was translated, and states in `Server-Timing` how long it took unless the headers are gone by now.
 * @param charged characters that it counted for.
 */
export function noteResults(c: Context, results: readonly Localisation[], charged: number): void {
  const notes: Notes | undefined = c.get('notes');
  if (!notes || results.length === 0) return;
  notes.translated = { results, charged };
  if (notes.written) return;
  let engineMs = 0;
  for (const { stats } of results) engineMs += stats.engineMs;
  const totalMs = performance.now() - notes.started;
  noteHeader(c, 'Server-Timing', `engine;dur=${engineMs.toFixed(1)}, total;dur=${totalMs.toFixed(2)}`);
}

/** Notes that the answer is written bit by bit, until `work` settles, which is given back. */
export function noteStream<T>(c: Context, work: Promise<T>): Promise<T> {
  const notes: Notes | undefined = c.get('notes');
  if (notes) notes.written = work;
  return work;
}

function recordOf(c: Context, { id, started, error, translated }: Notes): RequestRecord {
  const { method } = c.req;
  const payer: Tenant | undefined = c.get('payer');
  // The route of the resource, even where a middleware before it has refused; what has a wildcard is a middleware's, or nobody's.
  const route = matchedRoutes(c).findLast(({ path }) => !path.includes('*'))?.path ?? 'unmatched';
  return {
    id,
    method: METHODS.has(method) ? method : 'other',
    route,
    status: c.res.status,
    durationMs: performance.now() - started,
    error,
    account: payer === undefined || payer === ANONYMOUS || isClient(payer) ? undefined : payer,
    translation: translated && translationRecord(translated.results, translated.charged),
  };
}
