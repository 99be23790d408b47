/**
 * Thrown errors as responses, in the shape of the surface they are thrown on.
 * @module
 */
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { explain, NewsglotError } from '../errors.ts';
import { type Log, logRequestFault } from '../telemetry/log.ts';
import { noteError, requestIdOf } from './exchange.ts';
import { compatibleErrors } from './surfaces.ts';

/** How a surface answers with an error. */
export interface ErrorShape {
  status(error: NewsglotError): number;
  /** What is sent as JSON. */
  body(error: NewsglotError): object;
}

/** The JSON body of an error on the native surface. `retryAfter` (seconds) is also the header `Retry-After`, which an event stream lacks. */
export interface ErrorBody {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly param?: string;
    /** Where a document does not parse. */
    readonly line?: number;
    readonly column?: number;
    readonly retryAfter?: number;
  };
}

const nativeErrors: ErrorShape = { status: ({ status }) => status, body: errorBody };

/** What the native surface says of an error. */
export function errorBody({ code, message, param, position, retryAfter }: NewsglotError): ErrorBody {
  return {
    error: {
      code,
      message,
      ...(param !== undefined && { param }),
      ...position,
      ...(retryAfter !== undefined && { retryAfter }),
    },
  };
}

/** Any thrown value as an error that a caller may see: what HTTP itself throws, and what `explain` makes of the rest. */
export function explainError(c: Context, thrown: unknown, log: Log): NewsglotError {
  if (thrown instanceof DOMException && thrown.name === 'AbortError') {
    return new NewsglotError('client_left', 'the client left before the answer', { cause: thrown });
  }
  if (thrown instanceof HTTPException && thrown.status === 401) {
    return new NewsglotError('key_refused', 'a valid token is required', { cause: thrown });
  }
  if (thrown instanceof HTTPException && thrown.status < 500) {
    return new NewsglotError('invalid_request', thrown.message || 'the request is not valid', {
      cause: thrown,
    });
  }
  return explain(thrown, (fault) => logRequestFault(log, fault, requestIdOf(c)));
}

/** Answers with an error as the surface of the request's path words it. */
export function respondWithError(c: Context, error: NewsglotError): Response {
  noteError(c, error.code);
  const { status, body } = compatibleErrors(c.req.path) ?? nativeErrors;
  if (error.retryAfter !== undefined) c.header('Retry-After', String(error.retryAfter));
  if (status(error) === 401) c.header('WWW-Authenticate', 'Bearer');
  c.header('Cache-Control', 'no-store');
  return c.json(body(error), status(error) as ContentfulStatusCode);
}

/** Hono's `onError`. */
export function handleErrors(log: Log): ErrorHandler {
  return (thrown, c) => respondWithError(c, explainError(c, thrown, log));
}

/** Hono's `notFound`. */
export const handleNotFound: NotFoundHandler = (c) =>
  respondWithError(c, new NewsglotError('not_found', 'there is no such resource'));

/** Answers 405 with `Allow` on every path of `app` that has a handler for other methods. Call it after all routes. */
export function refuseOtherMethods(app: OpenAPIHono): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue;
    const allowed = methods.get(path) ?? new Set();
    methods.set(path, allowed.add(method));
    if (method === 'GET') allowed.add('HEAD');
  }
  for (const [path, allowed] of methods) {
    app.all(path, (c) => {
      c.header('Allow', [...allowed].join(', '));
      return respondWithError(
        c,
        new NewsglotError('method_not_allowed', `${c.req.method} is not allowed here`),
      );
    });
  }
}
