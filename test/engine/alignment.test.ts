import { afterAll, describe, expect, it } from 'vitest';
import { loadNodeEngine } from '../../src/engine/load-node.ts';
import { nodeRuntime } from '../../src/engine/ort-node.ts';
import { HEAD } from '../../src/engine/scoring-head.ts';
import { floats } from '../../src/engine/session.ts';
import { config, en, fr, readModelFile, row, tokenizer } from './embedded.ts';

const runtime = await nodeRuntime({
  encoder: await readModelFile('onnx/encoder_model_quantized.onnx'),
  decoder: await readModelFile('onnx/decoder_model_merged_quantized.onnx'),
});
const ids = (list: readonly number[]) =>
  runtime.tensor('int64', BigInt64Array.from(list, BigInt), [1, list.length]);

/** One row of attention over the source for each of the target's tokens. */
async function align(text: string, translation: string): Promise<number[][]> {
  const { source, prefix } = row(text, en, fr);
  const target = [...prefix, ...tokenizer.encode(translation, fr).slice(1, -1)];
  const mask = ids(source.map(() => 1));
  const { last_hidden_state: states } = await runtime.encoder.run(
    { input_ids: ids(source), attention_mask: mask },
    ['last_hidden_state'],
  );
  const empty = runtime.tensor('float32', new Float32Array(0), [1, config.heads, 0, config.headSize]);
  const pasts = runtime.decoder.inputNames.filter((name) => name.startsWith('past_key_values'));
  const { alignment } = await runtime.decoder.run(
    {
      input_ids: ids(target),
      encoder_attention_mask: mask,
      encoder_hidden_states: states!,
      [HEAD.count]: runtime.tensor('int64', BigInt64Array.of(1n), [1]),
      use_cache_branch: runtime.tensor('bool', Uint8Array.of(0), [1]),
      ...Object.fromEntries(pasts.map((name) => [name, empty])),
    },
    ['alignment'],
  );
  expect(alignment!.dims).toEqual([1, target.length, source.length]);
  const data = [...floats(alignment)];
  return target.map((_, i) => data.slice(i * source.length, (i + 1) * source.length));
}

describe('the alignment that the decoder gives out', () => {
  it('is a share of attention for each token of the source, in sum 1', async () => {
    for (const shares of await align(
      'The council approved the budget.',
      'Le conseil a approuvé le budget.',
    )) {
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
    }
  });

  it('leads from a number to the same number, in the row before the token', async () => {
    const shares = await align('In Paris, 7 people were hurt.', 'À Paris, 7 personnes ont été blessées.');
    const seven = tokenizer.encode('7', fr).at(-2)!;
    const at = tokenizer.encode('À Paris, 7 personnes ont été blessées.', fr).indexOf(seven);
    // The prefix has one token more than the source's framing: the row that chooses token i is row i.
    const chosen = shares[at]!;
    const text = chosen.slice(1, -1);
    const source = row('In Paris, 7 people were hurt.', en, fr).source.slice(1, -1);
    expect(source[text.indexOf(Math.max(...text))]).toBe(seven);
  });
});

describe('an engine', () => {
  const engine = loadNodeEngine('embedded');
  afterAll(async () => (await engine).close());
  const text = 'In Paris, 7 people were hurt.';

  it('says which tokens came from which when it is asked to', async () => {
    const { text: translation, alignment } = await (await engine).translate({
      text,
      source: en,
      target: fr,
      aligned: true,
    });
    const letters = (of: string) => of.match(/[\p{L}\p{N}]/gu)!.length;
    expect(alignment!.source.at(-1)).toBe(letters(text));
    expect(alignment!.target.at(-1)).toBe(letters(translation));
    expect(alignment!.weights).toHaveLength((alignment!.source.length - 1) * (alignment!.target.length - 1));
  });

  it('gives the same for a sentence alone and in a batch, whatever the width of the beam', async () => {
    const ask = async (of: string, beams = 1) =>
      (await engine).translate({ text: of, source: en, target: fr, aligned: true, beams });
    const [alone] = [await ask(text, 2)];
    const [together] = await Promise.all([
      ask(text, 2),
      ask('The council approved the new budget on Monday.', 2),
    ]);
    expect([...together.alignment!.weights].map((w) => w.toFixed(2))).toEqual(
      [...alone.alignment!.weights].map((w) => w.toFixed(2)),
    );
  });

  it('says nothing of it otherwise', async () => {
    expect(await (await engine).translate({ text, source: en, target: fr })).not.toHaveProperty('alignment');
  });
});
