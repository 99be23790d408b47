/**
 * The result of localising a document, in the shape of the HTTP interface.
 * @module
 */
import type { Hash } from '../cache/key.ts';
import type { Format, Role } from '../document/document.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { Evidence } from '../language/identification.ts';

/** What became of a segment. All but `translated` leave its source in place. */
export type SegmentStatus = 'translated' | 'kept' | 'uncertain' | 'failed';

/** A segment as detection reports it. */
export interface DetectedSegment {
  /** `s0`, `s1`, … in document order. */
  readonly id: string;
  readonly role: Role;
  readonly path: string;
  /** Source text: decoded, white space collapsed. */
  readonly text: string;
  readonly language: LanguageCode;
  /** 0 to 1. */
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/** A segment as translation reports it. */
export interface SegmentResult extends DetectedSegment {
  readonly status: SegmentStatus;
  /** The text that stands in the output: the source text unless `status` is `translated`. */
  readonly translation: string;
  /** `miss`: this request computed the translation; `hit`: nothing had to be computed, or another request was at it. */
  readonly cache: 'hit' | 'miss';
  /** Why the segment was left as it is, or a remark on its translation; a machine-readable word. */
  readonly reason?: string;
}

/** Share of characters per language, 0 to 1, largest first. */
export type LanguageShares = Readonly<Record<string, number>>;

/** Counts over the segments of one request; times in milliseconds. */
export interface Stats {
  readonly segments: number;
  readonly translated: number;
  readonly kept: number;
  readonly uncertain: number;
  readonly failed: number;
  /** Segments whose translation the cache had, or another request or a repetition was already computing. */
  readonly cacheHits: number;
  /** UTF-16 code units of the segments' source text. */
  readonly characters: number;
  /** Time during which a translation of this request's own was being computed. */
  readonly engineMs: number;
  readonly totalMs: number;
  /** Only where the result is too large to be kept: there is nothing at its address. */
  readonly stored?: false | undefined;
}

/** Under what a result is stored, and where it can be read again: `/v1/articles/{contentHash}/{target}`. */
export interface ResultAddress {
  readonly contentHash: Hash;
  readonly target: LanguageCode;
}

/** A localised document. */
export interface Localisation extends ResultAddress {
  readonly format: Format;
  readonly content: string;
  /** The document in other words, the most likely first; only where they were asked for. */
  readonly alternatives?: readonly string[] | undefined;
  readonly model: string;
  readonly languages: LanguageShares;
  readonly segments: readonly SegmentResult[];
  readonly stats: Stats;
}

/** Shares of characters per language over segments. */
export function languageShares(segments: readonly DetectedSegment[]): LanguageShares {
  const counts = new Map<string, number>();
  let all = 0;
  for (const { language, text } of segments) {
    counts.set(language, (counts.get(language) ?? 0) + text.length);
    all += text.length;
  }
  const shares = [...counts].sort((a, b) => b[1] - a[1]);
  return Object.fromEntries(
    shares.map(([language, count]) => [language, Math.round((count / all) * 1e4) / 1e4]),
  );
}

/** Counts a result's segments by what became of them. */
export function countSegments(segments: readonly SegmentResult[]): Omit<Stats, 'engineMs' | 'totalMs'> {
  const counts = { segments: segments.length, translated: 0, kept: 0, uncertain: 0, failed: 0 };
  let [cacheHits, characters] = [0, 0];
  for (const segment of segments) {
    counts[segment.status]++;
    characters += segment.text.length;
    if (segment.cache === 'hit' && needsEngine(segment)) cacheHits++;
  }
  return { ...counts, cacheHits, characters };
}

/** A result as a later request for the same document sees it: nothing had to be computed. */
export function asSeenBefore(result: Localisation): Localisation {
  const cacheable = result.segments.filter(needsEngine).length;
  return {
    ...result,
    segments: result.segments.map((segment): SegmentResult => ({ ...segment, cache: 'hit' })),
    stats: { ...result.stats, cacheHits: cacheable, engineMs: 0 },
  };
}

/** Whether the cache is asked for a segment at all: it was neither kept nor left without trying. */
export function needsEngine({ status, reason }: Pick<SegmentResult, 'status' | 'reason'>): boolean {
  return status === 'translated' || (status === 'failed' && reason !== 'unsupported_language_pair');
}

/**
 * Estimated bytes of a result in memory: two a code unit and the objects' own weight, and once more as the bytes of its
 * JSON (`http/encoding.ts`).
 */
export function sizeInBytes(result: Localisation): number {
  let units = result.content.length;
  for (const alternative of result.alternatives ?? []) units += alternative.length;
  for (const segment of result.segments) units += segment.text.length + segment.translation.length;
  return 3 * units + 700 * result.segments.length + 1000;
}
