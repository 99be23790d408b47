import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/language/codes.ts';
import { translateByline } from '../../src/translation/bylines.ts';

const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];

describe('a byline', () => {
  it.each([
    ['By Ada Quillon', 'Par Ada Quillon'],
    ['By Ada Quillon and Paul van der Meer', 'Par Ada Quillon et Paul van der Meer'],
    ['Photo by J.-P. Tremblay, AFP', 'Photo\u00a0: J.-P. Tremblay, AFP'],
    ['BY ADA QUILLON AND PAUL ROY', 'PAR ADA QUILLON ET PAUL ROY'],
    ['By Reuters', 'Par Reuters'],
    ['by Ann Weaver', 'par Ann Weaver'],
  ])('keeps its names: %s', (english, french) => {
    expect(translateByline(english, en, fr)).toBe(french);
    expect(translateByline(french, fr, en)).toBe(english);
  });

  it('has no comma before the last name in French', () => {
    expect(translateByline('By Ada Quillon, Paul Roy, and Ann Weaver', en, fr)).toBe(
      'Par Ada Quillon, Paul Roy et Ann Weaver',
    );
  });

  it('may elide before a name', () => {
    expect(translateByline('Photo d’Ada Quillon', fr, en)).toBe('Photo by Ada Quillon');
  });

  it.each([
    'By Monday',
    'By Monday Night',
    'By Christmas Day',
    'By the river, two men waited',
    'By Monday the bridge was open',
    'Bye Ann',
  ])('is not %s', (text) => {
    expect(translateByline(text, en, fr)).toBeUndefined();
  });
});
