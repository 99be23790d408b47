/**
 * `GET /embed.js`: the script that publishers put into their pages. Its address stays while its content changes, so that browsers
 * ask again after an hour.
 * @module
 */
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { ENTRIES, FILES } from './pages/bundled.ts';

/** The embed resource. */
export function embedRoutes(): Hono {
  const script = FILES[ENTRIES.embed.replace('/assets/', '')]!;
  return new Hono().get('/', etag(), (c) =>
    c.body(script.body, 200, {
      'Content-Type': script.type,
      'Cache-Control': 'public, max-age=3600, stale-while-revalidate=86400',
      // Whatever a page isolates itself from, it has chosen to load this.
      'Cross-Origin-Resource-Policy': 'cross-origin',
    }),
  );
}
