/**
 * `POST /v1/translate`: JSON in and out, a raw document in and out, or a stream of events.
 * @module
 */
import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { MEDIA_TYPES, sniffFormat } from '../document/formats.ts';
import { NewsglotError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Localisation, ResultAddress } from '../translation/localisation.ts';
import type { LocaliseOptions, LocaliseRequest } from '../translation/localiser.ts';
import { wants } from './accept.ts';
import { decodeJsonText, mediaType, parseJson, readText } from './body.ts';
import { charged, chargeSeen } from './charge.ts';
import { check, checkFormat, checkLanguage, checkLength } from './check.ts';
import { answer } from './common-headers.ts';
import { respondWithDocument } from './document-response.ts';
import { encodeLocalisation } from './encoding.ts';
import { errorBody, explainError } from './errors.ts';
import { noteError, noteStream } from './exchange.ts';
import { glossaryById } from './glossaries.ts';
import { keepAliveOf } from './keep-alive.ts';
import { documented, typed } from './openapi/documented.ts';
import { weightOf } from './priority.ts';
import { createRecentRequests, type RecentRequests } from './recent.ts';
import { translateQuery, translateRequest } from './request-schemas.ts';
import { withRequestSignal } from './signal.ts';
import { tenantOf } from './tenant.ts';
import { translateOperation, translateRoute } from './translate-route.ts';

/** The translate resource. */
export function translateRoutes(services: Services) {
  const recent = createRecentRequests(services.perimeter.sameBytes);
  const app = documented();
  app.openAPIRegistry.registerPath(translateOperation);
  return app.openapi({ ...translateRoute, hide: true }, (c) =>
    typed<Localisation>(respond(c, { services, recent })),
  );
}

/** What the way of a request through this resource needs. */
interface Parts {
  readonly services: Services;
  readonly recent: RecentRequests;
}

function respond(c: Context, parts: Parts): Promise<Response> {
  const { type, charset } = mediaType(c);
  if (type === 'application/json') return translateJson(c, parts);
  if (MEDIA_TYPES.includes(type)) return translateRaw(c, { type, charset }, parts);
  throw new NewsglotError(
    'unsupported_media_type',
    `Content-Type must be application/json or one of ${MEDIA_TYPES.join(', ')}`,
  );
}

/**
 * Translates what a JSON body asks for. A body that was answered lately is not even decoded, as long as the store has its
 * result.
 */
async function translateJson(c: Context, { services, recent }: Parts): Promise<Response> {
  const bytes = await c.req.arrayBuffer();
  const started = performance.now();
  const asEvents = wants(c, 'text/event-stream');
  const known = asEvents ? undefined : recent.get(bytes);
  const seen = known && (await services.results.get(known.contentHash, known.target));
  if (seen) {
    await chargeSeen(c, services, seen);
    return respondWithJson(c, seen, performance.now() - started);
  }
  const body = check(translateRequest, parseJson(decodeJsonText(bytes)));
  const request = await toRequest(c, body, services);
  if (asEvents) return respondWithEvents(c, request, services);
  const result = await localise(c, request, services);
  // What a glossary's name stands for may change; the request then asks for something else.
  if (typeof body.glossary !== 'string') recent.set(bytes, result);
  return respondWithJson(c, result);
}

/** Translates a document in its own media type. */
async function translateRaw(
  c: Context,
  { type, charset }: ReturnType<typeof mediaType>,
  { services }: Parts,
): Promise<Response> {
  const query = check(translateQuery, c.req.query());
  const content = await readText(c, charset);
  const format = query.format ?? sniffFormat(content, type);
  if (format === undefined) {
    throw new NewsglotError('unparseable_document', 'the XML is of no format that is known', {
      param: 'content',
    });
  }
  const request = await toRequest(c, { ...query, format, content }, services);
  if (wants(c, 'text/event-stream')) return respondWithEvents(c, request, services);
  const result = await localise(c, request, services);
  if (wants(c, 'application/json')) return respondWithJson(c, result);
  c.header('Content-Location', addressIfStored(result));
  return respondWithDocument(c, result);
}

/** The address of a result. */
export function address(result: ResultAddress): string {
  return `/v1/articles/${result.contentHash}/${result.target}`;
}

function addressIfStored(result: Localisation): string | undefined {
  return result.stats.stored === false ? undefined : address(result);
}

/**
 * What the fields of a request ask for.
 * @throws NewsglotError for a language, model, format or glossary that is not to be had; as `checkLength`
 */
export async function toRequest(
  c: Context,
  body: z.output<typeof translateRequest>,
  services: Services,
): Promise<LocaliseRequest> {
  const model =
    body.model === undefined ? services.models[0]! : services.models.find((m) => m.name === body.model);
  if (!model) {
    throw new NewsglotError('unknown_model', 'there is no model of this name', { param: 'model' });
  }
  checkLength(body.content, services.limits, 'content');
  const target = checkLanguage(body.target, model.languages, 'target');
  const stated = body.source === undefined || body.source.toLowerCase() === 'auto' ? undefined : body.source;
  return {
    content: body.content,
    format: body.format === undefined ? sniffFormat(body.content) : checkFormat(body.format),
    target,
    source: stated === undefined ? undefined : checkLanguage(stated, model.languages, 'source'),
    glossary:
      typeof body.glossary === 'string'
        ? await glossaryById(services, tenantOf(c), { id: body.glossary, target, param: 'glossary' })
        : body.glossary,
    typography: body.typography,
  };
}

async function localise(
  c: Context,
  request: LocaliseRequest,
  services: Services,
  onSegment?: LocaliseOptions['onSegment'],
): Promise<Localisation> {
  const [result] = await charged(c, services, request.content.length, () =>
    withRequestSignal(c, services.limits.requestMs, async (signal) => {
      const translator = await services.translator(keepAliveOf(c));
      return [await translator.localise(request, { signal, onSegment, weight: weightOf(c) })];
    }),
  );
  return result!;
}

function respondWithJson(c: Context, result: Localisation, totalMs = result.stats.totalMs): Response {
  const location = addressIfStored(result);
  return answer(c, encodeLocalisation(result, totalMs), {
    'Content-Type': 'application/json',
    ...(location !== undefined && { 'Content-Location': location }),
    'Content-Language': result.target,
  });
}

/**
 * Events `segment` (a segment's result), `progress` ({done, total}, about twenty of them), and last either `done` (the
 * JSON answer) or `error` (the JSON error).
 */
function respondWithEvents(c: Context, request: LocaliseRequest, services: Services): Response {
  return streamSSE(c, (stream) => noteStream(c, sendEvents(c, stream, request, services)));
}

async function sendEvents(
  c: Context,
  stream: SSEStreamingApi,
  request: LocaliseRequest,
  services: Services,
): Promise<void> {
  let written = Promise.resolve();
  const send = (event: string, data: unknown) => {
    written = written.then(() => stream.writeSSE({ event, data: JSON.stringify(data) }));
  };
  let step = 0;
  try {
    const result = await localise(c, request, services, (segment, { done, total }) => {
      if (stream.aborted) throw new DOMException('the client left', 'AbortError');
      send('segment', segment);
      const reached = Math.floor((20 * done) / total);
      if (reached > step) send('progress', { done, total });
      step = reached;
    });
    if (result.segments.length === 0) send('progress', { done: 0, total: 0 });
    send('done', result);
  } catch (thrown) {
    const error = explainError(c, thrown, services.telemetry.log);
    noteError(c, error.code);
    if (!stream.aborted) send('error', errorBody(error));
  }
  await written;
}
