import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/language/codes.ts';
import { fitBefore } from '../../src/language/elision.ts';
import { fitTerms } from '../../src/translation/fit-terms.ts';
import { shield, unshield } from '../../src/translation/protect.ts';

const FR = 'fr' as LanguageCode;

describe('what stands before a word', () => {
  it.each([
    ['fr', 'Le ', 'édile', "L'"],
    ['fr', 'avec la ', 'Alliance', "avec l'"],
    ['fr', 'le bureau du ', 'attaché', "le bureau de l'"],
    ['fr', 'Au ', 'attaché', "À l'"],
    ['fr', 'parle de ', 'Ann Weaver', "parle d'"],
    ['fr', 'sa ', 'amie', 'son '],
    ['fr', "l'", 'maire', 'le '],
    ['fr', "D'", 'Paris', 'De '],
    ['fr', 'le ', 'maire', 'le '],
    ['fr', 'le ', 'onzième', 'le '],
    ['fr', 'le ', 'héros', 'le '],
    ['fr', "l'", 'homme', "l'"],
    ['fr', 'salle ', 'Est', 'salle '],
    ['fr', 'le (', 'édile', 'le ('],
    ['en', 'A ', 'alderman', 'An '],
    ['en', 'for an ', 'mayor', 'for a '],
    ['en', 'a ', 'university', 'a '],
    ['en', 'an ', 'MP', 'an '],
    ['en', 'a ', 'European', 'a '],
    ['de', 'le ', 'abc', 'le '],
  ])('in %s fits it: “%s” %s', (language, before, next, expected) => {
    expect(fitBefore(before, next, language as LanguageCode)).toBe(expected);
  });
});

describe('a translation with terms of a glossary', () => {
  const glossary = { terms: { mayor: 'édile', senator: 'mairesse' } };

  it('has words that fit them, before and after, across marks', () => {
    const shielded = shield('The mayor met the senator of the mayor.', { numbers: 'free', glossary });
    expect(fitTerms('Le <x0> a vu l’<x1> du <x2>.', shielded.slots, FR)).toBe(
      "L'<x0> a vu le <x1> de l'<x2>.",
    );
    const marks = [{ index: 0, kind: 'open', at: 4 } as const, { index: 1, kind: 'close', at: 9 } as const];
    const marked = shield('The mayor left.', { numbers: 'free', glossary, marks });
    const fitted = fitTerms('Le <x0> <x1> <x2> est parti.', marked.slots, FR);
    expect(unshield(marked, fitted)).toEqual({
      text: "L'édile est parti.",
      marks: new Map([
        [0, 2],
        [1, 7],
      ]),
    });
  });

  it('is left alone where what is hidden is no term', () => {
    const { slots } = shield('See @anna today.', { numbers: 'free', glossary });
    expect(fitTerms('Voir le <x0> ce jour.', slots, FR)).toBe('Voir le <x0> ce jour.');
  });
});
