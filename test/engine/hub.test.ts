import { fileURLToPath } from 'node:url';
import { pipeline } from '@xenova/transformers';
import { describe, expect, it } from 'vitest';
import { loadEmbeddedEngine } from '../../src/engine/embedded-node.ts';
import { loadHubEngine } from '../../src/engine/hub.ts';
import { loadNodeEngine } from '../../src/engine/load-node.ts';
import { en, fr, MODELS, SENTENCES } from './embedded.ts';

const localModelPath = fileURLToPath(MODELS);
const hub = await loadHubEngine({ name: 'embedded', languages: [en, fr], localModelPath });
const embedded = await loadEmbeddedEngine({ limits: { batch: { rows: 1, tokens: 512 } } });

describe('a model loaded through the library of the hub', () => {
  it.each(SENTENCES)('translates as the verified one: %s', async (text) => {
    const request = { text, source: en, target: fr };
    expect(await hub.translate(request)).toEqual(await embedded.translate(request));
  });

  it('is unknown when neither the folder nor the hub has it', async () => {
    await expect(loadHubEngine({ name: 'nobody/nothing', localModelPath })).rejects.toMatchObject({
      code: 'unknown_model',
    });
    await expect(loadNodeEngine('nothing')).rejects.toMatchObject({ code: 'unknown_model' });
  });
});

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
