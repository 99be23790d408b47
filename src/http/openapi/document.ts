/**
 * `GET /openapi.json`: the service's interface in OpenAPI 3.1, put together from the definitions of its routes.
 * @module
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { documented, typed } from './documented.ts';
import { json } from './responses.ts';

const documentRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  tags: ['Documentation'],
  summary: 'This document',
  responses: { 200: json('OpenAPI 3.1.', z.looseObject({ openapi: z.string() })) },
});

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
 * The document's resource.
 * @param app the app with all routes; they are read at the first request, since few processes are ever asked.
 */
export function documentRoutes(app: OpenAPIHono): OpenAPIHono {
  for (const [name, scheme] of Object.entries(SECURITY_SCHEMES)) {
    app.openAPIRegistry.registerComponent('securitySchemes', name, scheme);
  }
  let written: string | undefined;
  return documented().openapi(documentRoute, (c) => {
    written ??= JSON.stringify(app.getOpenAPI31Document(HEAD));
    return typed<{ openapi: string }>(c.body(written, 200, { 'Content-Type': 'application/json' }));
  });
}
