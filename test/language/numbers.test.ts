import { describe, expect, it } from 'vitest';
import { localiseNumbers, sameNumbers, writeNumber } from '../../src/language/numbers.ts';

describe('a number', () => {
  it.each([
    ['1,240', '1\u202f240'],
    ['1,240.5', '1\u202f240,5'],
    ['2.5', '2,5'],
    ['2024', '2024'],
    ['2.0.1', '2.0.1'],
  ])('%s is %s in French', (english, french) => {
    expect(writeNumber(english, 'en', 'fr')).toBe(french);
    expect(writeNumber(french, 'fr', 'en')).toBe(english);
  });

  it('keeps its value in a translation, whatever its separators', () => {
    expect(sameNumbers('1,240.5 tonnes', '1\u202f240,5 tonnes', 'en', 'fr')).toBe(true);
    expect(sameNumbers('12 March 2024', '12 mars 2024', 'en', 'fr')).toBe(true);
  });

  it.each([
    ['It rose 2.5 percent.', 'Il a monté de 25 pour cent.'],
    ['12 March 2024', '2024 mars 21'],
    ['1,240 euros', '124 euros'],
    ['1,240 euros', '1,240 euros'],
  ])('that changed is noticed: %s, %s', (english, french) => {
    expect(sameNumbers(english, french, 'en', 'fr')).toBe(false);
  });

  it('that was copied is written in the manner of the target', () => {
    expect(localiseNumbers('It cost 1,240.', 'Cela a coûté 1,240.', 'en', 'fr')).toBe(
      'Cela a coûté 1\u202f240.',
    );
    expect(localiseNumbers('Près de 180\u00a0000 voyageurs', 'Nearly 180 000 travellers', 'fr', 'en')).toBe(
      'Nearly 180,000 travellers',
    );
  });

  it('with the groups of a third manner is written as the target writes it', () => {
    expect(localiseNumbers('It cost 4,500 euros.', 'Cela a coûté 4.500 euros.', 'en', 'fr')).toBe(
      'Cela a coûté 4\u202f500 euros.',
    );
    expect(localiseNumbers('It rose 4.500 percent.', 'Il a monté de 4,500 %.', 'en', 'fr')).toBe(
      'Il a monté de 4,500 %.',
    );
  });

  it.each([
    ['It cost 1,240 euros.', 'Cela a coûté 1 240 euros.', 'Cela a coûté 1\u202f240 euros.'],
    ['It cost 4000 euros.', 'Cela a coûté 4 000 euros.', 'Cela a coûté 4\u202f000 euros.'],
    ['In 2010, 240 people', 'En 2010 240 personnes', 'En 2010 240 personnes'],
    ['Chapter 12, 300 pages', 'Chapitre 12 300 pages', 'Chapitre 12 300 pages'],
  ])('holds together in French: %s', (english, french, expected) => {
    expect(localiseNumbers(english, french, 'en', 'fr')).toBe(expected);
  });

  it('of a version stays', () => {
    expect(localiseNumbers('It uses Python 3.8 now.', 'Il utilise Python 3.8.', 'en', 'fr')).toBe(
      'Il utilise Python 3.8.',
    );
  });
});
