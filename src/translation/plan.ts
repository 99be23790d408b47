/**
 * What to do with each segment, before anything is translated.
 * @module
 */
import { type LanguageCode, NO_LANGUAGE, UNDETERMINED } from '../language/codes.ts';
import type { IdentifiedPiece } from '../language/identification.ts';

/** The decision for a segment, and why. */
export type Decision =
  | { readonly action: 'translate' }
  | { readonly action: 'leave'; readonly status: 'kept' | 'uncertain' | 'failed'; readonly reason: string };

/**
 * Decides for one segment. A wrong translation is worse than none: only text whose language is known, is not the
 * target, and is one the model reads, is translated.
 */
export function decide(
  piece: IdentifiedPiece,
  target: LanguageCode,
  supports: (source: LanguageCode, target: LanguageCode) => boolean,
): Decision {
  const { language } = piece;
  if (language === target) return { action: 'leave', status: 'kept', reason: 'in_target_language' };
  if (language === NO_LANGUAGE) return { action: 'leave', status: 'kept', reason: 'no_language' };
  if (language === UNDETERMINED)
    return { action: 'leave', status: 'uncertain', reason: 'language_undetermined' };
  if (!supports(language, target))
    return { action: 'leave', status: 'failed', reason: 'unsupported_language_pair' };
  return { action: 'translate' };
}
