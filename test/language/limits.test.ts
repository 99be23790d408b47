import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/formats.ts';
import { parseHtml } from '../../src/document/html.ts';
import { parseText } from '../../src/document/text.ts';
import { identify } from '../../src/language/identify.ts';

const fill = (unit: string, length: number) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
const tooLarge = (max: number) =>
  expect.objectContaining({
    code: 'content_too_large',
    message: `the document has more than ${max} segments`,
    param: 'content',
  });

describe('a document of too many pieces is refused', () => {
  it('when it has more blocks', async () => {
    const document = parseHtml('<p>One</p><p>Two</p><p>Three</p>');
    await expect(identify(document, { maxPieces: 2 })).rejects.toEqual(tooLarge(2));
    expect(await identify(document, { maxPieces: 3 })).toHaveLength(3);
  });

  it('when its blocks have more sentences', async () => {
    const document = parseText('The rain has stopped. The river falls. The road is open.');
    await expect(identify(document, { maxPieces: 2 })).rejects.toEqual(tooLarge(2));
    expect(await identify(document, { maxPieces: 3 })).toHaveLength(3);
  });

  it('when its sentences change their language more often', async () => {
    const document = parseText('Le maire a répondu : « We will not leave the table » avant de sortir.');
    await expect(identify(document, { maxPieces: 2 })).rejects.toEqual(tooLarge(2));
    expect(await identify(document, { maxPieces: 3 })).toHaveLength(3);
  });

  it.each(['a.\n', 'Aa. ', '… A', 'one two threeThe four ', '| a '])(
    'without being read to its end: 1 MB of %j',
    async (unit) => {
      const document = parseText(fill(unit, 1_000_000));
      await expect(identify(document, { maxPieces: 2000 })).rejects.toEqual(tooLarge(2000));
    },
  );
});

describe('parsing', () => {
  it.each([
    ['text', 'One.\nTwo.\nThree.'],
    ['html', '<p>One</p><p>Two</p><img alt=Three>'],
    ['html', '<p>One</p><p>Two</p>Three'],
  ] as const)('refuses %s of more blocks than it may have', (format, source) => {
    expect(() => parseDocument(source, format, { maxBlocks: 2 })).toThrow(tooLarge(2));
    expect(parseDocument(source, format, { maxBlocks: 3 }).blocks).toHaveLength(3);
  });

  it.each([
    ['text', 'a.\n'],
    ['html', '<p>a'],
    ['html', '<img alt=a>'],
  ] as const)('stops there: 4 MB of %s', (format, unit) => {
    const source = fill(unit, 4_000_000);
    expect(() => parseDocument(source, format, { maxBlocks: 2000 })).toThrow(tooLarge(2000));
  });
});

describe('text that is no text is read in bounded time', () => {
  it.each(['aB', 'a.a.', 'A.A.', 'a', '!', '« ', 'x ', 'a-', 'a@a.', '1.', '.”', ') ', 'п '])(
    '400 KB of %j',
    async (unit) => {
      const source = fill(unit, 400_000);
      for (const format of ['text', 'html'] as const) {
        const pieces = await identify(parseDocument(source, format));
        const length = pieces.reduce((sum, { text }) => sum + text.replace(/\s/g, '').length, 0);
        expect(length).toBe(source.replace(/\s/g, '').length);
      }
    },
    30_000,
  );
});
