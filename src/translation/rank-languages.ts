/**
 * The languages of a whole text, for interfaces that know one language a text and not one a segment.
 * @module
 */
import type { Format } from '../document/document.ts';
import { type LanguageCode, NO_LANGUAGE, UNDETERMINED } from '../language/codes.ts';
import { type Detection, detect } from './detect.ts';
import type { DetectedSegment } from './localisation.ts';

/** A language of a text; `confidence` (0 to 1) is also the share of the text that is in it. */
export interface RankedLanguage {
  readonly language: LanguageCode;
  readonly confidence: number;
}

/** The languages of segments, best first: the confidence of each segment, weighted by its length. */
export function rankLanguages(segments: readonly DetectedSegment[]): RankedLanguage[] {
  const sums = new Map<LanguageCode, number>();
  let all = 0;
  for (const { language, confidence, text } of segments) {
    if (language === NO_LANGUAGE) continue;
    all += text.length;
    if (language !== UNDETERMINED) sums.set(language, (sums.get(language) ?? 0) + confidence * text.length);
  }
  return [...sums]
    .map(([language, sum]) => ({ language, confidence: sum / all }))
    .sort((a, b) => b.confidence - a.confidence);
}

/**
 * The languages of texts taken together, best first, with a guess where identification would rather not decide.
 * @returns nothing for texts that are in no language.
 * @throws NewsglotError `content_too_large` when one has more than `maxSegments` segments.
 */
export async function guessLanguages(
  texts: readonly string[],
  format: Format,
  maxSegments: number,
): Promise<RankedLanguage[]> {
  const detections: Detection[] = [];
  // One after the other: thinking, not waiting.
  for (const text of texts) {
    detections.push(await detect(text, format, { segments: maxSegments, confidence: 0 }));
  }
  return rankLanguages(detections.flatMap(({ segments }) => segments));
}
