/**
 * The pairs of the phrasebook, all themes together.
 * @module
 */
import type { PhrasePair } from './phrase-pair.ts';
import { LABEL_PAIRS } from './phrasebook-entries-labels.ts';
import { LIFE_PAIRS } from './phrasebook-entries-life.ts';
import { MEDIA_PAIRS } from './phrasebook-entries-media.ts';
import { NAVIGATION_PAIRS } from './phrasebook-entries-navigation.ts';
import { SECTION_PAIRS } from './phrasebook-entries-sections.ts';
import { SERVICE_PAIRS } from './phrasebook-entries-services.ts';
import { STORY_PAIRS } from './phrasebook-entries-story.ts';

/** Every pair; where two claim one spelling in one language, the first counts. */
export const PHRASE_PAIRS: readonly PhrasePair[] = [
  ...NAVIGATION_PAIRS,
  ...STORY_PAIRS,
  ...MEDIA_PAIRS,
  ...SECTION_PAIRS,
  ...SERVICE_PAIRS,
  ...LIFE_PAIRS,
  ...LABEL_PAIRS,
];
