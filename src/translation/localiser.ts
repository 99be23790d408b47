/**
 * What localising a document takes and gives, whoever does it.
 * @module
 */
import type { Format, MarkupOptions } from '../document/document.ts';
import type { SentenceEngine } from '../engine/engine.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { DetectLimits } from './detect.ts';
import type { Glossary } from './glossary.ts';
import type { Localisation, SegmentResult } from './localisation.ts';
import type { Typography } from './typography.ts';

/** A document to localise. */
export interface LocaliseRequest {
  readonly content: string;
  readonly format: Format;
  readonly target: LanguageCode;
  /** Language that the caller states; absent to have it found for every segment. */
  readonly source?: LanguageCode | undefined;
  readonly glossary?: Glossary | undefined;
  /** How the translation is set. @default `locale` */
  readonly typography?: Typography | undefined;
  readonly markup?: MarkupOptions | undefined;
  /** How many other translations of the whole are wanted, at most. */
  readonly alternatives?: number | undefined;
}

/** What a document is localised from: with another target it is another result, at the same hash. */
export type LocaliseSource = Omit<LocaliseRequest, 'target'>;

/** Estimated bytes of a source in memory: two a code unit. */
export function sourceSizeInBytes({ content, glossary }: LocaliseSource): number {
  let units = content.length;
  for (const [term, translation] of Object.entries(glossary?.terms ?? {})) {
    units += term.length + (translation?.length ?? 0);
  }
  return 2 * units + 500;
}

/** What a caller can watch and stop. */
export interface LocaliseOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called once for each segment as soon as it is settled, in any order. */
  readonly onSegment?: ((segment: SegmentResult, progress: Progress) => void) | undefined;
  /** Share of the engine against other documents; 1 unless told, less for work that nobody waits for. */
  readonly weight?: number | undefined;
}

/** How far a request has got. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Bounds of localisation. */
export interface LocaliseLimits extends DetectLimits {
  /** Confidence (0 to 1) that a language must have for its text to be translated. */
  readonly translationConfidence: number;
}

/** Localises documents: a translator, or whoever asks one elsewhere. */
export interface Localiser {
  /**
   * Localises a document into its target language.
   * @throws NewsglotError `content_too_large`, `overloaded`; the signal's reason when it is aborted.
   */
  localise(request: LocaliseRequest, options?: LocaliseOptions): Promise<Localisation>;
  /** What translates its sentences. */
  engine(): Promise<SentenceEngine>;
}
