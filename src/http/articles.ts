/**
 * `GET /v1/articles/{hash}/{target}`: a whole result at an address that a CDN can keep for good.
 * @module
 */
import { Hono } from 'hono';
import { NewsglotError } from '../errors.ts';
import type { Services } from '../services.ts';
import { wants } from './accept.ts';
import { type Alternate, alternateLinks } from './alternates.ts';
import { respondWithDocument } from './document-response.ts';
import { encodeLocalisation } from './encoding.ts';

/**
 * The articles resource. The document itself is what somebody once posted, so that it is served in a sandbox.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function articleRoutes(services: Services): Hono {
  return new Hono().get('/:hash/:target', async (c) => {
    const { hash, target } = c.req.param();
    const result = await services.results.get(hash, target);
    if (!result)
      throw new NewsglotError('not_found', 'no article has this address; post it to /v1/translate first');
    const asJson = wants(c, 'application/json');
    // Weak: two instances may agree on every text and differ in the times they report.
    const etag = `W/"${result.contentHash.slice(0, 32)}-${target}-${asJson ? 'json' : result.format}"`;
    c.header('ETag', etag);
    c.header('Vary', 'Accept');
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    const links = alternateLinks(await alternatesOf(services, hash, target));
    if (links !== undefined) c.header('Link', links);
    if (matches(c.req.header('If-None-Match'), etag)) return c.body(null, 304);
    if (asJson) {
      c.header('Content-Language', target);
      c.header('Content-Type', 'application/json');
      return c.body(encodeLocalisation(result));
    }
    c.header('Content-Security-Policy', 'sandbox');
    return respondWithDocument(c, result);
  });
}

/** The other languages in which the same document is to be had. */
async function alternatesOf(
  { models, results }: Services,
  hash: string,
  target: string,
): Promise<Alternate[]> {
  const others = [...new Set(models.flatMap(({ languages }) => languages))].filter((code) => code !== target);
  const found = await Promise.all(others.map((code) => results.has(hash, code)));
  return others
    .filter((_, index) => found[index])
    .map((language) => ({ href: `/v1/articles/${hash}/${language}`, language }));
}

/** Weak comparison of RFC 9110, section 13.1.2. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return (
    header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^(W\/)?/, 'W/') === etag)
  );
}
