/**
 * `GET /v1/articles/{hash}/{target}`: a whole result at an address that a CDN can keep for good.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { MEDIA_TYPE } from '../document/formats.ts';
import { NewsglotError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Localisation } from '../translation/localisation.ts';
import { wants } from './accept.ts';
import { alternateLinks, otherLanguages } from './alternates.ts';
import { respondWithDocument } from './document-response.ts';
import { encodeLocalisation } from './encoding.ts';
import { documented, typed } from './openapi/documented.ts';
import { nativeErrorResponses } from './openapi/native.ts';
import { documentContent } from './openapi/raw-document.ts';
import { json } from './openapi/responses.ts';
import { localisation } from './response-schemas.ts';

const params = z.object({
  hash: z.string().openapi({ description: '`contentHash` of the answer.', example: 'ab'.repeat(32) }),
  target: z.string().openapi({ example: 'fr' }),
});
const answer = json('The answer of `POST /v1/translate`, to those who ask for JSON.', localisation);

/** The route as a typed client has it, which asks for JSON. */
const articleRoute = createRoute({
  method: 'get',
  path: '/v1/articles/{hash}/{target}',
  tags: ['Translation'],
  summary: 'Read a result again',
  request: { params, headers: z.object({ accept: z.literal('application/json') }) },
  responses: { 200: answer, ...nativeErrorResponses(404) },
});

/** The whole of it. */
const articleOperation = {
  ...articleRoute,
  description:
    'A result at the address that `Content-Location` of `POST /v1/translate` gave; immutable, made for CDNs.',
  request: { params },
  responses: {
    ...articleRoute.responses,
    200: {
      description: 'The localised document, or the JSON answer for `Accept: application/json`.',
      content: { ...documentContent(Object.values(MEDIA_TYPE)), ...answer.content },
    },
    304: { description: 'The client has it (`If-None-Match`).' },
  },
};

/**
 * The articles resource. The document itself is what somebody once posted, so that it is served in a sandbox.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function articleRoutes(services: Services) {
  const app = documented();
  app.openAPIRegistry.registerPath(articleOperation);
  return app.openapi({ ...articleRoute, hide: true }, (c) =>
    typed<Localisation>(respond(c, c.req.param(), services)),
  );
}

async function respond(
  c: Context,
  { hash, target }: { readonly hash: string; readonly target: string },
  services: Services,
): Promise<Response> {
  const result = await services.results.get(hash, target);
  if (!result)
    throw new NewsglotError('not_found', 'no article has this address; post it to /v1/translate first');
  const asJson = wants(c, 'application/json');
  // Weak: two instances may agree on every text and differ in the times they report.
  const etag = `W/"${result.contentHash.slice(0, 32)}-${target}-${asJson ? 'json' : result.format}"`;
  c.header('ETag', etag);
  c.header('Vary', 'Accept', { append: true });
  c.header('Cache-Control', 'public, max-age=31536000, immutable');
  const others = await otherLanguages(services, hash, target);
  const links = alternateLinks(
    others.map((language) => ({ href: `/v1/articles/${hash}/${language}`, language })),
  );
  if (links !== undefined) c.header('Link', links);
  if (matches(c.req.header('If-None-Match'), etag)) return c.body(null, 304);
  if (asJson) {
    c.header('Content-Language', target);
    c.header('Content-Type', 'application/json');
    return c.body(encodeLocalisation(result));
  }
  c.header('Content-Security-Policy', 'sandbox');
  return respondWithDocument(c, result);
}

/** Weak comparison of RFC 9110, section 13.1.2. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return (
    header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^(W\/)?/, 'W/') === etag)
  );
}
