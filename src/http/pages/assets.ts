/**
 * `GET /assets/{name}`: what the pages load, from the module that the build bundles it into. A name holds the hash of its content.
 * @module
 */
import { Hono } from 'hono';
import { NewsglotError } from '../../errors.ts';
import { FILES } from './bundled.ts';

/** A file as it is bundled. */
export interface AssetFile {
  /** Media type. */
  readonly type: string;
  readonly encoding: 'utf8' | 'base64';
  readonly body: string;
}

/** The assets resource. */
export function assetRoutes(): Hono {
  return new Hono().get('/:name', (c) => {
    const name = c.req.param('name');
    const file = Object.hasOwn(FILES, name) ? FILES[name] : undefined;
    if (!file) throw new NewsglotError('not_found', 'there is no such file');
    const body =
      file.encoding === 'utf8' ? file.body : Uint8Array.from(atob(file.body), (unit) => unit.charCodeAt(0));
    return c.body(body, 200, {
      'Content-Type': file.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      'X-Content-Type-Options': 'nosniff',
    });
  });
}
