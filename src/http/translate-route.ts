/**
 * What `POST /v1/translate` takes and gives.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi';
import { MEDIA_TYPE, MEDIA_TYPES } from '../document/formats.ts';
import { jsonBody } from './openapi/bodies.ts';
import { NATIVE_SECURITY, nativeErrorResponses } from './openapi/native.ts';
import { DOCUMENT_HEADERS, documentContent } from './openapi/raw-document.ts';
import { json } from './openapi/responses.ts';
import { translateQuery, translateRequest } from './request-schemas.ts';
import { localisation } from './response-schemas.ts';

const answer = json('The localised document, and what became of each of its segments.', localisation);

const body = jsonBody(translateRequest, {
  content: 'The president met the workers on Monday. Lire la suite »',
  target: 'fr',
});

/** The route as a typed client has it: JSON in, JSON out. */
export const translateRoute = createRoute({
  method: 'post',
  path: '/v1/translate',
  tags: ['Translation'],
  summary: 'Localise a document',
  security: NATIVE_SECURITY,
  request: { body },
  responses: { 200: answer, ...nativeErrorResponses(400, 401, 404, 413, 415, 422, 429, 503) },
});

/** The whole of it: raw documents and streams of events as well. */
export const translateOperation = {
  ...translateRoute,
  description:
    'Takes JSON, or the document itself in its own media type with the rest in the query. The answer is of the kind of ' +
    'the request unless `Accept` says otherwise. `Accept: text/event-stream` gets the events `segment` (a segment of the ' +
    'answer), `progress` (`{"done", "total"}`), and last `done` (the JSON answer) or `error` (the JSON error).',
  request: {
    query: translateQuery
      .partial()
      .openapi({ description: 'For a raw document, where `target` is required.' }),
    body: {
      required: true,
      content: { ...body.content, ...documentContent(MEDIA_TYPES) },
    },
  },
  responses: {
    ...translateRoute.responses,
    200: {
      description: `${answer.description} \`Content-Location\` is where to read it again.`,
      headers: DOCUMENT_HEADERS.partial(),
      content: {
        ...answer.content,
        ...documentContent(Object.values(MEDIA_TYPE)),
        'text/event-stream': { schema: z.string() },
      },
    },
  },
};
