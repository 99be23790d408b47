/**
 * Errors as LibreTranslate words them: `{"error": "text"}`.
 * @module
 */
import type { ErrorCode, NewsglotError } from '../../errors.ts';
import type { ErrorShape } from '../errors.ts';

/**
 * Where LibreTranslate's status for an error differs from the native one. It knows no 413: whatever is too much is a request
 * that is not valid.
 */
const STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  content_too_large: 400,
  key_required: 400,
  key_refused: 403,
};

/** LibreTranslate's errors. */
export const libreTranslateErrors: ErrorShape = {
  status: ({ code, status }) => STATUS[code] ?? status,
  body: (error) => ({ error: messageOf(error) }),
};

function messageOf({ code, message, status }: NewsglotError): string {
  if (code === 'invalid_json') return 'Invalid JSON format';
  if (code === 'key_required') return 'Please contact the server operator to get an API key';
  return status === 429 ? `Slowdown: ${message}` : message;
}
