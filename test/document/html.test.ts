import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { render } from '../../src/document/render.ts';
import { PAGE, texts, wellFormed } from './helpers.ts';

const blocks = (source: string) => texts(parseHtml(source));

describe('any source comes back to the byte', () => {
  it('for well-formed markup', () => {
    fc.assert(fc.property(wellFormed, (source) => render(parseHtml(source), []) === source));
  });

  it('for arbitrary slices and splices of a page, with ranges that lie in the source and ascend', () => {
    const slice = fc.tuple(fc.nat(PAGE.length), fc.nat(PAGE.length)).map(([a, b]) => PAGE.slice(a, b));
    const source = fc.array(
      fc.oneof(slice, fc.string(), fc.constantFrom('<', '</', '<!--', '">', '&', "='")),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(source, (parts) => {
        const document = parseHtml(parts.join(''));
        expect(render(document, [])).toBe(parts.join(''));
        for (const { text, map, marks } of document.blocks) {
          expect(map).toHaveLength(text.length);
          expect(text).toMatch(/^[^ \t\n\r\f](?:[\s\S]*[^ \t\n\r\f])?$/);
          for (let i = 0; i < text.length; i++) {
            expect(map.startOf(i)).toBeLessThan(map.endOf(i)!);
            expect(map.endOf(i)).toBeLessThanOrEqual(document.source.length);
            if (i > 0) expect(map.startOf(i)).toBeGreaterThanOrEqual(map.startOf(i - 1)!);
          }
          for (const [i, mark] of marks.entries()) {
            expect(mark.id).toBe(i);
            if (mark.pair !== undefined) expect(marks[mark.pair]?.pair).toBe(mark.id);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['a million "<"', '<'.repeat(1_000_000)],
    ['5,000 nested levels', `${'<div>'.repeat(5000)}x${'</div>'.repeat(5000)}`],
    [
      '100,000 unclosed inline tags and as many stray ends',
      `${'<b>'.repeat(100_000)}x${'</i></b>'.repeat(50_000)}`,
    ],
    ['100,000 attributes', `<a ${'title=x '.repeat(100_000)}>y</a>`],
    ['unclosed quotes', '<a title="'.repeat(50_000)],
    ['a hundred thousand translate switches', '<i translate=no><i translate=yes>x'.repeat(50_000)],
  ])('for %s', (_, source) => {
    expect(render(parseHtml(source), [])).toBe(source);
  });
});

describe('blocks', () => {
  it('are runs of inline content between block boundaries', () => {
    expect(blocks('<div>One<p>Two <b>three</b></p>four<br>five<hr>six</div>')).toEqual([
      'One',
      'Two three',
      'four',
      'five',
      'six',
    ]);
  });

  it('end where HTML implies the end of a list item, paragraph, cell or option', () => {
    expect(
      blocks('<ul><li>a<li>b</ul><p>c<p>d<table><tr><td>e<td>f</table><select><option>g<option>h'),
    ).toEqual([...'abcdefgh']);
  });

  it('are found in a fragment without any tag', () => {
    expect(blocks('Fish &amp; chips')).toEqual(['Fish & chips']);
  });

  it('take <title> and <noscript>, not script, style, textarea, pre or svg', () => {
    expect(
      blocks(
        '<title>T</title><noscript><p>N</p></noscript><script>s</script><style>s</style><textarea>t</textarea><pre>p</pre><svg><title>i</title></svg>',
      ),
    ).toEqual(['T', 'N']);
  });

  it('survive an svg that is never closed', () => {
    expect(blocks('<svg><path><p>Text</p>')).toEqual(['Text']);
  });

  it('leave out a tag that the end of the source cuts off', () => {
    expect(blocks('<p>a</p><scri')).toEqual(['a']);
    expect(blocks('<p>a</p><a title="b')).toEqual(['a']);
  });

  it('are none where there is only white space and comments', () => {
    expect(blocks('<p> \r\n<!-- c --><b> </b></p>')).toEqual([]);
  });

  it('read a comment that is never closed as a comment', () => {
    expect(blocks('<p>a</p><!-- b <p>c</p>')).toEqual(['a']);
  });
});

describe('text', () => {
  it('has its character references decoded as browsers do', () => {
    expect(blocks('<p>caf&eacute; &#8220;x&#x201D; &notit; &amp;lt; &#128512; &unknown; A&B')).toEqual([
      'café “x” ¬it; &lt; 😀 &unknown; A&B',
    ]);
  });

  it('has ASCII white space collapsed, CRLF included, and no-break spaces kept', () => {
    expect(blocks('<p>\r\n a\t\r\n b&nbsp;c\u00a0 \n</p>')).toEqual(['a b\u00a0c\u00a0']);
  });

  it('collapses white space across tags', () => {
    expect(blocks('<p>a <b> b </b> c</p>')).toEqual(['a b c']);
  });

  it('maps every code unit to its source', () => {
    const source = '<p>x&eacute;&#128512;y</p>';
    const { map } = parseHtml(source).blocks[0]!;
    const units = Array.from({ length: map.length }, (_, i) => source.slice(map.startOf(i), map.endOf(i)));
    expect(units).toEqual(['x', '&eacute;', '&#128512;', '&#128512;', 'y']);
  });
});

describe('marks', () => {
  const shape = (source: string) =>
    parseHtml(source).blocks[0]!.marks.map(({ kind, at, pair }) => [kind, at, pair]);

  it('pair the two tags of an element', () => {
    expect(shape('<p>a <b>b <i>c</i></b> d</p>')).toEqual([
      ['open', 2, 3],
      ['open', 4, 2],
      ['close', 5, 1],
      ['close', 5, 0],
    ]);
  });

  it('of stray end tags are empty, whatever their names', () => {
    const source = '<div>The mayor </i>said </section> that the bridge </button>was open.</div>';
    const [block, ...more] = parseHtml(source).blocks;
    expect(more).toEqual([]);
    expect(
      block!.marks.map(({ kind, source: range }) => [kind, source.slice(range.start, range.end)]),
    ).toEqual([
      ['empty', '</i>'],
      ['empty', '</section>'],
      ['empty', '</button>'],
    ]);
  });

  it('of an end tag too far from its start tag are empty', () => {
    const source = `<section>${'<b>'.repeat(200)}One </section> two${'</b>'.repeat(200)}`;
    const stray = parseHtml(source).blocks[0]!.marks.find(
      ({ source: range }) => source.slice(range.start, range.end) === '</section>',
    );
    expect(stray?.kind).toBe('empty');
  });

  it('of an element that reaches beyond the block have no pair', () => {
    const [first, second] = parseHtml('<b>one<br>two</b>').blocks;
    expect(first!.marks).toMatchObject([{ kind: 'open', at: 0 }]);
    expect(second!.marks).toMatchObject([{ kind: 'close', at: 3 }]);
    expect(first!.marks[0]!.pair).toBeUndefined();
  });

  it.each([
    '<code>x <b>y</b></code>',
    '<kbd>F</kbd>',
    '<span translate="no">N <i>o</i></span>',
    '<a class="x notranslate">n</a>',
    '<script>s</script>',
    '<svg><title>t</title></svg>',
    '<textarea>t</textarea>',
  ])('cover %s as one empty mark', (raw) => {
    const source = `<p>See ${raw} here.</p>`;
    const [block, ...more] = parseHtml(source).blocks;
    expect(more).toEqual([]);
    expect(block!.text).toBe('See here.');
    expect(
      block!.marks.map(({ kind, source: range }) => [kind, source.slice(range.start, range.end)]),
    ).toEqual([['empty', raw]]);
  });
});

describe('what is not to be translated', () => {
  it('is left out: translate="no" and .notranslate', () => {
    expect(blocks('<p translate="no">a</p><div class="x notranslate"><p>b</p></div><p>c</p>')).toEqual(['c']);
  });

  it('comes back with translate="yes" inside', () => {
    expect(blocks('<div translate=no>a <p translate=yes>b <b>c</b></p> d</div>e')).toEqual(['b c', 'e']);
    expect(blocks('<p>One <span translate=no>two <b translate=yes>three</b> four</span> five</p>')).toEqual([
      'One five',
      'three',
    ]);
  });

  it('never comes back inside a script or template', () => {
    expect(blocks('<template><p translate=yes>a</p></template><p>b</p>')).toEqual(['b']);
  });
});

describe('language', () => {
  it('of a block is the one of the nearest declaration', () => {
    const document = parseHtml('<html lang="fr-CA"><p>a<p lang=EN>b<div xml:lang="de"><p>c</div>');
    expect(document.declared).toBe('fr');
    expect(document.blocks.map(({ declared }) => declared)).toEqual(['fr', 'en', 'de']);
  });

  it('of the document is read from a meta tag where <html> has none', () => {
    const document = parseHtml(
      '<html><head><title>x</title><meta http-equiv="Content-Language" content="fr, en">',
    );
    expect(document.declared).toBe('fr');
    expect(document.blocks[0]!.declared).toBe('fr');
  });

  it('is undeclared where the tag is no language', () => {
    expect(parseHtml('<html lang="?"><p>a').blocks[0]?.declared).toBeUndefined();
  });
});

describe('paths', () => {
  it('count siblings of one name from 1 and leave [1] out', () => {
    const { blocks: found } = parseHtml(
      '<html><body><main><p>a</p><h2>b</h2><p>c</p><ul><li><a>d</a><li>e</ul><img alt=f></main>',
    );
    expect(found.map(({ path }) => path)).toEqual([
      'html/body/main/p',
      'html/body/main/h2',
      'html/body/main/p[2]',
      'html/body/main/ul/li',
      'html/body/main/ul/li[2]',
      'html/body/main/img/@alt',
    ]);
  });

  it('stop growing at a bounded depth', () => {
    const [block] = parseHtml(`${'<div>'.repeat(3000)}x`).blocks;
    expect(block!.path.split('/').length).toBeLessThanOrEqual(512);
  });
});

describe('paths of long names', () => {
  const LONG = `x-${'a'.repeat(5000)}`;

  it('hold the beginnings of the names', () => {
    const [block] = parseHtml(`<html><${LONG}><p>text</p></${LONG}></html>`).blocks;
    expect(block!.path).toBe(`html/${LONG.slice(0, 64)}/p`);
  });

  it('stop growing at a bounded length', () => {
    const { blocks: found } = parseHtml(`${`<${LONG}>`.repeat(100)}<div><p>a</p><p>b</p></div>`);
    const [path] = found.map((block) => block.path);
    expect(path!.length).toBeLessThanOrEqual(1024);
    expect(path).toMatch(/^x-a+(?:\/x-a+)+$/);
    expect(found[1]!.path).toBe(path);
  });

  it('cost nothing more in a page of many paragraphs', () => {
    const { blocks: found } = parseHtml(`<html><x-${'a'.repeat(500_000)}>${'<p>text</p>'.repeat(2000)}`);
    expect(found.reduce((sum, { path }) => sum + path.length, 0)).toBeLessThan(2000 * 100);
  });
});

describe('text attributes', () => {
  const attributes = (source: string) => parseHtml(source).blocks.map(({ path, text }) => `${path} ${text}`);

  it('are blocks: title, alt, placeholder, aria-label', () => {
    expect(
      attributes(
        '<img alt="a" title=b><input placeholder=\'c\'><button aria-label="d"></button><textarea placeholder="e">x</textarea>',
      ),
    ).toEqual([
      'img/@alt a',
      'img/@title b',
      'input/@placeholder c',
      'button/@aria-label d',
      'textarea/@placeholder e',
    ]);
  });

  it('are blocks in meta descriptions and titles, not in other meta tags', () => {
    expect(
      attributes(
        '<meta name=description content="a"><meta property="og:title" content="b"><meta property="og:image:alt" content="d"><meta name=viewport content="c">',
      ),
    ).toEqual(['meta/@content a', 'meta[2]/@content b', 'meta[3]/@content d']);
  });

  it('are blocks on buttons that are inputs, not on fields', () => {
    expect(attributes('<input type=submit value="Go"><input type=text value="no">')).toEqual([
      'input/@value Go',
    ]);
  });

  it('are none inside or on what is not translated, but are on a code element', () => {
    expect(
      attributes(
        '<p translate=no title=a><b title=b>x</b></p><svg aria-label=c></svg><p><code title="d">x</code> y</p>',
      ),
    ).toEqual(['p[2]/code/@title d', 'p[2] y']);
  });

  it('come before the text of their element', () => {
    expect(attributes('<p title="a">b</p>')).toEqual(['p/@title a', 'p b']);
  });

  it('are decoded by the rules of attributes', () => {
    expect(attributes('<img alt="a&copy=1 &eacute;">')).toEqual(['img/@alt a&copy=1 é']);
  });
});
