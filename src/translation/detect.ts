/**
 * The first half of a document's way: its segments and their languages.
 * @module
 */
import type { Block, Document, Format, MarkupOptions } from '../document/document.ts';
import { parseDocument } from '../document/formats.ts';
import type { LanguageCode } from '../language/codes.ts';
import type { IdentifiedPiece } from '../language/identification.ts';
import { type IdentifyOptions, identify } from '../language/identify.ts';
import { type DetectedSegment, type LanguageShares, languageShares } from './localisation.ts';

/** What detection says of a document. */
export interface Detection {
  readonly languages: LanguageShares;
  readonly segments: readonly DetectedSegment[];
}

/** A document cut into pieces whose language is known. */
export interface IdentifiedDocument {
  readonly document: Document;
  readonly pieces: readonly IdentifiedPiece[];
}

/** Bounds of detection. */
export interface DetectLimits {
  /** Most segments in one document. */
  readonly segments: number;
  /** Confidence (0 to 1) below which the language of a segment counts as unknown. */
  readonly confidence: number;
}

/** What is known of a document, and who else waits. */
export interface DetectOptions extends Pick<IdentifyOptions, 'turn'> {
  /** The language that the caller states. */
  readonly stated?: LanguageCode | undefined;
  readonly markup?: MarkupOptions | undefined;
}

/** The language of every segment of a document, nothing translated. @throws as {@link identifyDocument}. */
export async function detect(
  content: string,
  format: Format,
  limits: DetectLimits,
  options?: DetectOptions,
): Promise<Detection> {
  const { document, pieces } = await identifyDocument(content, format, limits, options);
  const segments = pieces.map((piece, index) => describe(document.blocks[piece.block]!, piece, index));
  return { languages: languageShares(segments), segments };
}

/**
 * Parses a document and finds the language of its pieces.
 * @throws NewsglotError `content_too_large` when it has more pieces than the limits allow.
 */
export async function identifyDocument(
  content: string,
  format: Format,
  { segments, confidence }: DetectLimits,
  { stated, markup, turn }: DetectOptions = {},
): Promise<IdentifiedDocument> {
  const document = parseDocument(content, format, { maxBlocks: segments, markup });
  const pieces = await identify(document, {
    maxPieces: segments,
    threshold: confidence,
    turn,
    ...(stated && { stated }),
  });
  return { document, pieces };
}

/** A piece as the interface shows it. */
export function describe({ role, path }: Block, piece: IdentifiedPiece, index: number): DetectedSegment {
  const { text, language, confidence, evidence } = piece;
  return {
    id: `s${index}`,
    role,
    path,
    text,
    language,
    confidence: Math.round(confidence * 1e3) / 1e3,
    evidence,
  };
}
