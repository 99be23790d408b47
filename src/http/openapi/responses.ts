/**
 * Responses as routes document them.
 * @module
 */
import type { z } from '@hono/zod-openapi';

/** A response whose body is JSON. */
export interface JsonResponse<S extends z.ZodType> {
  readonly description: string;
  readonly content: { readonly 'application/json': { readonly schema: S; readonly example?: unknown } };
}

/** Documents a JSON response; every example is an answer that the service gives. */
export function json<S extends z.ZodType>(
  description: string,
  schema: S,
  example?: unknown,
): JsonResponse<S> {
  return {
    description,
    content: { 'application/json': { schema, ...(example !== undefined && { example }) } },
  };
}

/** The error responses of a surface, by status: what each status means there, in the surface's one shape. */
export function errorResponses<S extends z.ZodType, const Meanings extends Readonly<Record<number, string>>>(
  schema: S,
  meanings: Meanings,
): <Status extends keyof Meanings>(...statuses: Status[]) => Record<Status, JsonResponse<S>> {
  return (...statuses) =>
    Object.fromEntries(
      statuses.map((status) => [status, json(meanings[status] as string, schema)]),
    ) as Record<(typeof statuses)[number], JsonResponse<S>>;
}
