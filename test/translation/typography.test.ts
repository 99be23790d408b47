import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/language/codes.ts';
import { matchTypography, toPlainTypography } from '../../src/translation/typography.ts';

const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];

describe('typography', () => {
  it('is plain for the model', () => {
    expect(toPlainTypography('« L’été », a dit “Ann”, 180\u00a0000 fois')).toBe(
      '"L\'été", a dit "Ann", 180 000 fois',
    );
  });

  it('is French in French where the source has typographic quotation marks', () => {
    expect(matchTypography('“I am glad,” she said.', '"Je suis ravie", a-t-elle dit.', fr)).toBe(
      '«\u00a0Je suis ravie\u00a0», a-t-elle dit.',
    );
  });

  it('is English in English where the source has guillemets', () => {
    expect(matchTypography('«\u00a0Je suis ravie\u00a0», dit-elle.', '"I am glad", she says.', en)).toBe(
      '“I am glad”, she says.',
    );
  });

  it('opens a quotation that the sentence does not close', () => {
    expect(matchTypography('He said: “We wait.', 'Il a dit : "Nous attendons.', fr)).toBe(
      'Il a dit : «\u00a0Nous attendons.',
    );
  });

  it('opens after an elision', () => {
    expect(matchTypography('She’s “here”.', 'Elle est d\'"ici".', fr)).toBe('Elle est d’«\u00a0ici\u00a0».');
  });

  it('leaves inches alone', () => {
    expect(matchTypography('A 27" “screen”', 'Un "écran" 27"', fr)).toBe('Un «\u00a0écran\u00a0» 27"');
  });

  it('stays straight where the source is straight', () => {
    expect(matchTypography('"It\'s over," he said.', '"C\'est fini", a-t-il dit.', fr)).toBe(
      '"C\'est fini", a-t-il dit.',
    );
  });

  it('has typographic apostrophes where the source has them', () => {
    expect(matchTypography('It’s over.', "C'est fini pour l'été.", fr)).toBe('C’est fini pour l’été.');
  });
});
