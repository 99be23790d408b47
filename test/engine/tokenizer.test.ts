import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTokenizer } from '../../src/engine/tokenizer.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { config, en, fr, readJson, tokenizer } from './embedded.ts';

const CONTROL_SPELLINGS = [
  '</s>',
  '<s>',
  '<pad>',
  '<unk>',
  '__fr__',
  '__en__',
  '<x0>',
  '<x9>',
  '＜x0＞',
  '＿＿fr＿＿',
];

/** The tokens of the text itself, without language and end. */
const inner = (text: string) => tokenizer.encode(text, en).slice(1, -1);

describe('framing', () => {
  it('puts the source language before the text and the end token after it', () => {
    const { added_tokens } = readJson('tokenizer.json') as {
      added_tokens: { id: number; content: string }[];
    };
    const id = (content: string) => added_tokens.find((token) => token.content === content)?.id;
    const tokens = tokenizer.encode('Le marché ouvre.', fr);
    expect(tokens[0]).toBe(id('__fr__'));
    expect(tokens.at(-1)).toBe(id('</s>'));
    expect(tokenizer.prefix(en)).toEqual([config.startToken, id('__en__')]);
  });

  it('gives white space no tokens at all', () => {
    expect(tokenizer.encode(' \u00a0\n', en)).toEqual([]);
  });

  it('refuses a language that the vocabulary lacks', () => {
    expect(() => tokenizer.prefix('cy' as LanguageCode)).toThrow(
      expect.objectContaining({ code: 'unsupported_language' }),
    );
  });
});

describe('text and control tokens', () => {
  it.each(CONTROL_SPELLINGS)('reads %s as characters', (spelling) => {
    for (const text of [spelling, `a${spelling}b`, `The ${spelling} sign`, spelling.repeat(3)]) {
      expect(inner(text).filter(tokenizer.isControl)).toEqual([]);
      expect(inner(text).length).toBeGreaterThan(1);
    }
  });

  it('lets no text become a control token', () => {
    const part = fc.oneof(
      fc.constantFrom(...CONTROL_SPELLINGS, '▁', '_', '<', ' '),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        expect(inner(parts.join('')).filter(tokenizer.isControl)).toEqual([]);
      }),
    );
  });

  it('writes no control token into the text', () => {
    const tokens = tokenizer.encode('The market opens.', en);
    expect(tokenizer.decode([...tokenizer.prefix(fr), ...tokens])).toBe('The market opens.');
    expect(tokenizer.decode([config.endToken])).toBe('');
  });
});

describe('round trip', () => {
  it.each([
    ['The U.S. economy grew 3.5% in 2023.', 'The U.S. economy grew 3.5% in 2023.'],
    ['« Où étiez-vous ? », demanda l’élève.', "« Où étiez-vous ? », demanda l'élève."],
    ['  two   spaces ', 'two spaces'],
  ])('gives %s back in its normal form', (text, normal) => {
    expect(tokenizer.decode(tokenizer.encode(text, en))).toBe(normal);
  });
});

describe('unknown characters', () => {
  const unknown = (text: string) =>
    tokenizer.unknownCharacters(text).map(({ start, end }) => text.slice(start, end));

  it('finds the runs of characters that the vocabulary lacks', () => {
    expect(unknown('Hello ☃ from 𝔸ndré ☃☃')).toEqual(['☃', '☃☃']);
  });

  it('knows what normalisation brings into the vocabulary', () => {
    expect(unknown('ﬁancé, n° 3, l’e\u0301té, 10\u00a0h\u202f30')).toEqual([]);
  });

  it('agrees with the tokens: a text without them has no unknown token', () => {
    const { model } = readJson('tokenizer.json') as { model: { unk_id: number } };
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(tokenizer.unknownCharacters(text).length === 0);
        expect(inner(text)).not.toContain(model.unk_id);
      }),
    );
  });
});

it('refuses a file that is not a tokenizer', () => {
  const { startToken, endToken } = config;
  const build = () =>
    createTokenizer({ tokenizer: { model: {} }, config: {}, layout: 'm2m100', startToken, endToken });
  expect(build).toThrow(expect.objectContaining({ code: 'model_rejected' }));
});
