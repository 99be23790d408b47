/**
 * Documents in their own media types, as routes document them.
 * @module
 */
import { z } from '@hono/zod-openapi';

/** The content of a body that is a document in one of `types`. */
export function documentContent(types: readonly string[]) {
  const schema = z.string();
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

/** The headers of a response that is a localised document. */
export const DOCUMENT_HEADERS = z.object({
  'Content-Language': z.string().openapi({ example: 'fr' }),
  'X-Newsglot-Model': z.string(),
  'X-Newsglot-Content-Hash': z.string(),
  ...Object.fromEntries(
    ['Segments', 'Translated', 'Kept', 'Uncertain', 'Failed', 'Characters', 'Cache-Hits'].map((name) => [
      `X-Newsglot-${name}`,
      z.string().regex(/^\d+$/),
    ]),
  ),
});
