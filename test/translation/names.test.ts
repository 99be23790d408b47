import { describe, expect, it } from 'vitest';
import { restoreNames } from '../../src/translation/names.ts';

describe('restoreNames', () => {
  it.each([
    [
      'a letter too many',
      'Les élèves de la Roche-Grise',
      'The pupils of Roche-Gerise',
      'The pupils of Roche-Grise',
    ],
    [
      'a letter too few',
      'He joined Mossack in May',
      'Il a rejoint Mosack en mai',
      'Il a rejoint Mossack en mai',
    ],
    [
      'two of a long name, twice',
      'Then Freudenberg spoke of Wentzler',
      'Puis Freududenberg a parlé de Wentler',
      'Puis Freudenberg a parlé de Wentzler',
    ],
  ])('mends %s', (_, source, translation, mended) => {
    expect(restoreNames(source, translation)).toBe(mended);
  });

  it.each([
    ['known words', 'He flew to London and Russia', 'Il est allé à Londres et en Russie'],
    ['an accent', 'Then Muslimov spoke to Garzon', 'Puis Müslimov a parlé à Garzón'],
    ['an ending', 'Some Mayans and the Mapuche people', 'Des Mayas et le peuple Mapuches'],
    ['a name that stands there, too', 'He saw Morsitan and Morsiban', 'Il a vu Morsitan et Morsiban'],
    ['a word at the beginning', 'Wentzler spoke', 'Wentler a parlé'],
    ['what is like two names', 'He saw Wentzlar and Wentzlor', 'Il a vu Wentzlir'],
    ['words without a capital', 'The wentzlers came', 'Les wentlers sont venus'],
  ])('leaves %s', (_, source, translation) => {
    expect(restoreNames(source, translation)).toBe(translation);
  });
});
