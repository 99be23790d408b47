import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/language/codes.ts';
import { setTypography, type Typography, toPlainTypography } from '../../src/translation/typography.ts';

const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];

describe('typography', () => {
  it('is plain for the model', () => {
    expect(toPlainTypography('« L’été », a dit “Ann”, 180\u00a0000 fois')).toBe(
      '"L\'été", a dit "Ann", 180 000 fois',
    );
  });

  it.each<[style: Typography | undefined, source: string, translation: string, expected: string]>([
    [
      undefined,
      '"It\'s over," he said.',
      '"C\'est fini", a-t-il dit.',
      '«\u00a0C’est fini\u00a0», a-t-il dit.',
    ],
    ['source', '"It\'s over," he said.', '"C\'est fini", a-t-il dit.', '"C\'est fini", a-t-il dit.'],
    [
      'source',
      '“I am glad,” she said.',
      '"Je suis ravie", a-t-elle dit.',
      '«\u00a0Je suis ravie\u00a0», a-t-elle dit.',
    ],
    ['source', 'It’s over.', "C'est fini pour l'été.", 'C’est fini pour l’été.'],
    ['plain', 'It’s “over”!', 'C’est «\u00a0fini\u00a0»\u202f!', 'C\'est "fini" !'],
    [
      undefined,
      'He said: “We wait.',
      'Il a dit : "Nous attendons.',
      'Il a dit\u00a0: «\u00a0Nous attendons.',
    ],
    [undefined, 'She’s “here”.', 'Elle est d\'"ici".', 'Elle est d’«\u00a0ici\u00a0».'],
    [undefined, 'A 27" “screen”', 'Un "écran" 27"', 'Un «\u00a0écran\u00a0» 27"'],
    [undefined, 'Why? Now!', 'Pourquoi? Maintenant !', 'Pourquoi\u202f? Maintenant\u202f!'],
    [undefined, 'Really?!', 'Vraiment ?!', 'Vraiment\u202f?!'],
    [undefined, 'One; two: 3', 'Un; deux: 3', 'Un\u202f; deux\u00a0: 3'],
    [undefined, 'At 12:30 :) see a::b', 'À 12:30 :) voir a::b', 'À 12:30 :) voir a::b'],
    [undefined, 'See <x0>: it', 'Voir <x0>: ça', 'Voir <x0>\u00a0: ça'],
  ])('is set in French, %s: %s', (style, source, translation, expected) => {
    expect(setTypography(source, translation, fr, style)).toBe(expected);
  });

  it('is set in English', () => {
    expect(setTypography('«\u00a0Je suis ravie\u00a0»\u202f!', '"I am glad" !', en)).toBe('“I am glad”!');
    expect(setTypography('L’été\u202f?', "The summer's end ?", en)).toBe('The summer’s end?');
  });
});

describe('punctuation', () => {
  it.each([
    ['made of <x0> stone <x1>.', 'fait de <x0> pierre <x1> .', 'fait de <x0> pierre <x1>.'],
    ['A, <x0>b<x1>, c', 'A , <x0> b <x1> , c', 'A, <x0> b <x1>, c'],
    ['It (<x0>this<x1>) ends', 'Cela ( <x0> ceci <x1> ) finit', 'Cela (<x0> ceci <x1>) finit'],
    ['He said "<x0>yes<x1>".', 'Il a dit "<x0> oui <x1> " .', 'Il a dit «\u00a0<x0> oui <x1>\u00a0».'],
    ['Is it <x0>new<x1>?', 'Est-ce <x0> nouveau <x1> ?', 'Est-ce <x0> nouveau <x1>\u202f?'],
    ['One; <x0>two<x1>: 3', 'Un ; <x0> deux <x1> : 3', 'Un\u202f; <x0> deux <x1>\u00a0: 3'],
    ['Wait <x0>...', 'Attendez <x0> ...', 'Attendez <x0> ...'],
    ['A .com of .5', 'Un .com de .5', 'Un .com de .5'],
    ['Press .', 'Appuyez sur .', 'Appuyez sur .'],
  ])('stands off as French has it: %s', (source, translation, expected) => {
    expect(setTypography(source, translation, fr)).toBe(expected);
  });

  it.each([
    ['fait de <x0>pierre<x1>.', 'made of <x0> stone <x1> .', 'made of <x0> stone <x1>.'],
    ['Est-ce <x0>neuf<x1>\u00a0?', 'Is it <x0> new <x1> ?', 'Is it <x0> new <x1>?'],
    ['Un\u202f; <x0>deux<x1>\u00a0: 3', 'One ; <x0> two <x1> : 3', 'One; <x0> two <x1>: 3'],
    ['Il dit «\u00a0<x0>oui<x1>\u00a0»\u202f!', 'He says "<x0> yes <x1> " !', 'He says “<x0> yes <x1>”!'],
  ])('is close in English: %s', (source, translation, expected) => {
    expect(setTypography(source, translation, en)).toBe(expected);
  });

  it('is close in plain typography, too', () => {
    expect(setTypography('made of <x0>stone<x1>.', 'fait de <x0> pierre <x1> .', fr, 'plain')).toBe(
      'fait de <x0> pierre <x1>.',
    );
  });
});
