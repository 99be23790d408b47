/**
 * What to do with each segment, before anything is translated.
 * @module
 */
import { type Hash, segmentKey } from '../cache/key.ts';
import type { Block } from '../document/document.ts';
import { type MarkedText, markedText } from '../document/marks.ts';
import type { EngineFacts } from '../engine/engine.ts';
import { type LanguageCode, NO_LANGUAGE, UNDETERMINED } from '../language/codes.ts';
import type { IdentifiedPiece } from '../language/identification.ts';
import { inStretches } from '../turns.ts';
import type { IdentifiedDocument } from './detect.ts';
import { type Glossary, glossaryFor, usedTermsHash, wholeTerm } from './glossary.ts';

/** The decision for a segment, and why. */
export type Decision =
  | { readonly action: 'translate' }
  | { readonly action: 'leave'; readonly status: 'kept' | 'uncertain' | 'failed'; readonly reason: string };

/** A segment and what to do with it; `key` is where the cache keeps its translation. */
export type PlannedSegment = { readonly block: Block; readonly piece: IdentifiedPiece } & (
  | Extract<Decision, { action: 'leave' }>
  | { readonly action: 'translate'; readonly key: Hash; readonly marked: MarkedText }
);

/** What keys depend on besides the segments. */
export interface PlanContext {
  readonly target: LanguageCode;
  readonly glossary: Glossary | undefined;
  /** Confidence (0 to 1) that a language must have for its text to be translated. */
  readonly confidence: number;
  /** Options of the engine that change its answer. */
  readonly options: Readonly<Record<string, number | string>>;
}

/**
 * Decides for one segment. A wrong translation is worse than none: only text whose language is sure, is not the
 * target, and is one the model reads, is translated; and what the caller has stated the translation of.
 */
export function decide(
  piece: IdentifiedPiece,
  { target, glossary, confidence }: Pick<PlanContext, 'target' | 'glossary' | 'confidence'>,
  supports: (source: LanguageCode, target: LanguageCode) => boolean,
): Decision {
  const { language, text } = piece;
  if (language === target) return { action: 'leave', status: 'kept', reason: 'in_target_language' };
  if (wholeTerm(text, glossaryFor(glossary, language)) !== undefined) return { action: 'translate' };
  if (language === NO_LANGUAGE) return { action: 'leave', status: 'kept', reason: 'no_language' };
  if (language === UNDETERMINED)
    return { action: 'leave', status: 'uncertain', reason: 'language_undetermined' };
  if (piece.confidence < confidence)
    return { action: 'leave', status: 'uncertain', reason: 'language_unsure' };
  if (!supports(language, target))
    return { action: 'leave', status: 'failed', reason: 'unsupported_language_pair' };
  return { action: 'translate' };
}

/** Segments that are planned before others have their turn: a millisecond or two. */
const PLANNED_AT_A_TIME = 64;

/**
 * Plans all segments of a document, in document order.
 * @param turn lets others have their turn; may throw to stop
 */
export async function planSegments(
  { document, pieces }: IdentifiedDocument,
  context: PlanContext,
  engine: EngineFacts,
  turn?: () => Promise<void>,
): Promise<PlannedSegment[]> {
  const step = inStretches(PLANNED_AT_A_TIME, turn);
  const planned: Promise<PlannedSegment>[] = [];
  for (const piece of pieces) {
    await step();
    planned.push(planSegment(document.blocks[piece.block]!, piece, context, engine));
  }
  return Promise.all(planned);
}

async function planSegment(
  block: Block,
  piece: IdentifiedPiece,
  context: PlanContext,
  engine: EngineFacts,
): Promise<PlannedSegment> {
  const { target, options } = context;
  const decision = decide(piece, context, engine.supports);
  if (decision.action === 'leave') return { block, piece, ...decision };
  const marked = markedText(block, piece);
  const key = await segmentKey({
    modelHash: engine.model.hash,
    source: piece.language,
    target,
    text: piece.text,
    markShape: marked.marks.map(({ kind, name, at, pair }) => [kind, name, at, pair ?? null]),
    glossaryHash: await usedTermsHash(piece.text, glossaryFor(context.glossary, piece.language)),
    options,
  });
  return { block, piece, action: 'translate', key, marked };
}
