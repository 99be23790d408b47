import { describe, expect, it } from 'vitest';
import { isStillInSource } from '../../src/translation/output-language.ts';

const inFrench = (english: string, french: string) =>
  isStillInSource({ text: english, language: 'en' }, { text: french, language: 'fr' });
const inEnglish = (french: string, english: string) =>
  isStillInSource({ text: french, language: 'fr' }, { text: english, language: 'en' });

describe('a translation still in its source language', () => {
  it('is one that was copied, however its case has changed', () => {
    const source = 'The ferry was late again this morning.';
    expect(inFrench(source, source)).toBe(true);
    expect(inFrench(source, 'THE FERRY WAS LATE AGAIN THIS MORNING.')).toBe(true);
  });

  it('is one that says other words of the source language', () => {
    expect(inEnglish('Le bac est encore parti en retard.', 'Le bateau est parti encore une fois.')).toBe(
      true,
    );
  });

  it('is one with a run of copied words', () => {
    expect(
      inFrench(
        'The council sold the houses for roughly ten million euros.',
        'Le conseil a vendu les maisons for roughly dix millions d’euros.',
      ),
    ).toBe(true);
    expect(
      inEnglish(
        'Une chambre avec vue sur le jardin du voisin.',
        'A room with a view sur le jardin of the neighbour.',
      ),
    ).toBe(true);
  });

  it.each([
    ['a sound one', 'The ferry was late again.', 'Le bac était encore en retard.'],
    ['loan words', 'Fake news about the start-up.', 'Des fake news sur la start-up.'],
    [
      'names and titles',
      'She sang in The Lord of the Rings and Game of Thrones.',
      'Elle a chanté dans The Lord of the Rings et Game of Thrones.',
    ],
    ['a label of one word', 'Sport', 'Sport'],
    ['a name alone', 'New York Times', 'New York Times'],
  ])('is not %s', (_, source, translation) => {
    expect(inFrench(source, translation)).toBe(false);
  });

  it('is not looked for in languages that the word model lacks', () => {
    const text = 'Kaupunginhallitus päätti sulkea vanhan sillan.';
    expect(isStillInSource({ text, language: 'fi' }, { text, language: 'en' })).toBe(false);
  });
});
