import { parseFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { parseAtom, parseRss } from '../../src/document/feed.ts';
import { render } from '../../src/document/render.ts';
import { replaceAll, texts } from './helpers.ts';

const rss = (channel: string) =>
  `<?xml version="1.0"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The news</title>${channel}</channel></rss>`;
const item = (inner: string) => rss(`<item>${inner}</item>`);
const itemTexts = (inner: string) => texts(parseRss(item(inner))).slice(1);
const translated = (source: string, parse = parseRss) =>
  render(
    parse(source),
    replaceAll(parse(source), (text) => `«${text}»`),
  );

describe('RSS', () => {
  it('has its texts in titles, descriptions, categories, content and media', () => {
    expect(
      itemTexts(
        '<title>One</title><description>Two</description><category>Three</category><content:encoded>Four</content:encoded><media:group><media:title>Five</media:title><media:description>Six</media:description></media:group>',
      ),
    ).toEqual(['One', 'Two', 'Three', 'Four', 'Five', 'Six']);
  });

  it('leaves addresses, dates, authors and what it does not know', () => {
    expect(
      itemTexts(
        '<guid>One</guid><link>https://a.org</link><pubDate>Mon</pubDate><author>a@b.org</author><dc:creator>Ann Lee</dc:creator><dc:title>T</dc:title><source url="x">S</source>',
      ),
    ).toEqual([]);
  });

  it.each([
    ['escaped', '&lt;p&gt;One &lt;b&gt;two&lt;/b&gt; &amp;amp; three&lt;/p&gt;', 'One two & three'],
    ['in CDATA', '<![CDATA[<p>One <b>two</b> &amp; three</p>]]>', 'One two & three'],
    ['in CDATA with space around', '\n <![CDATA[<p>One</p>]]> \n', 'One'],
    ['plain', 'One &amp; two', 'One & two'],
    ['by number', 'l&#8217;un', 'l’un'],
  ])('reads a description that is %s', (_, raw, text) => {
    expect(itemTexts(`<description>${raw}</description>`)).toEqual([text]);
  });

  it('writes text back in the notation it had', () => {
    const source = item(
      '<title><![CDATA[A]]></title><description>&lt;p class=&quot;x&quot;&gt;B &lt;b&gt;C&lt;/b&gt;&lt;/p&gt;</description>',
    );
    expect(translated(source)).toContain('<title><![CDATA[«A»]]></title>');
    const nasty = render(
      parseRss(source),
      replaceAll(parseRss(source), () => 'x ]]> & <i> "y"'),
    );
    expect(nasty).toContain('<title><![CDATA[x ]]]]><![CDATA[> & <i> "y"]]></title>');
    expect(nasty).toMatch(
      /<description>&lt;p class=&quot;x&quot;&gt;x \]\]&amp;gt; &amp;amp; &amp;lt;&lt;b&gt;i&amp;gt; "y&lt;\/b&gt;"/,
    );
    expect(parseFeed(nasty).format).toBe('rss');
  });

  it('says in which language it is, and is read by others as before', () => {
    expect(parseRss(rss('<language>en-us</language>')).declared).toBe('en');
    const before = parseFeed(item('<title>One</title><guid>7</guid><media:content url="a.jpg"/>'));
    const after = parseFeed(translated(item('<title>One</title><guid>7</guid><media:content url="a.jpg"/>')));
    const plain = JSON.stringify(after).replaceAll(/[«»]/g, '');
    expect(plain).toBe(JSON.stringify(before));
  });

  it('leaves a text in several notations, and one with elements in it', () => {
    expect(itemTexts('<description>One <![CDATA[two]]></description>')).toEqual([]);
    expect(itemTexts('<description>One <b>two</b></description>')).toEqual([]);
  });

  it('has a role and a path for each text', () => {
    const blocks = parseRss(rss('<item><title>A</title></item><item><title>B</title></item>')).blocks;
    expect(blocks.map(({ role, path }) => [role, path])).toEqual([
      ['headline', 'rss/channel/title'],
      ['headline', 'rss/channel/item/title'],
      ['headline', 'rss/channel/item[2]/title'],
    ]);
  });
});

it('a feed of 300 items is the same feed in another language', () => {
  const items = Array.from(
    { length: 300 },
    (_, i) =>
      `<item><title>Story ${i} &amp; more</title><link>https://a.org/?p=${i}&amp;x=1</link><guid isPermaLink="false">${i}</guid><dc:creator><![CDATA[Ann]]></dc:creator><description><![CDATA[<p>The <b>story</b> of day ${i}.</p>]]></description></item>`,
  );
  const source = rss(items.join('\n'));
  const document = parseRss(source);
  expect(document.blocks).toHaveLength(601);
  const out = render(
    document,
    replaceAll(document, (text) => `${text} bis`),
  );
  const [before, after] = [parseFeed(source), parseFeed(out)];
  const plain = (feed: unknown) => JSON.stringify(feed).replaceAll(' bis', '');
  expect(plain(after)).toBe(plain(before));
  expect(out.match(/ bis/g)).toHaveLength(601);
});

describe('Atom', () => {
  const feed = (inner: string) =>
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>T</title>${inner}</feed>`;

  it('has its texts in titles, summaries, contents and labels', () => {
    const source = feed(
      '<subtitle>S</subtitle><entry><title type="html">A &lt;em&gt;b&lt;/em&gt;</title><id>urn:x</id><link href="x" title="no"/><category term="t" label="L"/><summary>C &lt;d&gt;</summary><content type="html">&lt;p&gt;E&lt;/p&gt;</content><author><name>Ann</name></author></entry>',
    );
    expect(texts(parseAtom(source))).toEqual(['T', 'S', 'A b', 'L', 'C <d>', 'E']);
    expect(parseFeed(translated(source, parseAtom)).format).toBe('atom');
  });

  it('reads XHTML as it stands', () => {
    const source = feed(
      '<entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b><br/>three</p></div></content></entry>',
    );
    expect(texts(parseAtom(source))).toEqual(['T', 'One two', 'three']);
    expect(translated(source, parseAtom)).toContain('<br/>«three»</p></div></content>');
  });

  it('may be a single entry', () => {
    expect(texts(parseAtom('<entry xmlns="http://www.w3.org/2005/Atom"><title>A</title></entry>'))).toEqual([
      'A',
    ]);
  });
});

describe('XML that is refused', () => {
  it.each([
    ['not closed', '<rss><channel>', /unclosed tag/, 1, 14],
    ['badly nested', '<rss>\n<a></b></rss>', /./, 2, 7],
    ['an unknown entity', '<rss>\n <x>&nbsp;</x></rss>', /undefined entity/, 2, 10],
    [
      'a document type with declarations',
      '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>',
      /document type/,
      2,
      1,
    ],
    [
      'an entity of a document type that is not fetched',
      '<!DOCTYPE rss SYSTEM "x">\n<rss>&eacute;</rss>',
      /undefined entity/,
      2,
      13,
    ],
    ['another format', '<opml></opml>', /another format/, 1, 1],
    ['nothing', '', /./, 1, 1],
    ['nested too deep', `<rss>${'<a>'.repeat(2000)}`, /nested deeper than 256/, 1, 771],
    ['a prefix without namespace', '<rss><channel><x:y/></channel></rss>', /unbound namespace prefix/, 1, 20],
  ])('%s', (_, source, message, line, column) => {
    expect(() => parseRss(source)).toThrow(message);
    expect(() => parseRss(source)).toThrow(
      expect.objectContaining({ code: 'unparseable_document', position: { line, column } }),
    );
  });

  it('is told of without its own words', () => {
    for (const source of [
      '<rss><secret>',
      '<rss>&secret;</rss>',
      '<rss secret></rss>',
      '<rss><secret:a/></rss>',
    ])
      expect(() => parseRss(source)).toThrow(
        expect.not.objectContaining({ message: expect.stringContaining('secret') }),
      );
  });
});
