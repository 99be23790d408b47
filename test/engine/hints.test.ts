import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dictionary } from '../../src/engine/dictionary.ts';
import { createHints, foldWeights } from '../../src/engine/hints.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { en, fr, hinted as hintedByDictionary, tokenizer } from './embedded.ts';

const WORDS = new Map([
  ['en river', 'rivière'],
  ['en Reading', ''],
  ['en reading', 'lecture'],
  ['en well-known', 'célèbre'],
  ['en teller', 'guichetier'],
  ['en Zealand', 'Nouvelle-Zélande'],
  ['fr hôpital', 'hospital'],
  ['fr Philippine', 'Filipino'],
]);
const dictionary: Dictionary = { get: (language, word) => WORDS.get(`${language} ${word}`) };
const MARK = tokenizer.encode('x', en)[0]!;
const hints = createHints(dictionary, tokenizer, { mark: MARK, maxTokens: 510 });

/** The text with each hint in brackets behind its word. */
function hinted(text: string, language: LanguageCode = en): string {
  const { tokens, origins } = hints(tokenizer.encode(text, language), language);
  let last = -1;
  let written = '';
  tokens.forEach((token, i) => {
    const isHint = origins[i] === last;
    last = origins[i]!;
    if (i === 0 || i === tokens.length - 1) return;
    if (isHint) written += token === MARK ? '{' : tokenizer.written(token).trim();
    const ends = isHint && (origins[i + 1] !== last || tokens[i + 1] === MARK);
    if (!isHint) written += tokenizer.written(token);
    else if (ends) written += '}';
  });
  return written.trim();
}

describe('createHints', () => {
  it.each([
    ['The river, again.', 'The river{rivière}, again.'],
    ['River and river', 'River{rivière} and river{rivière}'],
    ['THE RIVER', 'THE RIVER{RIVIÈRE}'],
    ['The river’s end', "The river's{rivière} end"],
    ['Reading is a town', 'Reading is a town'],
    ['A well-known town', 'A well-known{célèbre} town'],
    ['The riverside', 'The riverside'],
    ['The __fr__ river <x0>', 'The __fr__ river{rivière} <x0>'],
    ['Teller wanted', 'Teller{guichetier} wanted'],
    ['It was said by Morag Teller, the owner', 'It was said by Morag Teller, the owner'],
    ['Bank Teller Goes Home', 'Bank Teller{guichetier} Goes Home'],
    ['a visit to New Zealand', 'a visit to New Zealand{Nouvelle-Zélande}'],
  ])('%s', (text, expected) => {
    expect(hinted(text)).toBe(expected);
  });

  it('takes a word for a first name where a name follows that it does not know', () => {
    expect(hinted('a dit Philippine Ardouin', fr)).toBe('a dit Philippine Ardouin');
    expect(hinted('la presse Philippine', fr)).toBe('la presse Philippine{Filipino}');
  });

  it('does not take an elided article for a part of the word', () => {
    expect(hinted('L’hôpital ferme', fr)).toBe("L'hôpital{hospital} ferme");
  });

  it('leaves a source that would become too long as it is', () => {
    const source = tokenizer.encode('river '.repeat(10), en);
    const short = createHints(dictionary, tokenizer, { mark: MARK, maxTokens: source.length });
    expect(short(source, en)).toEqual({ tokens: source, origins: source.map((_, place) => place) });
  });

  it('keeps every token of the source in its order', () => {
    const part = fc.oneof(
      fc.constantFrom('river', 'Reading', ' ', ',', '<x0>'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const source = tokenizer.encode(parts.join(' '), en);
        const { tokens, origins } = hints(source, en);
        const firsts = tokens.filter((_, i) => origins[i] !== origins[i - 1]);
        expect(firsts).toEqual(source);
      }),
    );
  });
});

describe('foldWeights', () => {
  it('gives the attention that hints draw to their words', () => {
    // Language, two words of one token, the first with a hint of two; the end.
    const source = { tokens: [0, 1, 9, 9, 2, 0], origins: [0, 1, 1, 1, 2, 3] };
    const weights = Float32Array.of(0.125, 0.25, 0.5, 0.0625, 0, 0, 0.25, 0.5);
    expect([...foldWeights(weights, source)]).toEqual([0.875, 0.0625, 0.25, 0.5]);
  });

  it('leaves a source without hints alone', () => {
    const weights = Float32Array.of(0.5, 0.25);
    expect(foldWeights(weights, { tokens: [0, 1, 2, 0], origins: [0, 1, 2, 3] })).toBe(weights);
  });
});

describe('the hints that the model has learnt from', () => {
  // Written by models/training/hinting.py; sentences without capitals inside, which may be names here.
  const cases = readFileSync(new URL('hinted.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');

  it('are those that it is given', () => {
    expect(cases.length).toBeGreaterThan(100);
    for (const line of cases) {
      const [code, text, ...tokens] = line.split('\t') as [LanguageCode, string, ...string[]];
      const source = hintedByDictionary(tokenizer.encode(text, code), code);
      expect(source.slice(1, -1), text).toEqual(tokens.map(Number));
    }
  });
});
