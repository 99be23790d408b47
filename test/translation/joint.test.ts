import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { render } from '../../src/document/render.ts';
import { partGlued } from '../../src/translation/joint.ts';

/** A paragraph with some of its texts replaced. */
function written(text: string, replaced: readonly (readonly [from: string, to: string])[]): string {
  const document = parseHtml(`<p>${text}</p>`);
  const plain = document.blocks[0]!.text;
  const replacements = replaced.map(([from, to]) => {
    const start = plain.indexOf(from);
    return { block: 0, start, end: start + from.length, text: to, marks: [] };
  });
  return render(document, partGlued(document, replacements)).slice(3, -4);
}

describe('two texts that were glued together', () => {
  it.each([
    [
      'both translated',
      'helpers help themselvesThere are',
      [
        ['helpers help themselves', 'se servent'],
        ['There are', 'Il y a'],
      ],
      'se servent Il y a',
    ],
    [
      'the first translated',
      'Similar News:Vous pouvez',
      [['Similar News:', 'Articles similaires :']],
      'Articles similaires : Vous pouvez',
    ],
    [
      'the second translated',
      'Similar News:Vous pouvez',
      [['Vous pouvez', 'You can']],
      'Similar News: You can',
    ],
    [
      'parted by a space already',
      'One. Two.',
      [
        ['One.', 'Un.'],
        ['Two.', 'Deux.'],
      ],
      'Un. Deux.',
    ],
    ['alone', 'The end', [['The end', 'La fin']], 'La fin'],
    ['kept, both of them', 'Similar News:Vous pouvez', [], 'Similar News:Vous pouvez'],
  ] as const)('are parted by one space: %s', (_, text, replaced, expected) => {
    expect(written(text, replaced)).toBe(expected);
  });

  it('take their marks along', () => {
    const document = parseHtml('<p>Similar News:Vous <b>pouvez</b> lire</p>');
    const marks = document.blocks[0]!.marks.map(({ id }, i) => ({ id, at: 4 + 3 * i }));
    const replacement = { block: 0, start: 13, end: 29, text: 'You can read', marks };
    expect(render(document, partGlued(document, [replacement]))).toBe(
      '<p>Similar News: You <b>can</b> read</p>',
    );
  });
});
