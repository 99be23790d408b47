/**
 * Errors as LibreTranslate words them: `{"error": "text"}`.
 * @module
 */
import type { ErrorShape } from '../errors.ts';

/** LibreTranslate's errors. It knows no 413: whatever is too much is a request that is not valid. */
export const libreTranslateErrors: ErrorShape = {
  status: ({ code, status }) => (code === 'content_too_large' ? 400 : status),
  body: ({ code, message }) => ({ error: code === 'invalid_json' ? 'Invalid JSON format' : message }),
};
