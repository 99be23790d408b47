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

  it('leave out where the wind blows from', () => {
    expect(texts('Vent : SO 20 km/h, puis NO')).toEqual(['Vent', 'km', 'h', 'puis', 'NO']);
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

  it('are joined by a dash without spaces, and by the score of a match', () => {
    expect(gaps('Paris–Tours')).toEqual(['sentence', 'joint']);
    expect(gaps('Rovers 2–1 Olympique')).toEqual(['sentence', 'space']);
    expect(gaps('Rovers – Olympique')).toEqual(['sentence', 'bar']);
  });

  it('begin a text behind a full stop without a space', () => {
    expect(gaps('on Tuesday.Publicité')).toEqual(['sentence', 'space', 'glue']);
    expect(gaps('the U.S. team')).not.toContain('glue');
  });

  it('come apart where one inline element ends and another begins, and before a time counted from now', () => {
    expect(splitWords('Jean-Miil y a', [7]).map((word) => word.text)).toEqual(['Jean', 'Mi', 'il', 'y', 'a']);
    expect(gaps('Loïc il y a 5 h')).toEqual(['sentence', 'glue', 'space', 'space', 'space']);
    expect(gaps('Penny 5h ago')).toEqual(['sentence', 'glue']);
  });

  it('are in the middle of a sentence, at its start, or in a title', () => {
    const positions = (text: string) => splitWords(text).map((word) => word.position);
    expect(positions('Then Dan left')).toEqual(['initial', 'inside', 'inside']);
    expect(positions('OLD BRIDGE CLOSES')).toEqual(['title', 'title', 'title']);
  });
});
