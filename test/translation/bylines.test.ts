import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/language/codes.ts';
import { translateByline } from '../../src/translation/bylines.ts';

const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];

describe('a byline', () => {
  it.each([
    ['By Ada Quillon', 'Par Ada Quillon'],
    ['By Ada Quillon and Paul van der Meer', 'Par Ada Quillon et Paul van der Meer'],
    ['Photo by J.-P. Tremblay, AFP', 'Photo de J.-P. Tremblay, AFP'],
    ['by Ann Weaver', 'par Ann Weaver'],
  ])('keeps its names: %s', (english, french) => {
    expect(translateByline(english, en, fr)).toBe(french);
    expect(translateByline(french, fr, en)).toBe(english);
  });

  it.each(['By the river, two men waited', 'By Monday the bridge was open', 'Bye Ann'])(
    'is not %s',
    (text) => {
      expect(translateByline(text, en, fr)).toBeUndefined();
    },
  );
});
