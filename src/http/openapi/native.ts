/**
 * What the native routes have in common in the document.
 * @module
 */
import { errorResponse } from '../response-schemas.ts';
import { errorResponses } from './responses.ts';

/** A key as the native surface takes it; none where anonymous use is allowed. */
export const NATIVE_SECURITY = [{ bearer: [] }, { deepl: [] }, {}];

/** Documents the native error responses. */
export const nativeErrorResponses = errorResponses(errorResponse, {
  400: 'The request is not valid; `param` names the field at fault.',
  401: 'A key is required, or the one that was sent is not known.',
  404: 'There is no such resource.',
  413: 'The body, or the document in it, is too large.',
  415: 'The media type or the charset of the body is not supported.',
  422: 'The document is not in its format; `line` and `column` say where.',
  429: 'Too many requests, or too many characters this month; see `Retry-After`.',
  503: 'Overloaded, or out of time; see `Retry-After`.',
  507: 'No more glossaries are kept.',
});
