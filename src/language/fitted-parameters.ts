/**
 * Values of the parameters, written by `npm run fit:lang -- DIR… --write`.
 * @module
 */
import type { Parameters } from './parameters.ts';

/** See {@link Parameters} for what they mean. */
export const PARAMETERS: Parameters = {
  word: {
    model: 1.04,
    modelUnknown: 0.7,
    nameUnknown: 1,
    ngrams: 0.0169,
    other: -0.5,
    foreign: 4.62,
    nameSmall: -5,
    nameInitial: -2.54,
    nameInside: 2.2,
    capital: 2.6,
  },
  spelling: {
    unknownLetter: -3,
    apostrophe: 3.5,
    typography: 1.69,
  },
  piece: {
    temper: 0.9,
    phrase: 5,
    declaredHere: 2.5,
    declaredForPage: 0.296,
    nameAlone: -1.54,
    nameWord: 3.72,
    nameByline: 2,
    nameLeast: -5.5,
  },
  prior: {
    home: 23.1,
    core: 1.3,
    found: 0.5,
    present: 8,
    declared: 2,
  },
  chain: {
    sameBlock: 0.9,
    sameList: 0.75,
    sameSection: 0.378,
    samePage: 0.3,
    otherRole: 0.269,
    switched: 0.02,
    label: 0.15,
    kicker: 0.3,
    alternates: 0.0798,
    repeated: 10,
    pseudoCount: 2,
    stickyCount: 1.62,
  },
  confidence: {
    slope: 0.351,
  },
  span: {
    cost: {
      sentence: 3,
      bar: 2.2,
      colon: 2.86,
      glue: 3.5,
      quote: 4,
      comma: 9,
      space: 13,
      joint: 1000,
    },
    barCount: 5.2,
    label: 1.2,
    head: 1.5,
    spacedColon: 6,
    phrase: 6,
    latinGuest: -4,
    foreignLetter: -1,
  },
};
