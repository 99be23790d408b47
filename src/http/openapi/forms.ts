/**
 * Bodies that are JSON or a form, as routes document them.
 * @module
 */
import type { z } from '@hono/zod-openapi';

/** A body with the same fields in JSON and in a form. */
export function jsonOrForm<S extends z.ZodType>(schema: S, example?: unknown) {
  const media = { schema, ...(example !== undefined && { example }) };
  return {
    required: true,
    content: {
      'application/json': media,
      'application/x-www-form-urlencoded': media,
      'multipart/form-data': media,
    },
  };
}
