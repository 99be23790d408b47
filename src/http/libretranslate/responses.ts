/**
 * What LibreTranslate's routes have in common in the document.
 * @module
 */
import { z } from '@hono/zod-openapi';
import { errorResponses } from '../openapi/responses.ts';

/** A language that was found in a text. */
export const detected = z
  .object({ confidence: z.number().min(0).max(100), language: z.string().openapi({ example: 'fr' }) })
  .openapi('LibreTranslateDetection');

/** A key as LibreTranslate's clients send it, in the query or as a field of the body. */
export const LIBRETRANSLATE_SECURITY = [{ api_key: [] }, { bearer: [] }, {}];

/** Documents LibreTranslate's error responses. */
export const libreTranslateErrorResponses = errorResponses(
  z.object({ error: z.string().openapi({ example: 'xx is not supported' }) }).openapi('LibreTranslateError'),
  {
    400: 'The request is not valid or too large, or a key is required.',
    403: 'The key is not known, or this is not offered.',
    415: 'The media type of the body is not supported.',
    429: 'Too many requests, or too many characters this month; see `Retry-After`.',
    503: 'Overloaded, or out of time; see `Retry-After`.',
  },
);
