import { describe, expect, it } from 'vitest';
import { languageOfCredit } from '../../src/language/credits.ts';
import { readText } from './page.ts';

describe('the label of a credit tells its language, whatever its names look like', () => {
  it.each([
    ['en', 'By Inès Roux'],
    ['en', 'Credit: Inès Roux'],
    ['en', 'Photo by Jean-Baptiste Leroy'],
    ['en', 'Words and pictures by Nadège Quéré'],
    ['fr', 'Par Tom Ashby'],
    ['fr', 'Photo : Dan Whitcomb, AFP'],
    ['fr', 'Crédit photo : Ben Oyelaran'],
    ['fr', 'Propos recueillis par Judith Marsden'],
  ])('%s: %s', (language, text) => {
    expect(languageOfCredit(text)).toBe(language);
  });

  it.each([
    'By next year the bridge will be open',
    'Par la fenêtre',
    'Photo: Dan Whitcomb',
    'Partis',
    'Légende : A boat left by the tide',
    '',
  ])('is not in %j', (text) => {
    expect(languageOfCredit(text)).toBeUndefined();
  });

  it('at the end of a caption in another language', async () => {
    expect(await readText('Une petite fille porte un lampion rouge. Credit: Inès Roux')).toEqual([
      'fr: Une petite fille porte un lampion rouge.',
      'en: Credit: Inès Roux',
    ]);
  });
});
