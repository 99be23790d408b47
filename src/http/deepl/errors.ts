/**
 * Errors as DeepL words them: `{"message", "code"}`, with statuses of its own.
 * @module
 */
import type { ErrorCode } from '../../errors.ts';
import type { ErrorShape } from '../errors.ts';

/** Where DeepL's status for an error differs from the native one. 529 is its own word for an overloaded service. */
const STATUS: Partial<Readonly<Record<ErrorCode, number>>> = {
  unparseable_document: 400,
  key_required: 403,
  key_refused: 403,
  quota_exceeded: 456,
  storage_full: 456,
  overloaded: 529,
};

/** DeepL's errors. Its clients repeat a request that got 429 or a status from 500 on. */
export const deeplErrors: ErrorShape = {
  status: ({ code, status }) => STATUS[code] ?? status,
  body: ({ code, message, detail }) => ({
    message: code === 'unparseable_document' ? `Tag handling parsing failed: ${message}` : message,
    ...(detail !== undefined && { detail }),
    code,
  }),
};
