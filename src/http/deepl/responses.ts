/**
 * What DeepL's routes have in common in the document.
 * @module
 */
import { z } from '@hono/zod-openapi';
import { errorResponses } from '../openapi/responses.ts';

/** A key as DeepL's clients send it; none where anonymous use is allowed. */
export const DEEPL_SECURITY = [{ deepl: [] }, { bearer: [] }, {}];

/** Documents DeepL's error responses. */
export const deeplErrorResponses = errorResponses(
  z
    .object({
      message: z.string().openapi({ example: "Value for 'target_lang' not supported." }),
      detail: z.string().optional(),
      code: z
        .string()
        .openapi({ description: 'The code of the native error.', example: 'unsupported_language' }),
    })
    .openapi('DeeplError'),
  {
    400: 'The request is not valid.',
    403: 'A key is required, or the one that was sent is not known.',
    404: 'There is no such resource.',
    413: 'The body is larger than 128 KiB, or a text in it is too large.',
    415: 'The media type of the body is not supported.',
    429: 'Too many requests; see `Retry-After`.',
    456: 'The quota is used up.',
    503: 'Out of time; see `Retry-After`.',
    529: 'Overloaded; see `Retry-After`.',
  },
);
