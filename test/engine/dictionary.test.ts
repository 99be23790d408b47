import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDictionary } from '../../src/engine/dictionary.ts';
import { en, fr } from './embedded.ts';

type Entry = readonly [language: string, word: string, translation: string];

function write(entries: readonly Entry[]): Uint8Array {
  const lines = entries.map((entry) => Buffer.from(`${entry.join('\t')}\n`));
  return Buffer.concat(lines.sort(Buffer.compare));
}

const word = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 6 })
  .filter((text) => !/[\0-\t\n]/.test(text));
const key = ([language, written]: Entry) => `${language} ${written}`;
const entries = fc.uniqueArray(fc.tuple(fc.constantFrom('en', 'fr'), word, fc.oneof(word, fc.constant(''))), {
  selector: key,
  minLength: 1,
  maxLength: 40,
});

describe('openDictionary', () => {
  it('finds every word of its file, and no other', () => {
    fc.assert(
      fc.property(entries, fc.array(word), (written, others) => {
        const dictionary = openDictionary(write(written));
        const known = new Map(written.map((entry) => [key(entry), entry[2]]));
        for (const [language, text] of [...written, ...others.map((text) => ['en', text] as const)]) {
          expect(dictionary.get(language === 'en' ? en : fr, text)).toBe(known.get(`${language} ${text}`));
        }
      }),
    );
  });

  it('tells a word from one that begins with it, and one language from the other', () => {
    const dictionary = openDictionary(
      write([
        ['en', 'pain', 'douleur'],
        ['en', 'painter', 'peintre'],
        ['fr', 'pain', 'bread'],
      ]),
    );
    expect(dictionary.get(en, 'pain')).toBe('douleur');
    expect(dictionary.get(fr, 'pain')).toBe('bread');
    expect(dictionary.get(en, 'paint')).toBeUndefined();
    expect(dictionary.get(en, '')).toBeUndefined();
  });

  it.each(['', 'en\tpain\tdouleur'])('refuses a file whose last line has no end: %j', (text) => {
    expect(() => openDictionary(new TextEncoder().encode(text))).toThrow(
      expect.objectContaining({ code: 'model_rejected' }),
    );
  });
});
