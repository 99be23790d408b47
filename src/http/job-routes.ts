/**
 * What `/v1/jobs` takes and gives.
 * @module
 */
import { createRoute, z } from '@hono/zod-openapi';
import { MEDIA_TYPE } from '../document/formats.ts';
import { idempotencyKey } from './job-order.ts';
import { jsonBody } from './openapi/bodies.ts';
import { NATIVE_SECURITY, nativeErrorResponses } from './openapi/native.ts';
import { documentContent } from './openapi/raw-document.ts';
import { json } from './openapi/responses.ts';
import { jobRequest } from './request-schemas.ts';
import { job, localisation } from './response-schemas.ts';

const common = { tags: ['Jobs'], security: NATIVE_SECURITY };
const id = z.string();

/** `POST /v1/jobs` */
export const submitJobRoute = createRoute({
  ...common,
  method: 'post',
  path: '/v1/jobs',
  summary: 'Have documents localised while nobody waits',
  description:
    'All characters are charged at once, and settled when the job has ended. A request that comes again under the same ' +
    '`Idempotency-Key` is the same job.',
  request: {
    headers: z.object({ 'idempotency-key': idempotencyKey.optional() }),
    body: jsonBody(jobRequest, {
      documents: [{ content: 'The president met the workers.' }],
      targets: ['fr'],
    }),
  },
  responses: {
    202: json('It is queued; `Location` is its address.', job),
    ...nativeErrorResponses(400, 401, 404, 413, 415, 422, 429, 503),
  },
});

/** `GET /v1/jobs/{id}` */
export const readJobRoute = createRoute({
  ...common,
  method: 'get',
  path: '/v1/jobs/{id}',
  summary: 'See how far a job is',
  description:
    '`Accept: text/event-stream` gets the event `progress` (the job) whenever it has changed, and last `done` (the job), or ' +
    '`error` (the JSON error).',
  request: { params: z.object({ id }) },
  responses: { 200: json('The job.', job), ...nativeErrorResponses(401, 404, 429, 503) },
});

/** `DELETE /v1/jobs/{id}` */
export const cancelJobRoute = createRoute({
  ...common,
  method: 'delete',
  path: '/v1/jobs/{id}',
  summary: 'Stop a job',
  request: { params: z.object({ id }) },
  responses: {
    200: json('The job; what it has done stays, and one that had ended is as it was.', job),
    ...nativeErrorResponses(401, 404, 429, 503),
  },
});

const params = z.object({ id, task: z.string().regex(/^\d+$/).openapi({ example: '0' }) });
const answer = json('As `POST /v1/translate` answers, to those who ask for JSON.', localisation);

/** `GET /v1/jobs/{id}/results/{task}` as a typed client has it, which asks for JSON. */
export const jobResultRoute = createRoute({
  ...common,
  method: 'get',
  path: '/v1/jobs/{id}/results/{task}',
  summary: 'Read a result of a job',
  request: { params, headers: z.object({ accept: z.literal('application/json') }) },
  responses: { 200: answer, ...nativeErrorResponses(401, 404, 429, 503) },
});

/** The whole of it: the document itself to all others. */
export const jobResultOperation = {
  ...jobResultRoute,
  request: { params },
  responses: {
    ...jobResultRoute.responses,
    200: {
      description: 'The localised document, or the JSON answer for `Accept: application/json`.',
      content: { ...documentContent(Object.values(MEDIA_TYPE)), ...answer.content },
    },
  },
};
