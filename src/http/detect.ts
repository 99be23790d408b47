/**
 * `POST /v1/detect`: the language of every segment.
 * @module
 */
import { Hono } from 'hono';
import { sniffFormat } from '../document/formats.ts';
import { NewsglotError } from '../errors.ts';
import type { Services } from '../services.ts';
import { detect } from '../translation/detect.ts';
import { mediaType, readJson } from './body.ts';
import { check, checkFormat, detectRequest } from './schemas.ts';

/** The detect resource. It needs no model. */
export function detectRoutes(services: Services): Hono {
  return new Hono().post('/', async (c) => {
    if (mediaType(c).type !== 'application/json') {
      throw new NewsglotError('unsupported_media_type', 'Content-Type must be application/json');
    }
    const { content, format } = check(detectRequest, await readJson(c));
    const known = format === undefined ? sniffFormat(content) : checkFormat(format);
    return c.json(detect(content, known, services.limits));
  });
}
