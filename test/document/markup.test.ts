/** Markup as the sender of a document wants it read. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarkupOptions } from '../../src/document/document.ts';
import { parseHtml } from '../../src/document/html.ts';
import { render } from '../../src/document/render.ts';
import { requireWellFormed } from '../../src/http/deepl/well-formed.ts';
import { replaceAll } from './helpers.ts';

const read = (source: string, markup: Partial<MarkupOptions>) =>
  parseHtml(source, {
    markup: {
      syntax: 'xml',
      ignored: [],
      splitting: [],
      nonSplitting: [],
      outline: 'detected',
      ...markup,
    },
  });
const texts = (source: string, markup: Partial<MarkupOptions> = {}) =>
  read(source, markup).blocks.map(({ text }) => text);

describe('XML', () => {
  it('is parted at elements that stand beside elements alone, not at those beside text', () => {
    const xml = '<doc><head>A title</head><par>Press <key>Enter</key> to <act>Go</act></par></doc>';
    expect(texts(xml)).toEqual(['A title', 'Press Enter to Go']);
    expect(texts('Press <key>Enter</key>. <key>Stop</key>')).toEqual(['Press Enter. Stop']);
  });

  it('is parted where HTML would be, and not where HTML would not', () => {
    expect(texts('Before <p>inside</p> behind <br/> and on')).toEqual([
      'Before',
      'inside',
      'behind',
      'and on',
    ]);
    expect(texts('<t><b>The mayor</b> <i>left</i></t>')).toEqual(['The mayor left']);
  });

  it('has names that are told apart by their case, and none for one of HTML', () => {
    expect(texts('<D><code>one</code><link>two</link><script>three</script><P>four</P></D>')).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
    expect(texts('<D><Keep>one</Keep><keep>two</keep></D>', { ignored: ['keep'] })).toEqual(['one']);
  });

  it('has no text in attributes and CDATA', () => {
    expect(texts('<a title="A title">text<![CDATA[ <b>data</b> ]]></a>')).toEqual(['text']);
  });

  it('keeps what is ignored in its sentence, or apart', () => {
    const [block] = read('<p>See <name>Big Corp</name> soon</p>', { ignored: ['name'] }).blocks;
    expect(block).toMatchObject({ text: 'See soon', marks: [{ kind: 'empty', name: 'name' }] });
    expect(texts('<d><name>Big Corp</name><t>Soon</t></d>', { ignored: ['name'] })).toEqual(['Soon']);
  });

  it('is parted by stated elements alone where its outline is not to be detected', () => {
    const xml = '<d><t>One</t> <t>two</t><u>three</u></d>';
    expect(texts(xml, { outline: 'stated' })).toEqual(['One twothree']);
    expect(texts(xml, { outline: 'stated', splitting: ['u'] })).toEqual(['One two', 'three']);
  });
});

describe('stated elements', () => {
  it.each(['xml', 'html'] as const)('part %s, or hold it together', (syntax) => {
    expect(texts('<p>The mayor <b>left</b></p>', { syntax, splitting: ['b'] })).toEqual([
      'The mayor',
      'left',
    ]);
    expect(texts('<div>One</div> <div>two</div>', { syntax, nonSplitting: ['div'] })).toEqual(['One two']);
    expect(
      texts('<div>One</div> <div>two</div>', { syntax, splitting: ['div'], nonSplitting: ['div'] }),
    ).toEqual(['One', 'two']);
  });

  it('are not labels in a row of them', () => {
    const html = '<nav><a>Home</a> <a>World</a></nav>';
    expect(texts(html, { syntax: 'html' })).toEqual(['Home', 'World']);
    expect(texts(html, { syntax: 'html', nonSplitting: ['a'] })).toEqual(['Home World']);
  });

  it('have both their tags as marks, even where another would end them', () => {
    const [block] = read('<p>One</p><p>two</p>', { syntax: 'html', nonSplitting: ['p'] }).blocks;
    expect(block!.marks.map(({ kind, pair }) => [kind, pair])).toEqual([
      ['open', 1],
      ['close', 0],
      ['open', 3],
      ['close', 2],
    ]);
  });
});

it('names that HTML does not know stand in a line', () => {
  expect(texts('<p>The <keep>mayor</keep> left</p>', { syntax: 'html' })).toEqual(['The mayor left']);
});

it('keeps every tag, and XML well-formed, whatever is asked for', () => {
  const name = fc.constantFrom('a', 'b', 'p', 'X', 'keep', 'svg', 'script', 'br');
  const names = fc.array(name, { maxLength: 3 });
  const { tree } = fc.letrec<{ tree: string }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('One two. ', ' ', 'Three &amp; four', '<!--c-->', '<![CDATA[ <d> ]]>', '<?pi x?>'),
      fc
        .tuple(name, fc.array(tie('tree'), { maxLength: 4 }))
        .map(([n, inner]) => `<${n}>${inner.join('')}</${n}>`),
      name.map((n) => `<${n} class="a"/>`),
    ),
  }));
  const markup = fc.record({
    syntax: fc.constantFrom('html', 'xml'),
    ignored: names,
    splitting: names,
    nonSplitting: names,
    outline: fc.constantFrom('detected', 'stated'),
  });
  const tags = (source: string) => (source.match(/<[^>]*>/g) ?? []).sort();
  fc.assert(
    fc.property(tree, markup, (source, options) => {
      const document = read(source, options as MarkupOptions);
      expect(render(document, [])).toBe(source);
      const rendered = render(
        document,
        replaceAll(document, (text) => `${text.toUpperCase()} &`),
      );
      expect(tags(rendered)).toEqual(tags(source));
      if (options.syntax === 'xml') expect(() => requireWellFormed(rendered)).not.toThrow();
    }),
    { numRuns: 500 },
  );
});
