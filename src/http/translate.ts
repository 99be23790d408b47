/**
 * `POST /v1/translate`: JSON in and out, a raw document in and out, or a stream of events.
 * @module
 */
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Format } from '../document/document.ts';
import { sniffFormat } from '../document/formats.ts';
import { NewsglotError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Localisation } from '../translation/localisation.ts';
import type { LocaliseRequest } from '../translation/translator.ts';
import { mediaType, readJson, readText } from './body.ts';
import { respondWithDocument } from './document-response.ts';
import { errorBody, toNewsglotError } from './errors.ts';
import { keepAliveOf } from './keep-alive.ts';
import { check, checkFormat, checkLanguage, translateQuery, translateRequest } from './schemas.ts';

/** Formats that a raw body may have, by its media type. */
const RAW_TYPES: Readonly<Record<string, Format>> = {
  'text/plain': 'text',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
};

/** The translate resource. */
export function translateRoutes(services: Services): Hono {
  return new Hono().post('/', async (c) => {
    const { type, charset } = mediaType(c);
    if (type === 'application/json') {
      const request = toRequest(check(translateRequest, await readJson(c)), services);
      if (wants(c, 'text/event-stream')) return respondWithEvents(c, request, services);
      return respondWithJson(c, await localise(c, request, services));
    }
    const rawFormat = RAW_TYPES[type];
    if (!rawFormat) {
      throw new NewsglotError(
        'unsupported_media_type',
        `Content-Type must be application/json or one of ${Object.keys(RAW_TYPES).join(', ')}`,
      );
    }
    const query = check(translateQuery, c.req.query());
    const content = await readText(c, charset);
    const request = toRequest({ ...query, format: query.format ?? rawFormat, content }, services);
    if (wants(c, 'text/event-stream')) return respondWithEvents(c, request, services);
    const result = await localise(c, request, services);
    if (wants(c, 'application/json')) return respondWithJson(c, result);
    c.header('Content-Location', address(result));
    return respondWithDocument(c, result);
  });
}

/** The address of a result. */
export function address(result: Localisation): string {
  return `/v1/articles/${result.contentHash}/${result.target}`;
}

function toRequest(
  body: ReturnType<typeof check<typeof translateRequest>>,
  services: Services,
): LocaliseRequest {
  const model =
    body.model === undefined ? services.models[0]! : services.models.find((m) => m.name === body.model);
  if (!model) {
    throw new NewsglotError('unknown_model', 'there is no model of this name', { param: 'model' });
  }
  if (typeof body.glossary === 'string') {
    throw new NewsglotError('not_found', 'there is no glossary of this id', { param: 'glossary' });
  }
  const stated = body.source === undefined || body.source.toLowerCase() === 'auto' ? undefined : body.source;
  return {
    content: body.content,
    format: body.format === undefined ? sniffFormat(body.content) : checkFormat(body.format),
    target: checkLanguage(body.target, model.languages, 'target'),
    source: stated === undefined ? undefined : checkLanguage(stated, model.languages, 'source'),
    glossary: body.glossary,
  };
}

async function localise(c: Context, request: LocaliseRequest, services: Services): Promise<Localisation> {
  const translator = await services.translator(keepAliveOf(c));
  return translator.localise(request, { signal: requestSignal(c, services) });
}

/** Aborted when the client leaves, or with a `TimeoutError` when the time is up. */
function requestSignal(c: Context, services: Services): AbortSignal {
  return AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(services.limits.requestMs)]);
}

function wants(c: Context, type: string): boolean {
  return (c.req.header('Accept') ?? '').toLowerCase().includes(type);
}

function respondWithJson(c: Context, result: Localisation): Response {
  c.header('Content-Location', address(result));
  c.header('Content-Language', result.target);
  return c.json(result);
}

/**
 * Events `segment` (a segment's result), `progress` ({done, total}, about twenty of them), and last either `done` (the
 * JSON answer) or `error` (the JSON error).
 */
function respondWithEvents(c: Context, request: LocaliseRequest, services: Services): Response {
  return streamSSE(c, async (stream) => {
    const left = new AbortController();
    stream.onAbort(() => left.abort());
    let written = Promise.resolve();
    const send = (event: string, data: unknown) => {
      written = written.then(() => stream.writeSSE({ event, data: JSON.stringify(data) }));
    };
    try {
      const translator = await services.translator(keepAliveOf(c));
      const signal = AbortSignal.any([left.signal, requestSignal(c, services)]);
      let step = 0;
      const result = await translator.localise(request, {
        signal,
        onSegment: (segment, { done, total }) => {
          send('segment', segment);
          if (done === total || Math.floor((20 * done) / total) > step) {
            step = Math.floor((20 * done) / total);
            send('progress', { done, total });
          }
        },
      });
      if (result.segments.length === 0) send('progress', { done: 0, total: 0 });
      send('done', result);
    } catch (thrown) {
      if (left.signal.aborted) return;
      send('error', errorBody(toNewsglotError(thrown)));
    }
    await written;
  });
}
