/**
 * `GET /openapi.json`: the service's interface in OpenAPI 3.1, put together from the definitions of its routes; and
 * `GET /docs`, the same as a page.
 * @module
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { documented, typed } from './documented.ts';
import { Page } from './page.tsx';
import { json } from './responses.ts';
import { STYLE } from './style.ts';

const documentRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  tags: ['Documentation'],
  summary: 'This document',
  responses: { 200: json('OpenAPI 3.1.', z.looseObject({ openapi: z.string() })) },
});

const docsRoute = createRoute({
  method: 'get',
  path: '/docs',
  tags: ['Documentation'],
  summary: 'This document as a page',
  responses: { 200: { description: 'The page.', content: { 'text/html': { schema: z.string() } } } },
});

const styleRoute = createRoute({
  method: 'get',
  path: '/docs/style.css',
  tags: ['Documentation'],
  summary: 'The style of the page',
  responses: { 200: { description: 'CSS.', content: { 'text/css': { schema: z.string() } } } },
});

/** What the browser may make of the page: load its style, and nothing else. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What the document says beside its routes. */
const HEAD = {
  openapi: '3.1.0',
  info: {
    title: 'Newsglot',
    version: '1',
    summary: 'Localises syndicated news.',
    description:
      'Finds the language of every segment of a document, translates what is not yet in the reader’s language, keeps the ' +
      'rest byte for byte. Clients of DeepL and LibreTranslate work as they are, told this address.',
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'Translation', description: 'The native interface.' },
    { name: 'Glossaries', description: 'Terms whose translation the caller states, kept under an id.' },
    { name: 'Jobs', description: 'Documents that nobody waits for.' },
    { name: 'Account' },
    { name: 'Catalogue', description: 'What the service can do.' },
    { name: 'Health' },
    { name: 'DeepL', description: 'DeepL’s interface, version 2.' },
    { name: 'LibreTranslate', description: 'LibreTranslate’s interface.' },
    { name: 'Documentation' },
  ],
};

/** How a key is sent. */
const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer' },
  deepl: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`DeepL-Auth-Key` and the key.',
  },
  api_key: {
    type: 'apiKey',
    in: 'query',
    name: 'api_key',
    description: 'Or a field of that name in the body.',
  },
} as const;

/**
 * The resources of the documentation.
 * @param app the app with all routes; they are read at the first request, since few processes are ever asked.
 */
export function documentRoutes(app: OpenAPIHono): OpenAPIHono {
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  }
  const document = once(() => app.getOpenAPI31Document(HEAD));
  const text = once(() => JSON.stringify(document()));
  const page = once(() => `<!DOCTYPE html>${Page({ document: document(), style: styleRoute.path })}`);
  return documented()
    .openapi(documentRoute, (c) =>
      typed<{ openapi: string }>(c.body(text(), 200, { 'Content-Type': 'application/json' })),
    )
    .openapi(docsRoute, (c) => {
      c.header('Content-Security-Policy', PAGE_POLICY);
      return c.html(page());
    })
    .openapi(styleRoute, (c) => c.body(STYLE, 200, { 'Content-Type': 'text/css' }));
}

/** A value that is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
