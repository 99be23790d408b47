/**
 * A localised document as an HTTP response of its own type, with its figures in the headers.
 * @module
 */
import type { Context } from 'hono';
import { MEDIA_TYPE } from '../document/formats.ts';
import type { Localisation } from '../translation/localisation.ts';

/** Answers with the document itself. */
export function respondWithDocument(c: Context, result: Localisation): Response {
  const { stats } = result;
  c.header('Content-Type', `${MEDIA_TYPE[result.format]}; charset=utf-8`);
  c.header('Content-Language', result.target);
  c.header('X-Newsglot-Model', result.model);
  c.header('X-Newsglot-Content-Hash', result.contentHash);
  for (const name of ['segments', 'translated', 'kept', 'uncertain', 'failed', 'characters'] as const) {
    c.header(`X-Newsglot-${name[0]!.toUpperCase()}${name.slice(1)}`, String(stats[name]));
  }
  c.header('X-Newsglot-Cache-Hits', String(stats.cacheHits));
  return c.body(result.content);
}
