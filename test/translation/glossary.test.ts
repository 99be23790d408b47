import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/language/codes.ts';
import {
  findTerms,
  type Glossary,
  glossaryFor,
  usedTermsHash,
  wholeTerm,
} from '../../src/translation/glossary.ts';

const found = (text: string, terms: Glossary['terms']) =>
  findTerms(text, { terms }).map(({ start, end, output }) => [text.slice(start, end), output]);

describe('terms in a text', () => {
  it.each([
    [
      'a name as it is written',
      'He met Ann Weaver.',
      { 'Ann Weaver': 'Anne W.' },
      [['Ann Weaver', 'Anne W.']],
    ],
    [
      'the longest of two at one place',
      'New York Times',
      { 'New York': 'a', 'New York Times': 'b' },
      [['New York Times', 'b']],
    ],
    [
      'the longest of two that overlap',
      'New York Times Company',
      { 'New York': 'a', 'York Times Company': 'b' },
      [['York Times Company', 'b']],
    ],
    [
      'several, in their order',
      'B and A',
      { A: '1', B: '2' },
      [
        ['B', '2'],
        ['A', '1'],
      ],
    ],
    ['a term at a possessive', 'Weaver’s car', { Weaver: 'Tisserand' }, [['Weaver', 'Tisserand']]],
    [
      'a term in quotes and brackets',
      '“bail” (bail)',
      { bail: 'caution' },
      [
        ['bail', 'caution'],
        ['bail', 'caution'],
      ],
    ],
    [
      'a small term at the head of a sentence',
      'Press release today',
      { 'press release': 'communiqué' },
      [['Press release', 'Communiqué']],
    ],
    [
      'a small term in a headline in capitals',
      'PRESS RELEASE',
      { 'press release': 'communiqué' },
      [['PRESS RELEASE', 'COMMUNIQUÉ']],
    ],
    [
      'a name in a headline in capitals',
      'GREEN VALLEY FLOODED',
      { 'Green Valley': 'Vert-Val' },
      [['GREEN VALLEY', 'VERT-VAL']],
    ],
    [
      'what is kept, as it is written',
      'GREEN VALLEY and Green Valley',
      { 'Green Valley': null },
      [
        ['GREEN VALLEY', 'GREEN VALLEY'],
        ['Green Valley', 'Green Valley'],
      ],
    ],
    [
      'an apostrophe and a space in any form',
      'l’Oréal\u00a0Group',
      { "l'Oréal Group": 'x' },
      [['l’Oréal\u00a0Group', 'x']],
    ],
    [
      'a term with signs of its own',
      'The Soyuz-2 and C++.',
      { 'Soyuz-2': null, 'C++': 'C plus plus' },
      [
        ['Soyuz-2', 'Soyuz-2'],
        ['C++', 'C plus plus'],
      ],
    ],
    ['a term in a script without spaces', '来自東京都的消息', { 東京: 'Tokyo' }, [['東京', 'Tokyo']]],
    [
      'of terms that differ in case the one that is meant',
      'us, US',
      { US: 'É.-U.', us: 'nous' },
      [
        ['us', 'nous'],
        ['US', 'É.-U.'],
      ],
    ],
    [
      'a term named like a part of every object',
      'constructor',
      { constructor: 'bâtisseur' },
      [['constructor', 'bâtisseur']],
    ],
  ])('finds %s', (_, text, terms, expected) => {
    expect(found(text, terms as unknown as Glossary['terms'])).toEqual(expected);
  });

  it.each([
    ['inside a word', 'Kimono, Akim', { Kim: null }],
    ['in small letters where it is a name', 'Give us apple pie', { US: 'É.-U.', Apple: null }],
    ['inside a number', '2026', { 20: 'vingt' }],
    ['where there are none', 'text', {}],
    ['in no text', '', { a: 'b' }],
  ])('finds no term %s', (_, text, terms) => {
    expect(found(text, terms)).toEqual([]);
  });

  it('never gives occurrences that overlap or break a word', () => {
    const word = fc.constantFrom('New', 'York', 'new', 'press', 'é', '東京', '-', 'Times');
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '));
    const terms = fc.dictionary(
      fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
      fc.constantFrom('x', null),
    );
    fc.assert(
      fc.property(text, terms, (content, list) => {
        let reached = 0;
        for (const { start, end } of findTerms(content, { terms: list })) {
          expect(start).toBeGreaterThanOrEqual(reached);
          expect(end).toBeGreaterThan(start);
          reached = end;
          expect(/[\p{L}][\p{L}]/u.test(content.slice(Math.max(0, start - 1), start + 1))).toBe(false);
        }
      }),
    );
  });

  it('looks up a long text in a long glossary without comparing each with each', () => {
    const terms = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [`the term number ${i}`, `${i}`]),
    );
    const text = 'the term number 9999 and the term none. '.repeat(5000);
    expect(findTerms(text, { terms })).toHaveLength(5000);
  });
});

describe('a glossary', () => {
  it('knows a text that is one term', () => {
    const glossary: Glossary = { terms: { Elysee: 'Élysée' } };
    expect(wholeTerm('Elysee', glossary)).toBe('Élysée');
    expect(wholeTerm('Elysee now', glossary)).toBeUndefined();
  });

  it('is for its own language, and for text that is in none', () => {
    const glossary: Glossary = { terms: { a: 'b' }, source: 'en' as LanguageCode };
    const of = (code: string) => glossaryFor(glossary, code as LanguageCode);
    expect([of('en'), of('zxx'), of('und'), of('de')]).toEqual([glossary, glossary, glossary, undefined]);
  });

  it('touches the key of a text by the terms that stand in it alone', async () => {
    const text = 'He met Ann Weaver.';
    const one = await usedTermsHash(text, { terms: { 'Ann Weaver': 'Anne' } });
    expect(await usedTermsHash(text, { terms: { 'Ann Weaver': 'Anne', Soyuz: null } })).toBe(one);
    expect(await usedTermsHash(text, { terms: { 'Ann Weaver': 'Anna' } })).not.toBe(one);
    expect(await usedTermsHash(text, { terms: { Soyuz: null } })).toBeNull();
  });
});
