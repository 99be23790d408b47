/**
 * The parts of an OpenAPI document.
 * @module
 */
import type { OpenAPIHono } from '@hono/zod-openapi';

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>;

/** What one method does at one path. */
export type Operation = NonNullable<NonNullable<OpenApiDocument['paths']>[string]['get']>;

/** A JSON Schema, perhaps only `$ref`. */
export type Schema = Exclude<
  NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>[string],
  { $ref: string }
>;

/** A media type of a body. */
export interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
}

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

/** A response or the body of a request. */
export interface Body {
  readonly description?: string;
  readonly content?: Readonly<Record<string, Media>>;
}

/** An operation and where it is found. */
export interface Endpoint {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
  readonly request: Body | undefined;
  readonly responses: readonly (readonly [status: string, response: Body])[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** All operations of a document. Only schemas are referred to by `$ref` in it; everything else stands in its place. */
export function endpointsOf({ paths = {} }: OpenApiDocument): Endpoint[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method): Endpoint[] => {
      const operation = item[method];
      if (!operation) return [];
      return [
        {
          method,
          path,
          operation,
          parameters: (operation.parameters ?? []) as Parameter[],
          request: operation.requestBody as Body | undefined,
          responses: Object.entries((operation.responses ?? {}) as Record<string, Body>),
        },
      ];
    }),
  );
}
