import { afterAll, describe, expect, it } from 'vitest';
import { loadEmbeddedEngine } from '../../src/engine/embedded-node.ts';
import { en, fr } from './embedded.ts';

const engine = await loadEmbeddedEngine();
afterAll(() => engine.close());

const markersOf = (text: string) => (text.match(/<x\d>/g) ?? []).sort();

describe('the embedded model', () => {
  it('says how many markers it was trained to copy', () => {
    expect(engine.model.markers).toBe(10);
  });

  it.each([
    ['The mayor of <x0> opened the new bridge on Monday.', en, fr],
    ['The council of <x0> approved the <x1> budget <x2> in March.', en, fr],
    ['The president met the ministers of <x0> and <x1> in Paris.', en, fr],
    ['Le maire de <x0> a ouvert le nouveau pont lundi.', fr, en],
    ['Le conseil de <x0> a approuvé le <x1> budget <x2> en mars.', fr, en],
    ['Le président a rencontré les ministres de <x0> et de <x1> à Paris.', fr, en],
  ])('copies each marker of “%s” once', async (text, source, target) => {
    const { text: translation } = await engine.translate({ text, source, target });
    expect(markersOf(translation)).toEqual(markersOf(text));
  });

  it('never writes a marker that the source has not', async () => {
    const { text } = await engine.translate({
      text: 'The mayor opened the bridge.',
      source: en,
      target: fr,
    });
    expect(markersOf(text)).toEqual([]);
  });
});
