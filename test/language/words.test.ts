import { describe, expect, it } from 'vitest';
import { splitWords } from '../../src/language/words.ts';

const texts = (text: string) => splitWords(text).map((word) => word.text);
const gaps = (text: string) => splitWords(text).map((word) => word.gap);

describe('words', () => {
  it('keep elisions and contractions whole', () => {
    expect(texts("L'été, qu'il don't")).toEqual(["L'été", "qu'il", "don't"]);
    expect(texts('aujourd’hui')).toEqual(['aujourd’hui']);
  });

  it('leave out numbers, codes, addresses, handles and tags', () => {
    expect(texts('See 12 at www.example.org, ask desk@example.org or @desk_2 #news HB-2291')).toEqual([
      'See',
      'at',
      'ask',
      'or',
      'HB',
    ]);
  });

  it('come apart where two texts are glued', () => {
    expect(texts('the coastLa tempête')).toEqual(['the', 'coast', 'La', 'tempête']);
    expect(texts('Kim UnVLADIVOSTOK')).toEqual(['Kim', 'Un', 'VLADIVOSTOK']);
  });

  it('stay whole in names with a capital inside', () => {
    expect(texts('McDonald LeBron iPhone YouTube')).toEqual(['McDonald', 'LeBron', 'iPhone', 'YouTube']);
  });

  it('know what stands before them', () => {
    expect(gaps('One two, three: four « five » six. Seven-eight | nine')).toEqual([
      'sentence',
      'space',
      'comma',
      'colon',
      'quote',
      'quote',
      'sentence',
      'joint',
      'bar',
    ]);
  });

  it('are in the middle of a sentence, at its start, or in a title', () => {
    const positions = (text: string) => splitWords(text).map((word) => word.position);
    expect(positions('Then Dan left')).toEqual(['initial', 'inside', 'inside']);
    expect(positions('OLD BRIDGE CLOSES')).toEqual(['title', 'title', 'title']);
  });
});
