/**
 * The pairs of the phrasebook, all themes together.
 * @module
 */
import { MEDIA_PAIRS } from './phrasebook-entries-media.ts';
import { NAVIGATION_PAIRS } from './phrasebook-entries-navigation.ts';
import { SECTION_PAIRS } from './phrasebook-entries-sections.ts';
import { SERVICE_PAIRS } from './phrasebook-entries-services.ts';
import { STORY_PAIRS } from './phrasebook-entries-story.ts';

/**
 * What English and French pages say in one place: `[English, French]`, or with a plural
 * `[English for one, French for one, English for more, French for more]`; the number in the label chooses between
 * them by the rule of the target language, without one the singular stays singular and the plural plural.
 *
 * Each string holds spellings separated by `|`: the first is written as translation, all are recognised. A spelling
 * that both languages use stands on both sides. `{n}` is a number or a time, `{date}` a date; every spelling of a pair
 * has the same slots.
 */
export type PhrasePair =
  | readonly [en: string, fr: string]
  | readonly [en: string, fr: string, enMany: string, frMany: string];

/** Every pair; where two claim one spelling in one language, the first counts. */
export const PHRASE_PAIRS: readonly PhrasePair[] = [
  ...NAVIGATION_PAIRS,
  ...STORY_PAIRS,
  ...MEDIA_PAIRS,
  ...SECTION_PAIRS,
  ...SERVICE_PAIRS,
];
