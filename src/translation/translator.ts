/**
 * The way of a document: parse → identify → plan → cache or engine, with checks → render.
 * @module
 */
import pMap from 'p-map';
import type { CacheAnswer, CachedTranslation, Recalled, TranslationCache } from '../cache/cache.ts';
import type { Hash } from '../cache/key.ts';
import type { ResultStore } from '../cache/results.ts';
import type { SourceStore } from '../cache/sources.ts';
import type { Replacement } from '../document/document.ts';
import type { DocumentEngine, Engine, EngineFacts, SentenceEngine } from '../engine/engine.ts';
import { inStretches, type TakeTurn } from '../turns.ts';
import { describe, identifyDocument } from './detect.ts';
import { engineInTurns } from './engine-in-turns.ts';
import { fitsSegment } from './fits.ts';
import { glossaryFor } from './glossary.ts';
import { keepResult } from './keep-result.ts';
import { countSegments, type Localisation, languageShares, type SegmentResult } from './localisation.ts';
import type {
  LocaliseLimits,
  LocaliseOptions,
  LocaliseRequest,
  Localiser,
  LocaliseSource,
} from './localiser.ts';
import { type PlanContext, type PlannedSegment, planSegments } from './plan.ts';
import { renderSettled, replacementsOf, type Settled } from './renditions.ts';
import { resultHash } from './result-hash.ts';
import { Stopwatch } from './stopwatch.ts';
import { translateText } from './translate-text.ts';

/** An engine that may not be loaded yet. */
export interface EngineSource extends EngineFacts {
  load(): Promise<Engine>;
}

/** What a translator is made of. */
export interface TranslatorParts {
  /** Is loaded when a segment asks for it that no cache has. */
  readonly engine: EngineSource;
  readonly cache: TranslationCache;
  readonly results: ResultStore<Localisation>;
  /** Where sources are kept, so that results can be had in other languages; absent where nobody will ask. */
  readonly sources?: SourceStore<LocaliseSource>;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
  readonly limits: LocaliseLimits;
  /** Lets others have their turn in the midst of long work; absent where nobody waits. */
  readonly turn?: TakeTurn | undefined;
  /** Width of the beam: 1 is greedy; 4 costs three to four times as much and is a little better. */
  readonly beams: number;
}

/** Segments of one document that wait for the engine at a time: enough to fill its batches, few enough to stop soon. */
const IN_FLIGHT = 256;
/** Segments that are settled before others have their turn, where nothing has to be computed. */
const SETTLED_AT_A_TIME = 64;

/** Localises documents by an engine. */
export class Translator implements Localiser {
  readonly #parts: TranslatorParts;

  constructor(parts: TranslatorParts) {
    this.#parts = parts;
  }

  engine(): Promise<SentenceEngine> {
    return this.#parts.engine.load();
  }

  async localise(request: LocaliseRequest, options: LocaliseOptions = {}): Promise<Localisation> {
    const { engine, results, sources, now, limits, turn: takeTurn } = this.#parts;
    const turn = takeTurn && (() => takeTurn(options.signal));
    const started = now();
    const { content, format, target, source, markup } = request;
    const context: PlanContext = {
      target,
      glossary: request.glossary,
      confidence: limits.translationConfidence,
      options: {
        beams: this.#beams(request),
        typography: request.typography ?? 'locale',
        ...(request.alternatives && { alternatives: request.alternatives }),
      },
    };
    const contentHash = await resultHash(request, { model: engine.model, limits, options: context.options });
    const seen = await results.get(contentHash, target);
    if (seen) return replay(seen, now() - started, options);

    const identified = await identifyDocument(content, format, limits, { stated: source, markup, turn });
    const planned = await planSegments(identified, context, engine, turn);
    const engineTime = new Stopwatch(now);
    const settled = await this.#settleAll(planned, request, options, engineTime);

    const segments = settled.map(({ segment }) => segment);
    const result: Localisation = {
      target,
      format,
      ...renderSettled(identified, settled, request),
      contentHash,
      model: engine.model.name,
      languages: languageShares(segments),
      segments,
      stats: {
        ...countSegments(segments),
        engineMs: round(engineTime.elapsed),
        totalMs: round(now() - started),
      },
    };
    const { target: _, ...origin } = request;
    sources?.set(contentHash, origin);
    return keepResult(results, result);
  }

  /** How wide the search is for a request: as many translations come out of it. */
  #beams({ alternatives = 0 }: Pick<LocaliseRequest, 'alternatives'>): number {
    return Math.max(this.#parts.beams, alternatives + 1);
  }

  /** Settles all segments; if one of them throws, the work for the others is abandoned with it. */
  async #settleAll(
    planned: readonly PlannedSegment[],
    request: LocaliseRequest,
    { signal, onSegment, weight }: LocaliseOptions,
    engineTime: Stopwatch,
  ): Promise<Settled[]> {
    const { turn } = this.#parts;
    const abandoned = new AbortController();
    const stop = abandoned.signal;
    // Not AbortSignal.any: Node 20 keeps such a signal, and all who wait on it, until it is aborted.
    const abandon = () => abandoned.abort(signal?.reason);
    signal?.addEventListener('abort', abandon);
    if (signal?.aborted) abandon();
    const known = await this.#parts.cache.recall(planned.filter(isToTranslate).map(recalled));
    const isToCompute = (plan: PlannedSegment) => isToTranslate(plan) && !known.has(plan.key);
    let done = 0;
    let characters = 0;
    for (const plan of planned) if (isToCompute(plan)) characters += plan.piece.text.length;
    let taken: Promise<DocumentEngine> | undefined;
    // The first segment that no cache has asks for the whole of the document: it is taken, or refused before any of it is done.
    const enter = () => {
      taken ??= this.#parts.engine.load().then((engine) => {
        const own = engine.reserve({ characters, weight });
        return turn ? engineInTurns(own, turn) : own;
      });
      return taken;
    };
    const step = inStretches(SETTLED_AT_A_TIME, turn);
    const settle = async (plan: PlannedSegment, index: number): Promise<Settled> => {
      await step();
      const { renditions = [], ...outcome } =
        plan.action === 'leave'
          ? leave(plan)
          : await this.#translate(plan, request, { known, enter, engineTime, signal: stop });
      if (isToCompute(plan)) {
        characters -= plan.piece.text.length;
        (await taken)?.settle(plan.piece.text.length);
      }
      const segment: SegmentResult = { ...describe(plan.block, plan.piece, index), ...outcome };
      onSegment?.(segment, { done: ++done, total: planned.length });
      return { block: plan.block.id, segment, renditions };
    };
    try {
      return await pMap(planned, settle, { concurrency: IN_FLIGHT, signal: stop });
    } catch (error) {
      abandoned.abort(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', abandon);
      void taken?.then(
        (engine) => engine.release(),
        () => {}, // Whoever asked for room has been told that there is none.
      );
    }
  }

  /** Translates one piece through the cache. */
  async #translate(
    { block, piece, key, marked }: ToTranslate,
    { target, typography, ...request }: LocaliseRequest,
    { known, enter, engineTime, signal }: Work,
  ): Promise<Outcome> {
    const { cache } = this.#parts;
    const { alternatives } = request;
    const beams = this.#beams(request);
    const { text, language: source } = piece;
    const glossary = glossaryFor(request.glossary, source);
    const { marks } = marked;
    const compute = async (shared: AbortSignal) => {
      const engine = await enter();
      return engineTime.during(() =>
        translateText(
          { text, marks, source, target, glossary, beams, alternatives, typography },
          engine,
          shared,
        ),
      );
    };
    const value = known.get(key);
    const answer: CacheAnswer = value ? { value, cache: 'hit' } : await cache.through(key, compute, signal);
    if (answer.value.status === 'failed') {
      return { status: 'failed', translation: text, reason: answer.value.reason, cache: answer.cache };
    }
    const { text: translation, guessed, alternatives: others = [] } = answer.value;
    return {
      status: 'translated',
      translation,
      cache: answer.cache,
      ...(guessed && { reason: 'mark_placed_by_guess' }),
      renditions: replacementsOf({ block, piece }, [answer.value, ...others]),
    };
  }
}

type ToTranslate = Extract<PlannedSegment, { action: 'translate' }>;

/** What the segments of one document share while they are settled. */
interface Work {
  /** What the cache had of them. */
  readonly known: ReadonlyMap<Hash, CachedTranslation>;
  readonly enter: () => Promise<SentenceEngine>;
  readonly engineTime: Stopwatch;
  readonly signal: AbortSignal;
}

type Outcome = Pick<SegmentResult, 'status' | 'translation' | 'reason' | 'cache'> & {
  /** What the segment may be replaced by, the best first. */
  readonly renditions?: readonly Replacement[];
};

function isToTranslate(plan: PlannedSegment): plan is ToTranslate {
  return plan.action === 'translate';
}

function recalled({ key, marked }: ToTranslate): Recalled {
  return { key, fits: (value) => fitsSegment(value, marked.marks.length) };
}

function leave({ piece, status, reason }: Extract<PlannedSegment, { action: 'leave' }>): Outcome {
  return { status, translation: piece.text, reason, cache: 'hit' };
}

/** An engine that is loaded. */
export function loaded(engine: Engine): EngineSource {
  return { model: engine.model, supports: engine.supports, load: async () => engine };
}

/** A result that was kept, as the answer to a request for it. */
export function replay(seen: Localisation, totalMs: number, options: LocaliseOptions): Localisation {
  seen.segments.forEach((segment, index) => {
    options.onSegment?.(segment, { done: index + 1, total: seen.segments.length });
  });
  return { ...seen, stats: { ...seen.stats, totalMs: round(totalMs) } };
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
