import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentKey, type SegmentKeyParts, segmentKey } from '../../src/cache/key.ts';

const parts: SegmentKeyParts = {
  modelHash: 'm',
  source: 'en',
  target: 'fr',
  text: 'The minister resigned.',
  markShape: [],
  glossaryHash: null,
  options: { beams: 1 },
};

describe('the key of a segment', () => {
  it('is a SHA-256 in hexadecimal', async () => {
    expect(await segmentKey(parts)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    ['the model', { modelHash: 'n' }],
    ['the source language', { source: 'fr' }],
    ['the target language', { target: 'en' }],
    ['the text', { text: 'The minister resigned!' }],
    ['the place of a mark', { markShape: [['open', 'b', 4, 1]] as const }],
    ['the glossary', { glossaryHash: 'g' }],
    ['an option', { options: { beams: 4 } }],
  ])('changes with %s', async (_, change) => {
    expect(await segmentKey({ ...parts, ...change })).not.toBe(await segmentKey(parts));
  });

  it('does not depend on the order of options', async () => {
    const a = await segmentKey({ ...parts, options: { a: 1, b: 2 } });
    expect(await segmentKey({ ...parts, options: { b: 2, a: 1 } })).toBe(a);
  });

  it('is the same for the same text composed and decomposed', async () => {
    const decomposed = 'Le ministre a de\u0301missionne\u0301.';
    expect(await segmentKey({ ...parts, text: decomposed.normalize('NFC') })).toBe(
      await segmentKey({ ...parts, text: decomposed }),
    );
  });

  it('never collides when text moves from one part to another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string(), fc.string(), fc.string(), async (a, b, c, d) => {
        fc.pre(a.normalize('NFC') !== b.normalize('NFC') || c !== d);
        const one = await segmentKey({ ...parts, text: a, source: c });
        expect(await segmentKey({ ...parts, text: b, source: d })).not.toBe(one);
      }),
    );
  });
});

describe('the hash of content', () => {
  const content = {
    modelHash: 'm',
    content: 'a',
    format: 'text',
    source: 'auto',
    glossaryHash: null,
    options: {},
  };

  it('takes content to the byte', async () => {
    expect(await contentKey({ ...content, content: 'a\r\n' })).not.toBe(
      await contentKey({ ...content, content: 'a\n' }),
    );
  });

  it('differs from that of a segment', async () => {
    expect(await contentKey({ ...content, content: parts.text })).not.toBe(await segmentKey(parts));
  });
});
