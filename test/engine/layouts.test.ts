import { describe, expect, it } from 'vitest';
import { parseModelConfig } from '../../src/engine/model-config.ts';
import { createSeq2Seq } from '../../src/engine/seq2seq.ts';
import { createTokenizer, TOKEN_LAYOUTS, type TokenLayout } from '../../src/engine/tokenizer.ts';
import { en, fr } from './embedded.ts';
import { hubModel, MARIAN_PAD } from './hub-model.ts';
import { randomModel } from './random-model.ts';

async function open(layout: TokenLayout) {
  const files = await hubModel(layout);
  const json = (path: string): unknown => JSON.parse(files.get(path)!.toString());
  const config = parseModelConfig(json('config.json'), json('generation_config.json'));
  const tokenizer = createTokenizer({
    tokenizer: json('tokenizer.json'),
    config: json('tokenizer_config.json'),
    layout,
    startToken: config.startToken,
    endToken: config.endToken,
  });
  return { config, tokenizer };
}

describe('how a family of models lays out a sentence', () => {
  it.each([
    ['m2m100', [4], [2, 5]],
    ['nllb', [4], [2, 5]],
    ['marian', [], [2]],
  ] as const)('%s', async (layout, before, prefix) => {
    const { tokenizer } = await open(layout);
    const tokens = tokenizer.encode('Tea', en);
    const letters = tokenizer.encode('tea', en);
    expect(tokens).toEqual(letters);
    expect(tokens.slice(0, before.length)).toEqual(before);
    expect(tokens.at(-1)).toBe(2);
    expect(tokenizer.decode(tokens)).toBe('tea');
    expect(tokenizer.prefix(fr)).toEqual(prefix);
  });
});

describe('tokens that a model must not write', () => {
  const rows = Array.from({ length: 12 }, (_, i) => ({ source: [10 + i, 11, 12 + i, 2], prefix: [2] }));

  it.each([1, 4])('are passed over, beams %i', async (beams) => {
    const runtime = await randomModel();
    const { config } = await open('marian');
    const free = createSeq2Seq(runtime, { ...config, forbiddenTokens: [] });
    const bound = createSeq2Seq(runtime, config);
    const tokensOf = async (seq2seq: typeof free) =>
      (await seq2seq.decode(rows, { beams })).flatMap((one) => (one.status === 'decoded' ? one.tokens : []));
    const freely = await tokensOf(free);
    const favourite = freely.toSorted(
      (a, b) => freely.filter((t) => t === b).length - freely.filter((t) => t === a).length,
    )[0]!;
    const without = createSeq2Seq(runtime, { ...config, forbiddenTokens: [favourite] });
    expect(await tokensOf(without)).not.toContain(favourite);
    expect(await tokensOf(bound)).not.toContain(MARIAN_PAD);
  });
});

it('every layout of the manifest has a fixture', async () => {
  for (const layout of TOKEN_LAYOUTS) expect((await hubModel(layout)).size).toBe(6);
});
