import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Replacement } from '../../src/document/document.ts';
import { parseHtml } from '../../src/document/html.ts';
import { tokenizeHtml } from '../../src/document/html-tokens.ts';
import { marksInside, render } from '../../src/document/render.ts';
import { parseText } from '../../src/document/text.ts';
import { PAGE, replaceAll, texts, wellFormed } from './helpers.ts';

/** Replaces a whole block by a text, with its marks at the given places. */
const whole = (source: string, block: number, text: string, places: readonly number[] = []): Replacement => {
  const { text: old } = parseHtml(source).blocks[block]!;
  const inside = marksInside(parseHtml(source).blocks[block]!, { start: 0, end: old.length });
  return {
    block,
    start: 0,
    end: old.length,
    text,
    marks: inside.map(({ id }, i) => ({ id, at: places[i]! })),
  };
};
const rendered = (source: string, ...replacements: Replacement[]) => render(parseHtml(source), replacements);

describe('text', () => {
  it('is escaped as markup', () => {
    expect(rendered('<p>old</p>', whole('<p>old</p>', 0, 'a < b & "c"\u00a0>'))).toBe(
      '<p>a &lt; b &amp; "c"\u00a0&gt;</p>',
    );
  });

  it('leaves white space and comments around it alone', () => {
    const source = '<p>\r\n  <!-- a -->old <b> </b>\r\n</p>';
    expect(rendered(source, whole(source, 0, 'new'))).toBe('<p>\r\n  <!-- a -->new <b> </b>\r\n</p>');
  });

  it('is written as it is in plain text', () => {
    const document = parseText('Old line.\r\n\r\nNext & last.');
    expect(render(document, [{ block: 1, start: 0, end: 12, text: 'a < b', marks: [] }])).toBe(
      'Old line.\r\n\r\na < b',
    );
  });

  it('cannot make markup with what stands before it', () => {
    const tight = parseHtml('<p>1<2&3</p>');
    expect(texts(parseHtml(render(tight, [{ block: 0, start: 2, end: 3, text: 'b', marks: [] }])))).toEqual([
      '1<b&3',
    ]);
    expect(texts(parseHtml(render(tight, [{ block: 0, start: 4, end: 5, text: 'lt;', marks: [] }])))).toEqual(
      ['1<2&lt;'],
    );
  });
});

describe('attributes', () => {
  it('are escaped for their quotes', () => {
    const double = '<img alt="old">';
    const single = "<img alt='old'>";
    expect(rendered(double, whole(double, 0, `a "b" 'c' & d`))).toBe(
      `<img alt="a &quot;b&quot; 'c' &amp; d">`,
    );
    expect(rendered(single, whole(single, 0, `a "b" 'c' & d`))).toBe(`<img alt='a "b" &#39;c&#39; &amp; d'>`);
  });

  it('without quotes get them when the value needs them', () => {
    const source = '<img alt=old src=x>';
    expect(rendered(source, whole(source, 0, 'new'))).toBe('<img alt=new src=x>');
    expect(rendered(source, whole(source, 0, 'a "b" c'))).toBe('<img alt="a &quot;b&quot; c" src=x>');
  });

  it('without quotes that are replaced in part get references', () => {
    const document = parseHtml('<img alt=one&#32;two>');
    expect(document.blocks[0]!.text).toBe('one two');
    const out = render(document, [{ block: 0, start: 4, end: 7, text: 'a b', marks: [] }]);
    expect(out).toBe('<img alt=one&#32;a&#32;b>');
  });

  it('of an element inside a paragraph are replaced together with the paragraph', () => {
    const source = '<p>See <a title="old">this</a> page.</p>';
    const paragraph = whole(source, 0, 'Voir cette page.', [5, 10]);
    expect(rendered(source, paragraph, whole(source, 1, 'neuf'))).toBe(
      '<p>Voir <a title="neuf">cette</a> page.</p>',
    );
    expect(rendered(source, whole(source, 1, 'neuf'))).toBe('<p>See <a title="neuf">this</a> page.</p>');
  });

  it('and text inside a kept element move with it', () => {
    const source = '<p>One <span translate=no title=x>two <b translate=yes>three</b></span> four</p>';
    const out = rendered(source, whole(source, 0, 'Quatre un', [7]), whole(source, 1, 'trois'));
    expect(out).toBe('<p>Quatre <span translate=no title=x>two <b translate=yes>trois</b></span> un</p>');
  });
});

describe('white space beside an object in a sentence', () => {
  it('is kept on both sides', () => {
    const source = '<p>Press <kbd>F</kbd> to go.</p>';
    expect(rendered(source, whole(source, 0, 'Appuyez sur pour aller.', [12]))).toBe(
      '<p>Appuyez sur <kbd>F</kbd> pour aller.</p>',
    );
    expect(rendered(source, whole(source, 0, 'Appuyez sur pour aller.', [11]))).toBe(
      '<p>Appuyez sur <kbd>F</kbd> pour aller.</p>',
    );
  });

  it('is not made up where there was none', () => {
    const source = '<p>super<wbr>man (<code>x</code>)</p>';
    expect(rendered(source, whole(source, 0, 'surhomme ()', [3, 10]))).toBe(
      '<p>sur<wbr>homme (<code>x</code>)</p>',
    );
  });
});

describe('faults of the caller', () => {
  const document = parseHtml('<p>one <b>two</b> three</p>');
  const piece = { block: 0, start: 0, end: 13, text: 'x' };

  it('are overlapping replacements', () => {
    expect(() =>
      render(document, [
        { block: 0, start: 0, end: 3, text: 'x', marks: [] },
        { block: 0, start: 2, end: 3, text: 'y', marks: [] },
      ]),
    ).toThrow(/overlap/);
  });

  it.each([
    ['a missing mark', [{ id: 0, at: 0 }]],
    [
      'a mark given twice',
      [
        { id: 0, at: 0 },
        { id: 0, at: 0 },
        { id: 1, at: 1 },
      ],
    ],
    [
      'marks out of order',
      [
        { id: 0, at: 1 },
        { id: 1, at: 0 },
      ],
    ],
    [
      'a mark outside of the text',
      [
        { id: 0, at: 0 },
        { id: 1, at: 9 },
      ],
    ],
  ])('are %s', (_, marks) => {
    expect(() => render(document, [{ ...piece, marks }])).toThrow();
  });

  it('are pieces that do not exist', () => {
    expect(() => render(document, [{ ...piece, block: 7, marks: [] }])).toThrow();
    expect(() => render(document, [{ ...piece, end: 99, marks: [] }])).toThrow();
  });
});

/** Everything of a source that is not text: tags and comments, attribute values left out. */
const tags = (source: string) =>
  (source.match(/<!--[\s\S]*?-->|<[^>]*>/g) ?? []).map((tag) => /^<(?:!--|\/?[a-z0-9]*)/i.exec(tag)?.[0]);

/** Tags and comments as they are written, attributes of text left out. */
const tokens = (source: string) => {
  const found: string[] = [];
  tokenizeHtml(source, (token) => {
    if (token.kind === 'open') found.push(`<${token.name}`);
    else if (token.kind !== 'text') found.push(source.slice(token.start, token.end));
  });
  return found;
};

/** Markup with tags dropped, doubled, exchanged and never closed. */
const broken = fc
  .array(
    fc.oneof(
      fc.constantFrom('One two. ', 'three ', 'Four | five', ' six&nbsp;', '. Seven', '<!-- c -->'),
      fc
        .tuple(
          fc.constantFrom('<', '</'),
          fc.constantFrom(
            ...'p div section b i a span button li ul td tr table h1 code svg select option script template br hr x-y body'.split(
              ' ',
            ),
          ),
          fc.constantFrom('', '', '', ' translate=no', ' translate=yes', ' title="A day"'),
        )
        .map(([open, name, attribute]) => `${open}${name}${open === '<' ? attribute : ''}>`),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('laws', () => {
  it('the sequence of tags stays, whatever the pieces are replaced by', () => {
    fc.assert(
      fc.property(
        fc.oneof(wellFormed, fc.constant(PAGE)),
        fc.array(fc.string(), { minLength: 1, maxLength: 5 }),
        (source, words) => {
          let next = 0;
          const document = parseHtml(source);
          const replacements = replaceAll(document, () =>
            `w${words[next++ % words.length]}`.replace(/[<>]/g, '‹'),
          );
          expect(tags(render(document, replacements))).toEqual(tags(source));
        },
      ),
    );
  });

  it('the sequence of tags stays in broken markup too', () => {
    fc.assert(
      fc.property(broken, (source) => {
        const document = parseHtml(source);
        const out = render(
          document,
          replaceAll(document, (text) => (text.length % 2 ? 'Un mot' : 'mot')),
        );
        expect(tokens(out)).toEqual(tokens(source));
      }),
      { numRuns: 500 },
    );
  });

  it('the new text is read back as it was given', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const clean = text.replace(/\s+/g, ' ').trim().replaceAll('\0', '') || 'x';
        const source = '<div title="old">old</div>';
        const document = parseHtml(source);
        const out = parseHtml(render(document, [whole(source, 0, clean), whole(source, 1, clean)]));
        expect(texts(out)).toEqual([clean, clean]);
      }),
    );
  });

  it('putting every piece back as it was gives a document with the same texts', () => {
    fc.assert(
      fc.property(fc.oneof(wellFormed, fc.constant(PAGE)), (source) => {
        const document = parseHtml(source);
        const out = parseHtml(
          render(
            document,
            replaceAll(document, (text) => text),
          ),
        );
        expect(texts(out)).toEqual(texts(document));
      }),
    );
  });
});
