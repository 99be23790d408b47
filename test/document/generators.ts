/** Documents of every format, made at random. */
import fc from 'fast-check';
import type { Format } from '../../src/document/document.ts';
import { PAGE, wellFormed } from './helpers.ts';

const words = fc
  .array(
    fc.constantFrom(
      'Kim',
      'arrive',
      'à',
      'Moscou',
      'the',
      'talks',
      '12',
      'AT&T',
      'l’accord',
      '3 %',
      '\u00a0»',
      '😀',
      '"',
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((list) => list.join(' '));
const html = fc.oneof(
  words.map((text) => `<p>${text.replace(/[<&]/g, '')} <b>x</b></p>`),
  wellFormed,
);

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
/** Text as XML: escaped, with numeric references, or in CDATA. */
const xmlText = (content: fc.Arbitrary<string>) =>
  fc.tuple(content, fc.constantFrom('escape', 'number', 'cdata')).map(([text, how]) => {
    if (how === 'cdata') return `<![CDATA[${text.replaceAll(']]>', '')}]]>`;
    if (how === 'number') return escapeXml(text).replace(/[à’»]/g, (unit) => `&#${unit.charCodeAt(0)};`);
    return escapeXml(text);
  });
const attribute = words.map((text) => escapeXml(text).replaceAll('"', '&quot;'));
const space = fc.constantFrom('', '\n  ', '\r\n', ' ', '<!-- note -->', '<?pi x?>');

const rssItem = fc
  .tuple(xmlText(words), xmlText(html), xmlText(html), words, space, xmlText(words))
  .map(
    ([title, description, content, media, gap, category]) =>
      `<item>${gap}<title>${title}</title><link>https://example.org/?a=1&amp;b=2</link><guid>1</guid>${gap}<description>${description}</description><content:encoded>${content}</content:encoded><category>${category}</category><media:content url="a.jpg"><media:title>${escapeXml(media)}</media:title></media:content><x:own at='1'>as <x:is/> it</x:own></item>`,
  );
const rss = fc
  .tuple(
    fc.constantFrom('', '<?xml version="1.0"?>\n', '\ufeff'),
    fc.constantFrom('', '<language>en-us</language>'),
    fc.array(rssItem, { maxLength: 3 }),
    space,
    xmlText(words),
  )
  .map(
    ([prolog, language, items, gap, title]) =>
      `${prolog}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:x="urn:x"><channel>${gap}<title>${title}</title>${language}${items.join(gap)}</channel></rss>`,
  );
const atom = fc
  .tuple(
    fc.constantFrom('', ' xml:lang="en"'),
    fc.array(fc.tuple(xmlText(words), xmlText(html), attribute, words, space), { maxLength: 3 }),
  )
  .map(
    ([lang, entries]) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"${lang}><title>The news</title>${entries
        .map(
          ([title, content, label, inner, gap]) =>
            `<entry>${gap}<title>${title}</title><category term="a" label="${label}"/><content type="html">${content}</content><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>${escapeXml(inner)} <b>and</b><br/>more</p></div></summary></entry>`,
        )
        .join('')}</feed>`,
  );
const nitf = fc
  .array(
    fc.tuple(
      fc.constantFrom('hl1', 'hl2', 'p', 'abstract'),
      fc.array(
        fc.oneof(
          words.map(escapeXml),
          fc.constantFrom(
            '<em>and the talks</em>',
            '<person>Kim</person>',
            '<br/>',
            '<!-- c -->',
            '<q>all of <num>12</num></q>',
            '<![CDATA[<x>]]>',
          ),
        ),
        { maxLength: 5 },
      ),
    ),
    { maxLength: 5 },
  )
  .map(
    (blocks) =>
      `<nitf><head><docdata><doc-id id-string="1"/></docdata></head><body><body.head><byline>By <person>Jo Roy</person></byline></body.head><body.content>${blocks
        .map(([name, parts]) => `<${name}>${parts.join(' ')}</${name}>`)
        .join('\n')}</body.content></body></nitf>`,
  );
const jsonText = (value: unknown) =>
  fc.constantFrom(undefined, 2, '\t').map((indent) => JSON.stringify(value, undefined, indent));
const escapeSome = (text: string) => text.replaceAll('à', '\\u00e0').replaceAll('</', '<\\/');
const jsonfeed = fc
  .tuple(
    fc.constantFrom({}, { language: 'en' }),
    fc.array(fc.tuple(words, html, words, fc.constantFrom({}, { language: 'en-GB' }, { language: null })), {
      maxLength: 3,
    }),
  )
  .chain(([language, items]) =>
    jsonText({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'The news',
      ...language,
      items: items.map(([title, content, tag, own], id) => ({
        id: `${id}`,
        title,
        content_html: content,
        content_text: title,
        tags: [tag, 'x'],
        ...own,
        _own: { n: 1.5, on: true },
      })),
    }),
  )
  .map(escapeSome);
const ninjs = fc
  .tuple(words, html, words, fc.boolean())
  .chain(([title, content, name, associated]) =>
    jsonText({
      uri: 'urn:example:1',
      standard: { name: 'ninjs', version: '3.0' },
      language: 'en',
      by: 'Jo Roy',
      headlines: [{ role: 'main', value: title }],
      bodies: [
        { contenttype: 'text/html', value: content },
        { contenttype: 'text/plain', value: title },
      ],
      subjects: [{ name, uri: 'urn:s' }],
      people: [{ name: 'Jo Roy' }],
      ...(associated
        ? { associations: [{ uri: 'urn:example:2', type: 'picture', descriptions: [{ value: title }] }] }
        : {}),
    }),
  )
  .map(escapeSome);
const inline = fc
  .array(
    fc.oneof(
      words.map((text) => text.replace(/[<"]/g, '')),
      fc.constantFrom(
        '**the talks**',
        '*and* so',
        '[a page](https://example.org "A day")',
        '`code`',
        '![the lake](a.jpg)',
        '\\*',
        '&amp;',
        '<b>bold</b>',
        '  \n',
        '\n',
        '~~gone~~',
        '<https://example.org>',
        '[ref][1]',
      ),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(' '));
const markdown = fc
  .array(
    fc
      .tuple(fc.constantFrom('', '# ', '## ', '- ', '1. ', '> ', '> - ', '- [ ] '), inline)
      .map(([mark, text]) => mark + text),
    { maxLength: 6 },
  )
  .map((blocks) =>
    [
      ...blocks,
      '```\ncode\n```',
      '| a | b |\n|---|---|\n| the *one* | two |',
      '<div>An <i>html</i> block</div>',
      '[1]: https://example.org',
    ].join('\n\n'),
  );
const plain = fc
  .array(
    fc.oneof(
      words,
      fc.constantFrom('', '- one', '> quoted', 'SEOUL, South Korea (AP) — It rains.', '# Head'),
    ),
    { maxLength: 8 },
  )
  .map((lines) => lines.join('\n'));

/** A generator for each format. */
export const GENERATORS: Readonly<Record<Format, fc.Arbitrary<string>>> = {
  text: plain,
  html: fc.oneof(wellFormed, fc.constant(PAGE)),
  markdown,
  rss,
  atom,
  nitf,
  jsonfeed,
  ninjs,
};

/** A source with pieces cut out, doubled, or put in. */
export const mutated = (source: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(
      source,
      fc.array(
        fc.tuple(
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.nat(12),
          fc.constantFrom(
            '',
            '<',
            '>',
            '&',
            ']]>',
            '<![CDATA[',
            '"',
            '\\',
            '\\u12',
            '{',
            '[',
            '</',
            '<!--',
            '&#0;',
            '\u0000',
            '\ud800',
            '*',
            '`',
            '_',
            '\n',
          ),
        ),
        { minLength: 1, maxLength: 5 },
      ),
    )
    .map(([text, changes]) =>
      changes.reduce((current, [at, length, put]) => {
        const start = Math.floor(at * current.length);
        return current.slice(0, start) + put + current.slice(start + length);
      }, text),
    );
