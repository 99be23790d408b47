/**
 * Under what the result of a request is kept: the hash of all that it depends on but its target.
 * @module
 */
import { contentKey, type Hash } from '../cache/key.ts';
import type { MarkupOptions } from '../document/document.ts';
import type { ModelInfo } from '../engine/engine.ts';
import { glossaryHash } from './glossary.ts';
import type { LocaliseLimits, LocaliseRequest } from './localiser.ts';

/** What the result of a request depends on besides it. */
export interface ResultSettings {
  readonly model: Pick<ModelInfo, 'hash'>;
  readonly limits: Pick<LocaliseLimits, 'confidence' | 'translationConfidence'>;
  readonly options: Readonly<Record<string, number | string>>;
}

/** The hash in the address of a request's result. */
export async function resultHash(
  { content, format, source, glossary, markup }: LocaliseRequest,
  { model, limits, options }: ResultSettings,
): Promise<Hash> {
  return contentKey({
    modelHash: model.hash,
    content,
    format,
    source: source ?? 'auto',
    glossaryHash: await glossaryHash(glossary),
    options: {
      ...options,
      confidence: limits.confidence,
      translationConfidence: limits.translationConfidence,
      ...(markup && { markup: JSON.stringify(partsOf(markup)) }),
    },
  });
}

/** All that is said of markup, in an order that does not depend on who wrote the object. */
const partsOf = ({ syntax, ignored, splitting, nonSplitting, outline }: MarkupOptions) => [
  syntax,
  ignored,
  splitting,
  nonSplitting,
  outline,
];
