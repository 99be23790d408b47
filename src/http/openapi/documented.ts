/**
 * Routes that are their own documentation: what a route's definition says of its requests is in the OpenAPI document, and
 * is what requests are checked against.
 * @module
 */
import { OpenAPIHono, type RouteConfig, type z } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler, TypedResponse } from 'hono';
import { check } from '../check.ts';

/** Reads the body of a request as its surface does, and checks it. @throws NewsglotError */
export type BodyReader = <S extends z.ZodType>(c: Context, schema: S) => Promise<z.output<S>>;

/**
 * An app whose `openapi` documents a route and mounts it. Handlers find the checked body in `c.req.valid('json')`, whatever
 * media type it came in, and the query in `c.req.valid('query')`.
 *
 * The library's own validators are left out: they take a schema to be of one media type, read text that is not UTF-8,
 * and parse every body, where a cached answer needs none of it.
 * @param read how bodies are read; without it, handlers read their requests themselves.
 */
export function documented(read?: BodyReader): OpenAPIHono {
  const app = new OpenAPIHono();
  const mount = app.openapi;
  app.openapi = (definition, handler) => {
    const { hide, request, middleware = [], ...rest }: RouteConfig = definition;
    if (!hide) app.openAPIRegistry.registerPath({ ...rest, ...(request && { request }) });
    const readers = read ? readersOf(request, read) : [];
    // The handler's type says of the request what the readers see to.
    const mounted: RouteConfig = { ...rest, hide: true, middleware: [middleware, readers].flat() };
    return mount(mounted as unknown as typeof definition, handler);
  };
  return app;
}

/**
 * A response as the typed clients of its route see it: for handlers that write JSON themselves, or answer in other media
 * types those who ask for them.
 */
export function typed<T>(response: Response): Typed<T>;
export function typed<T>(response: Promise<Response>): Promise<Typed<T>>;
export function typed<T>(response: Response | Promise<Response>) {
  return response as Typed<T> | Promise<Typed<T>>;
}

type Typed<T> = Response & TypedResponse<T, 200, 'json'>;

function readersOf(request: RouteConfig['request'], read: BodyReader): MiddlewareHandler[] {
  const readers: MiddlewareHandler[] = [];
  const query = request?.query;
  if (query) {
    readers.push(async (c, next) => {
      c.req.addValidatedData('query', check(query, c.req.query()) as object);
      await next();
    });
  }
  const [body] = Object.values(request?.body?.content ?? {});
  if (body && 'schema' in body) {
    const schema = body.schema as z.ZodType;
    readers.push(async (c, next) => {
      c.req.addValidatedData('json', (await read(c, schema)) as object);
      await next();
    });
  }
  return readers;
}
