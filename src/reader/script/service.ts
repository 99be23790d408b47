/**
 * The calls to the service.
 * @module
 */
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Detection } from '../../translation/detect.ts';
import type { Localisation, SegmentResult } from '../../translation/localisation.ts';
import type { Progress } from '../../translation/localiser.ts';

/** An error that the service answered with. */
export class ServiceError extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** What calls have in common. */
export interface CallOptions {
  readonly key?: string | undefined;
  readonly signal: AbortSignal;
}

/** A document to translate. */
export interface Article {
  readonly content: string;
  readonly target: string;
}

/** What is told of a translation under way. */
export type TranslationEvent =
  | { readonly event: 'segment'; readonly data: SegmentResult }
  | { readonly event: 'progress'; readonly data: Progress }
  | { readonly event: 'done'; readonly data: Localisation };

/** The language of every segment. @throws ServiceError; TypeError where the service cannot be reached. */
export async function detect(content: string, options: CallOptions): Promise<Detection> {
  const response = await call('/v1/detect', { content }, 'application/json', options);
  return (await response.json()) as Detection;
}

/** Translates, telling of it all the while. @throws ServiceError; TypeError where the service cannot be reached. */
export async function* translate(article: Article, options: CallOptions): AsyncGenerator<TranslationEvent> {
  const response = await call('/v1/translate', article, 'text/event-stream', options);
  const events = response
    .body!.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const { event, data } = read.value;
    const value = JSON.parse(data) as unknown;
    if (event === 'error') throw errorOf(value);
    if (event === 'segment' || event === 'progress' || event === 'done') {
      yield { event, data: value } as TranslationEvent;
    }
  }
}

async function call(
  path: string,
  body: object,
  accept: string,
  { key, signal }: CallOptions,
): Promise<Response> {
  const response = await fetch(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: accept,
      ...(key !== undefined && { Authorization: `Bearer ${key}` }),
    },
    body: JSON.stringify(body),
    signal,
  });
  if (response.ok) return response;
  throw errorOf(await response.json().catch(() => undefined));
}

function errorOf(body: unknown): ServiceError {
  const { error } = (body ?? {}) as { readonly error?: { readonly code?: string } };
  return new ServiceError(error?.code ?? 'internal');
}
