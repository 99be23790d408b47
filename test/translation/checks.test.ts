import { describe, expect, it } from 'vitest';
import { isAllCapitals, matchEdges, toSentenceCase } from '../../src/translation/casing.ts';
import { refusal, repeats } from '../../src/translation/checks.ts';

const check = (english: string, french: string) =>
  refusal({ text: english, language: 'en' }, { text: french, language: 'fr' });

describe('the checks of a translation', () => {
  it('pass a sound translation', () => {
    expect(
      check('The minister resigned on 3 May 2024.', 'Le ministre a démissionné le 3 mai 2024.'),
    ).toBeUndefined();
  });

  it.each([
    ['empty', 'The minister resigned.', ' … '],
    ['unknown_token', 'The minister resigned.', 'Le ⁇ a démissionné.'],
    ['number_lost', 'It cost 1,240 euros.', 'Cela a coûté 124 euros.'],
    ['currency_changed', 'It cost 2.6 billion won.', 'Cela a coûté 2,6 milliards de dollars.'],
    ['currency_changed', 'It cost £40.', 'Cela a coûté 40 €.'],
    ['repetition', 'The price of the goods rose.', 'Le prix de la de la de la hausse.'],
    ['length_mismatch', 'The minister resigned after the long debate of Monday.', 'Le ministre.'],
    [
      'untranslated',
      'The minister of finance resigned yesterday.',
      'The minister of finance resigned yesterday.',
    ],
  ])('refuse with %s', (reason, source, translation) => {
    expect(check(source, translation)).toBe(reason);
  });

  it.each([
    ['It cost $40.', 'Cela a coûté 40 dollars.'],
    ['It cost 40 AUD.', 'Cela a coûté 40 dollars australiens.'],
    ['It cost 40 pounds.', 'Cela a coûté 40 £.'],
    ['It costs 12,000 rubles.', 'Cela coûte 12 000 roubles.'],
    ['Eurosceptics won.', 'Les eurosceptiques ont gagné.'],
  ])('let a currency stand that goes by another name: %s', (source, translation) => {
    expect(check(source, translation)).toBeUndefined();
  });

  it('lets a repetition of the source stand', () => {
    expect(
      check('Books, books, books, books everywhere', 'Des livres, livres, livres, livres partout'),
    ).toBeUndefined();
  });

  it('counts how often words repeat in a row', () => {
    expect(repeats('il dit il dit il dit')).toBe(3);
    expect(repeats('un deux trois')).toBe(1);
  });
});

describe('capitals', () => {
  it.each(['MINISTERS MEET IN PARIS', 'BREAKING NEWS'])('finds a headline in capitals: %s', (text) => {
    expect(isAllCapitals(text)).toBe(true);
  });

  it.each(['NATO', 'AP', 'Ministers meet', 'U.S.', '東京東京東京'])('does not take %s for one', (text) => {
    expect(isAllCapitals(text)).toBe(false);
  });

  it('writes one as a sentence for the model', () => {
    expect(toSentenceCase('ÉCOLE FERMÉE À PARIS', 'fr')).toBe('École fermée à paris');
  });
});

describe('the edges of a translation', () => {
  it.each([
    ['Some 300 people died.', '300 personnes sont mortes.'],
    ['Nearly <x0> people died.', '<x0> personnes sont mortes.'],
  ])('have no capital after a number: %s', (source, translation) => {
    expect(matchEdges(source, translation, 'fr')).toBe(translation);
  });

  it('have no final stop that the source does not have', () => {
    expect(matchEdges('Ministers meet in Paris', 'les ministres se réunissent à Paris.', 'fr')).toBe(
      'Les ministres se réunissent à Paris',
    );
  });

  it('have the final stop that the source has', () => {
    expect(matchEdges('They met.', 'Ils se sont rencontrés', 'fr')).toBe('Ils se sont rencontrés.');
  });
});
