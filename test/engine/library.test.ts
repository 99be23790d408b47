import { fileURLToPath } from 'node:url';
import { env, pipeline } from '@xenova/transformers';
import { afterAll, describe, expect, it } from 'vitest';
import { loadEmbeddedEngine } from '../../src/engine/embedded-node.ts';
import { en, fr, MODELS, SENTENCES } from './embedded.ts';

env.localModelPath = fileURLToPath(MODELS);
env.allowRemoteModels = false;
const embedded = await loadEmbeddedEngine({ limits: { batch: { rows: 1, tokens: 512 } } });
afterAll(() => embedded.close());

describe('the decode loop', () => {
  it("gives a single sentence the translation of the library's own pipeline", async () => {
    const translate = await pipeline('translation', 'embedded', { dtype: 'q8' });
    for (const text of SENTENCES) {
      const options = { src_lang: 'en', tgt_lang: 'fr' } as never;
      const [theirs] = (await translate(text, options)) as { translation_text: string }[];
      const ours = await embedded.translate({ text, source: en, target: fr });
      expect(ours).toMatchObject({ text: theirs!.translation_text, complete: true });
    }
  });
});
