/**
 * What language each block of a document is in after translation, from the results of its segments.
 * @module
 */
import type { BlockLanguage } from '../document/language-scopes.ts';
import { type LanguageCode, NO_LANGUAGE, UNDETERMINED } from '../language/codes.ts';
import type { SegmentResult } from './localisation.ts';

/** A segment's result and the block that it is a part of. */
export interface SettledSegment {
  readonly block: number;
  readonly segment: Pick<SegmentResult, 'status' | 'language'>;
}

/** The languages of blocks, by id. */
export function blockLanguages(
  settled: readonly SettledSegment[],
  target: LanguageCode,
): ReadonlyMap<number, BlockLanguage> {
  const languages = new Map<number, BlockLanguage>();
  for (const { block, segment } of settled) {
    const isTranslated = segment.status === 'translated';
    const now = isTranslated ? target : segment.language;
    const known = languages.get(block);
    const translatedFrom = known?.translatedFrom ?? (isTranslated ? segment.language : undefined);
    languages.set(block, {
      after: known ? together(known.after, now) : together(NO_LANGUAGE, now),
      ...(translatedFrom === undefined ? {} : { translatedFrom }),
    });
  }
  return languages;
}

function together(a: LanguageCode | undefined, b: LanguageCode | undefined): LanguageCode | undefined {
  if (a === NO_LANGUAGE) return b === UNDETERMINED ? undefined : b;
  return b === NO_LANGUAGE || a === b ? a : undefined;
}
