/**
 * Detection as LibreTranslate reports it: one language a text, confidence from 0 to 100.
 * @module
 */
import type { Format } from '../../document/document.ts';
import type { DetectedSegment } from '../../translation/localisation.ts';
import { guessLanguages, type RankedLanguage, rankLanguages } from '../../translation/rank-languages.ts';

/** A detected language; confidence is 0 to 100. */
export interface DetectedLanguage {
  readonly confidence: number;
  readonly language: string;
}

/** What the original says of a text that is in no language. */
const NONE: DetectedLanguage = { confidence: 0, language: 'en' };
/** Most languages that `/detect` names. */
const MOST = 3;

/** The language that most of a localised text was in; where none was certain, the best guess. */
export async function detectedLanguage(
  text: string,
  format: Format,
  segments: readonly DetectedSegment[],
): Promise<DetectedLanguage> {
  const best = rankLanguages(segments)[0] ?? (await guessLanguages([text], format, segments.length))[0];
  return best ? inPercent(best) : NONE;
}

/** The languages of texts taken together, best first. */
export async function detectedLanguages(
  texts: readonly string[],
  format: Format,
  maxSegments: number,
): Promise<DetectedLanguage[]> {
  const ranked = await guessLanguages(texts, format, maxSegments);
  return ranked.length === 0 ? [NONE] : ranked.slice(0, MOST).map(inPercent);
}

function inPercent({ language, confidence }: RankedLanguage): DetectedLanguage {
  return { confidence: Math.round(confidence * 1000) / 10, language };
}
