/**
 * Bodies of requests as routes document them. Their examples are requests that the service answers.
 * @module
 */
import type { z } from '@hono/zod-openapi';

/** A body that is JSON. */
export function jsonBody<S extends z.ZodType>(schema: S, example: z.input<S>) {
  return { required: true, content: { 'application/json': { schema, example } } };
}

/** A body with the same fields in JSON and in a form. */
export function jsonOrForm<S extends z.ZodType>(schema: S, example: z.input<S>) {
  const media = { schema, example };
  return {
    required: true,
    content: {
      'application/json': media,
      'application/x-www-form-urlencoded': media,
      'multipart/form-data': media,
    },
  };
}
