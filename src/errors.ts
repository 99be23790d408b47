/**
 * Errors that a caller can act on. Every surface renders them in its own shape (see `http/errors.ts`).
 * @module
 */

/** Machine codes of the native interface, with the HTTP status each one answers with. */
export const ERROR_STATUS = {
  invalid_json: 400,
  invalid_request: 400,
  unsupported_language: 400,
  unsupported_format: 400,
  unknown_model: 400,
  key_required: 401,
  key_refused: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  job_cancelled: 409,
  content_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  unparseable_document: 422,
  idempotency_key_reused: 422,
  quota_exceeded: 429,
  rate_limited: 429,
  client_left: 499,
  internal: 500,
  model_rejected: 503,
  model_not_trusted: 503,
  download_failed: 503,
  overloaded: 503,
  store_unavailable: 503,
  timeout: 503,
  unavailable: 503,
  storage_full: 507,
} as const;

/** A machine code of {@link ERROR_STATUS}. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** What an error may say beside its message. */
export interface ErrorDetails {
  /** Name of the request field at fault. */
  readonly param?: string;
  /** Where a document does not parse; both from 1. */
  readonly position?: { readonly line: number; readonly column: number };
  /** More on what is wrong, where one message is not enough. */
  readonly detail?: string;
  /** Seconds after which a retry makes sense (`Retry-After`). */
  readonly retryAfter?: number;
  readonly cause?: unknown;
}

/** An error with a machine code. Its message is meant for the caller and never holds text of a document, keys or addresses. */
export class NewsglotError extends Error {
  override readonly name = 'NewsglotError';
  readonly status: (typeof ERROR_STATUS)[ErrorCode];
  readonly param: string | undefined;
  readonly position: ErrorDetails['position'];
  readonly detail: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.status = ERROR_STATUS[code];
    this.param = details.param;
    this.position = details.position;
    this.detail = details.detail;
    this.retryAfter = details.retryAfter;
  }
}

/** Any thrown value as an error that a caller may see; whatever is not known is `internal`, reported, and has no details. */
export function explain(thrown: unknown, report: (error: unknown) => void): NewsglotError {
  if (thrown instanceof NewsglotError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') {
    return new NewsglotError('timeout', 'the request took too long', { retryAfter: 5, cause: thrown });
  }
  report(thrown);
  return new NewsglotError('internal', 'an internal error occurred', { cause: thrown });
}
