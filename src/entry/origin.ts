/**
 * Another Newsglot that does the work, for Workers that have no time for it: what a cache has is answered here, all else is
 * asked of the origin. Nothing is parsed here but JSON, and no model is loaded.
 * @module
 */
import type { ResultStore } from '../cache/results.ts';
import type { EngineFacts, ModelInfo, SentenceEngine } from '../engine/engine.ts';
import { engineFacts } from '../engine/models.ts';
import { ERROR_STATUS, type ErrorCode, NewsglotError } from '../errors.ts';
import { keepResult } from '../translation/keep-result.ts';
import type { Localisation } from '../translation/localisation.ts';
import type { LocaliseLimits, LocaliseRequest, Localiser } from '../translation/localiser.ts';
import { resultHash } from '../translation/result-hash.ts';
import { parseLocalisation } from '../translation/stored-localisation.ts';
import { replay } from '../translation/translator.ts';

/** What it takes to ask an origin. */
export interface OriginParts {
  readonly origin: { readonly url: string; readonly key: string | undefined };
  /** The model that the origin is taken to have. */
  readonly model: ModelInfo;
  readonly limits: LocaliseLimits;
  readonly results: ResultStore<Localisation>;
  readonly now: () => number;
  /** Does what an origin cannot be asked for. */
  readonly local: Localiser;
}

/** Errors that are about what the caller sent. Others of the origin, such as about our key, are none of the caller's business. */
const TOLD: ReadonlySet<string> = new Set<ErrorCode>([
  'invalid_request',
  'unsupported_language',
  'unsupported_format',
  'content_too_large',
  'unparseable_document',
  'overloaded',
  'timeout',
]);

/** A localiser that keeps what the origin answers under the address that the answer has. */
export function createOriginLocaliser(parts: OriginParts): Localiser {
  const { origin, model, limits, results, now, local } = parts;
  const facts: EngineFacts = engineFacts(model);

  async function localise(request: LocaliseRequest, options: Parameters<Localiser['localise']>[1] = {}) {
    // The native interface has no words for these.
    if (request.markup || request.alternatives || request.glossary?.source !== undefined)
      return local.localise(request, options);
    const started = now();
    const hash = await resultHash(request, {
      model,
      limits,
      options: { beams: 1, typography: request.typography ?? 'locale' },
    });
    const seen = await results.get(hash, request.target);
    if (seen) return replay(seen, now() - started, options);
    const result = await ask(request, options.signal);
    return replay(await keepResult(results, result), now() - started, options);
  }

  async function ask(request: LocaliseRequest, signal?: AbortSignal): Promise<Localisation> {
    const { content, format, target, source, typography, glossary } = request;
    const body = {
      content,
      format,
      target,
      source,
      typography,
      glossary: glossary && { terms: glossary.terms },
    };
    let answer: unknown;
    try {
      const response = await fetch(new URL('/v1/translate', origin.url), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(origin.key !== undefined && { Authorization: `Bearer ${origin.key}` }),
        },
        body: JSON.stringify(body),
        ...(signal && { signal }),
      });
      answer = await response.json();
    } catch (cause) {
      signal?.throwIfAborted();
      throw unreachable(cause);
    }
    const result = parseLocalisation(answer);
    if (result && result.target === target) return result;
    throw errorOf(answer);
  }

  return { localise, engine: async () => throughDocuments(facts, localise) };
}

function unreachable(cause?: unknown): NewsglotError {
  return new NewsglotError('overloaded', 'the origin did not answer', { retryAfter: 5, cause });
}

/** The error that an origin answered with. */
function errorOf(answer: unknown): NewsglotError {
  const { code, message, param, retryAfter } = ((answer as { error?: Record<string, unknown> } | null)
    ?.error ?? {}) as { code?: unknown; message?: unknown; param?: unknown; retryAfter?: unknown };
  if (typeof code !== 'string' || !TOLD.has(code) || !(code in ERROR_STATUS) || typeof message !== 'string') {
    return unreachable(
      new Error(`the origin answered with ${typeof code === 'string' ? code : 'no result'}`),
    );
  }
  return new NewsglotError(code as ErrorCode, message, {
    ...(typeof param === 'string' && { param }),
    ...(typeof retryAfter === 'number' && { retryAfter }),
  });
}

/** Sentences as documents of one sentence each. */
function throughDocuments(facts: EngineFacts, localise: Localiser['localise']): SentenceEngine {
  return {
    ...facts,
    unreadable: () => [],
    async translate({ text, source, target }, signal) {
      const { content } = await localise({ content: text, format: 'text', source, target }, { signal });
      return { text: content, score: 0, complete: content !== '' };
    },
  };
}
