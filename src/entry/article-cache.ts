/**
 * Articles in the cache of the data centre that the request came to: the second reader of an address is answered without
 * KV. It holds on a domain of one's own; on workers.dev Cloudflare's cache keeps nothing.
 * @module
 * @see https://developers.cloudflare.com/workers/runtime-apis/cache/
 */
import { isWanted } from '../http/accept.ts';
import type { KeepAlive } from '../services.ts';

/** The part of a cache that is needed. */
export interface HttpCache {
  match(request: Request): Promise<Response | undefined>;
  put(request: Request, response: Response): Promise<void>;
}

const ARTICLE = /^\/v1\/articles\/[0-9a-f]{64}\/[a-z]{2,3}$/;

/** Answers from the cache, or keeps the answer in it. A cache that fails is as if it were empty. */
export async function throughArticleCache(
  request: Request,
  cache: HttpCache,
  keepAlive: KeepAlive,
  answer: () => Response | Promise<Response>,
): Promise<Response> {
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || !ARTICLE.test(pathname)) return answer();
  // This cache does not heed Vary, so that the address has to tell the two representations apart.
  const json = isWanted(request.headers.get('Accept'), 'application/json');
  const address = `${origin}${pathname}?${json ? 'json' : 'document'}`;
  const known = request.headers.get('If-None-Match');
  const asked = new Request(address, { headers: known === null ? {} : { 'If-None-Match': known } });
  const cached = await cache.match(asked).catch(() => undefined);
  if (cached) return cached;
  const response = await answer();
  if (response.status === 200 && !/origin/i.test(response.headers.get('Vary') ?? '')) {
    const kept = new Response(response.clone().body, response);
    kept.headers.delete('X-Request-Id');
    keepAlive(cache.put(new Request(address), kept).catch(() => {}));
  }
  return response;
}
