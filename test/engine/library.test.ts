import { fileURLToPath } from 'node:url';
import { AutoModelForSeq2SeqLM, env, Tensor } from '@xenova/transformers';
import { afterAll, describe, expect, it } from 'vitest';
import { loadEmbeddedEngine } from '../../src/engine/embedded-node.ts';
import { en, fr, hinted, MODELS, SENTENCES, tokenizer } from './embedded.ts';

env.localModelPath = fileURLToPath(MODELS);
env.allowRemoteModels = false;
const embedded = await loadEmbeddedEngine({ limits: { batch: { rows: 1, tokens: 512 } } });
afterAll(() => embedded.close());

describe('the decode loop', () => {
  it('gives a single sentence the translation that the library gives it', async () => {
    const library = await AutoModelForSeq2SeqLM.from_pretrained('embedded', { dtype: 'q8' });
    for (const text of SENTENCES) {
      const source = hinted(tokenizer.encode(text, en), en);
      const input = (values: readonly number[]) =>
        new Tensor('int64', BigInt64Array.from(values, BigInt), [1, source.length]);
      const prefix = tokenizer.prefix(fr);
      const output = await library.generate({
        inputs: input(source),
        attention_mask: input(source.map(() => 1)),
        forced_bos_token_id: prefix[1]!,
      } as never);
      const [theirs] = (output as Tensor).tolist() as bigint[][];
      const written = theirs!.slice(prefix.length, -1).map(Number);
      const ours = await embedded.translate({ text, source: en, target: fr });
      expect(ours).toMatchObject({ text: tokenizer.decode(written), complete: true });
    }
  });
});
