/**
 * `POST /v1/detect`: the language of every segment.
 * @module
 */
import { createRoute } from '@hono/zod-openapi';
import { sniffFormat } from '../document/formats.ts';
import type { Services } from '../services.ts';
import { detect } from '../translation/detect.ts';
import { readJsonRequest } from './body.ts';
import { checkFormat, checkLength } from './check.ts';
import { jsonBody } from './openapi/bodies.ts';
import { documented } from './openapi/documented.ts';
import { NATIVE_SECURITY, nativeErrorResponses } from './openapi/native.ts';
import { json } from './openapi/responses.ts';
import { detectRequest } from './request-schemas.ts';
import { detection } from './response-schemas.ts';

const detectRoute = createRoute({
  method: 'post',
  path: '/v1/detect',
  tags: ['Translation'],
  summary: 'Find the language of every segment',
  security: NATIVE_SECURITY,
  request: { body: jsonBody(detectRequest, { content: 'Lire la suite »' }) },
  responses: {
    200: json('The segments and their languages.', detection),
    ...nativeErrorResponses(400, 401, 413, 415, 422, 429),
  },
});

/** The detect resource. It needs no model. */
export function detectRoutes(services: Services) {
  return documented(readJsonRequest).openapi(detectRoute, async (c) => {
    const { content, format } = c.req.valid('json');
    checkLength(content, services.limits, 'content');
    const known = format === undefined ? sniffFormat(content) : checkFormat(format);
    const { turn, limits } = services;
    const { signal } = c.req.raw;
    return c.json(await detect(content, known, limits, { turn: turn && (() => turn(signal)) }), 200);
  });
}
