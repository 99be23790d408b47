/**
 * The way of a document: parse → identify → plan → cache or engine, with checks → render.
 * @module
 */
import pMap from 'p-map';
import type { SegmentCache } from '../cache/cache.ts';
import { contentKey, type Hash, segmentKey } from '../cache/key.ts';
import type { ResultStore } from '../cache/results.ts';
import type { Block, Format, Replacement } from '../document/document.ts';
import { placeMarks } from '../document/marks.ts';
import { marksInside, render } from '../document/render.ts';
import type { Engine } from '../engine/engine.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { IdentifiedPiece } from '../language/identification.ts';
import { describe, identifyDocument } from './detect.ts';
import { type Glossary, glossaryHash } from './glossary.ts';
import {
  asSeenBefore,
  type Localisation,
  languageShares,
  needsEngine,
  type SegmentResult,
  type Stats,
} from './localisation.ts';
import { decide } from './plan.ts';
import { Stopwatch } from './stopwatch.ts';
import { translateText } from './translate-text.ts';

/** A document to localise. */
export interface LocaliseRequest {
  readonly content: string;
  readonly format: Format;
  readonly target: LanguageCode;
  /** Language that the caller states; absent to have it found for every segment. */
  readonly source?: LanguageCode | undefined;
  readonly glossary?: Glossary | undefined;
  readonly beams?: number | undefined;
}

/** What a caller can watch and stop. */
export interface LocaliseOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once for each segment as soon as it is settled, in any order. */
  readonly onSegment?: ((segment: SegmentResult, progress: Progress) => void) | undefined;
}

/** How far a request has got. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** What a translator is made of. */
export interface TranslatorParts {
  readonly engine: Engine;
  readonly cache: SegmentCache;
  readonly results: ResultStore<Localisation>;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
  readonly maxSegments: number;
}

/** Segments of one document that wait for the engine at a time: enough to fill its batches, few enough to be fair. */
const IN_FLIGHT = 256;

/** Localises documents. */
export class Translator {
  readonly #parts: TranslatorParts;

  constructor(parts: TranslatorParts) {
    this.#parts = parts;
  }

  /** The engine behind this translator. */
  get engine(): Engine {
    return this.#parts.engine;
  }

  /**
   * Localises a document into its target language.
   * @throws NewsglotError `content_too_large`, `overloaded`; the signal's reason when it is aborted.
   */
  async localise(request: LocaliseRequest, options: LocaliseOptions = {}): Promise<Localisation> {
    const { engine, results, now } = this.#parts;
    const started = now();
    const { content, format, target, glossary } = request;
    const task: Task = {
      ...request,
      glossaryHash: await glossaryHash(glossary),
      engineTime: new Stopwatch(now),
      signal: options.signal,
    };
    const contentHash = await contentKey({
      modelHash: engine.model.hash,
      content,
      format,
      source: request.source ?? 'auto',
      glossaryHash: task.glossaryHash,
      options: engineOptions(request),
    });
    const seen = await results.get(contentHash, target);
    if (seen) return replay(seen, now() - started, options);

    const { document, pieces } = identifyDocument(content, format, this.#parts.maxSegments, request.source);
    let done = 0;
    const settled = await pMap(
      pieces,
      async (piece, index) => {
        const block = document.blocks[piece.block]!;
        const { replacement, ...outcome } = await this.#settle(block, piece, task);
        const segment: SegmentResult = { ...describe(block, piece, index), ...outcome };
        options.onSegment?.(segment, { done: ++done, total: pieces.length });
        return { segment, replacement };
      },
      { concurrency: IN_FLIGHT, ...(options.signal ? { signal: options.signal } : {}) },
    );

    const segments = settled.map((s) => s.segment);
    const replacements = settled.flatMap((s) => s.replacement ?? []);
    const cacheHits = segments.filter((s) => needsEngine(s) && s.cache === 'hit').length;
    const result: Localisation = {
      target,
      format,
      content: render(document, replacements, { language: target }),
      contentHash,
      model: engine.model.name,
      languages: languageShares(segments),
      segments,
      stats: {
        ...count(segments),
        cacheHits,
        engineMs: round(task.engineTime.elapsed),
        totalMs: round(now() - started),
      },
    };
    results.set(contentHash, target, asSeenBefore(result));
    return result;
  }

  /** Decides what becomes of one piece and, if it is to be translated, translates it through the cache. */
  async #settle(block: Block, piece: IdentifiedPiece, task: Task): Promise<Settled> {
    const { engine, cache } = this.#parts;
    const { target, glossary, beams } = task;
    const { text, language: source } = piece;
    const decision = decide(piece, target, (from, to) => engine.supports(from, to));
    if (decision.action === 'leave') {
      const { status, reason } = decision;
      return { status, translation: text, reason, cache: 'hit' };
    }
    const marks = marksInside(block, piece);
    const key = await segmentKey({
      modelHash: engine.model.hash,
      source,
      target,
      text,
      markShape: marks.map((mark) => [mark.kind, mark.at - piece.start]),
      glossaryHash: task.glossaryHash,
      options: engineOptions(task),
    });
    const answer = await cache.through(
      key,
      (shared) =>
        task.engineTime.during(() =>
          translateText({ text, source, target, glossary, beams }, engine, shared),
        ),
      task.signal,
    );
    if (answer.value.status === 'failed') {
      return { status: 'failed', translation: text, reason: answer.value.reason, cache: answer.cache };
    }
    const translation = answer.value.text;
    const placed = placeMarks(block, piece, translation);
    return {
      status: 'translated',
      translation,
      cache: answer.cache,
      ...(placed.guessed ? { reason: 'mark_placed_by_guess' } : {}),
      replacement: {
        block: block.id,
        start: piece.start,
        end: piece.end,
        text: translation,
        marks: placed.marks,
      },
    };
  }
}

/** A request under way. */
interface Task extends LocaliseRequest {
  readonly glossaryHash: Hash | null;
  readonly engineTime: Stopwatch;
  readonly signal: AbortSignal | undefined;
}

type Settled = Pick<SegmentResult, 'status' | 'translation' | 'reason' | 'cache'> & {
  readonly replacement?: Replacement;
};

function replay(seen: Localisation, totalMs: number, options: LocaliseOptions): Localisation {
  seen.segments.forEach((segment, index) => {
    options.onSegment?.(segment, { done: index + 1, total: seen.segments.length });
  });
  return { ...seen, stats: { ...seen.stats, totalMs: round(totalMs) } };
}

function engineOptions(request: LocaliseRequest): Record<string, number> {
  return { beams: request.beams ?? 1 };
}

function count(segments: readonly SegmentResult[]): Omit<Stats, 'cacheHits' | 'engineMs' | 'totalMs'> {
  const counts = {
    segments: segments.length,
    translated: 0,
    kept: 0,
    uncertain: 0,
    failed: 0,
    characters: 0,
  };
  for (const { status, text } of segments) {
    counts[status]++;
    counts.characters += text.length;
  }
  return counts;
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}
