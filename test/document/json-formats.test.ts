import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { readJson } from '../../src/document/json.ts';
import { parseJsonFeed } from '../../src/document/jsonfeed.ts';
import { type BlockLanguage, languageChanges } from '../../src/document/language-scopes.ts';
import { parseNinjs } from '../../src/document/ninjs.ts';
import { render } from '../../src/document/render.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { replaceAll, texts } from './helpers.ts';

const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];
const inFrench = (source: string, parse: typeof parseJsonFeed) => {
  const document = parse(source);
  const languages = new Map<number, BlockLanguage>(
    document.blocks.map(({ id }) => [id, { after: fr, translatedFrom: en }]),
  );
  return render(
    document,
    replaceAll(document, () => 'é "x"'),
    languageChanges(document, fr, languages),
  );
};

describe('a JSON Feed', () => {
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: 'T',
    home_page_url: 'https://a.org',
    language: 'en',
    authors: [{ name: 'Ann' }],
    items: [
      {
        id: '1',
        title: 'A',
        content_html: '<p>B <b>c</b></p>',
        summary: 'S',
        tags: ['g'],
        language: 'en-US',
      },
      { id: '2', content_text: 'One.\n\nTwo.', external_url: 'https://b.org' },
    ],
  };

  it('has its texts in titles, summaries, contents and tags', () => {
    expect(texts(parseJsonFeed(JSON.stringify(feed)))).toEqual(['T', 'A', 'B c', 'S', 'g', 'One.', 'Two.']);
  });

  it('states its new language on the feed and where an item had one', () => {
    const out = JSON.parse(inFrench(JSON.stringify(feed, undefined, 2), parseJsonFeed));
    expect(out.language).toBe('fr');
    expect(out.items[0].language).toBe('fr');
    expect(out.items[1]).not.toHaveProperty('language');
    expect(out.items[0].content_html).toMatch(/^<p>.*<b>.*<\/b>.*<\/p>$/);
    expect({ ...out, title: 0, items: 0, language: 0 }).toEqual({ ...feed, title: 0, items: 0, language: 0 });
  });

  it('gets a language if it had none, laid out alike', () => {
    const source = '{\n\t"title": "T"\n}';
    expect(inFrench(source, parseJsonFeed)).toBe('{\n\t"title": "é \\"x\\"",\n\t"language": "fr"\n}');
    expect(inFrench('{"title":"T","language":null}', parseJsonFeed)).toBe(
      '{"title":"é \\"x\\"","language":null}',
    );
  });

  it('keeps its escapes, numbers and order to the byte', () => {
    const source = '{"b": 1.0e1, "title": "\\u0041\\/b", "a": "\\u00e9\\n"}';
    const document = parseJsonFeed(source);
    expect(texts(document)).toEqual(['A/b']);
    expect(render(document, [{ block: 0, start: 0, end: 1, text: 'Z', marks: [] }])).toBe(
      source.replace('\\u0041', 'Z'),
    );
  });
});

describe('ninjs', () => {
  const item = {
    uri: 'urn:newsml:example.org:1',
    language: 'en',
    type: 'text',
    title: 'T',
    by: 'Ann Lee',
    copyrightnotice: 'C',
    headlines: [{ role: 'main', value: 'H' }],
    descriptions: [{ value: 'D' }],
    bodies: [
      { contenttype: 'text/html', value: '<p>B</p>' },
      { contenttype: 'text/plain', value: 'P.\n\nQ.' },
    ],
    people: [{ name: 'Ann' }],
    organisations: [{ name: 'UN' }],
    subjects: [{ name: 'S', uri: 'u' }],
    places: [{ name: 'L' }],
    associations: [
      { uri: 'urn:2', type: 'picture', descriptions: [{ value: 'K' }], renditions: [{ title: 'no' }] },
    ],
  };

  it('has its texts in titles, headlines, descriptions, bodies and names of subjects and places', () => {
    const blocks = parseNinjs(JSON.stringify(item)).blocks;
    expect(blocks.map(({ text }) => text)).toEqual(['T', 'H', 'D', 'B', 'P.', 'Q.', 'S', 'L', 'K']);
    expect(blocks.at(-1)).toMatchObject({ role: 'caption', path: 'associations[1]/descriptions/value' });
  });

  it('states its language and what it is a translation of', () => {
    const out = JSON.parse(inFrench(JSON.stringify(item), parseNinjs));
    expect(out.language).toBe('fr');
    expect(out.associations).toHaveLength(2);
    expect(out.associations[1]).toEqual({ rel: 'translatedFrom', uri: item.uri, language: 'en' });
    const { associations: _, ...alone } = item;
    expect(JSON.parse(inFrench(JSON.stringify(alone), parseNinjs)).associations).toHaveLength(1);
    expect(
      JSON.parse(inFrench(JSON.stringify({ ...item, associations: [] }), parseNinjs)).associations,
    ).toHaveLength(1);
  });

  it('is read in its older forms', () => {
    const old = {
      uri: 'u',
      headline: 'H',
      body_html: '<p>B</p>',
      body_text: 'C',
      description_text: 'D',
      body_byline: 'no',
    };
    expect(texts(parseNinjs(JSON.stringify(old)))).toEqual(['H', 'B', 'C', 'D']);
  });
});

describe('JSON-LD in a page', () => {
  const page = (json: unknown) =>
    `<html lang="en"><script type="application/ld+json">${typeof json === 'string' ? json : JSON.stringify(json)}</script><p>P</p></html>`;
  const article = {
    '@type': 'NewsArticle',
    '@id': '#a',
    headline: 'H',
    description: 'D',
    articleBody: 'One. Two.',
    articleSection: 'S',
    keywords: 'k, l',
  };

  it('has its texts in the fields of articles', () => {
    expect(
      texts(
        parseHtml(
          page({
            ...article,
            author: { '@type': 'Person', name: 'N', description: 'no' },
            image: { '@type': 'ImageObject', caption: 'C', url: 'u' },
          }),
        ),
      ),
    ).toEqual(['H', 'D', 'One. Two.', 'S', 'k', 'l', 'C', 'P']);
    expect(
      texts(
        parseHtml(
          page({
            '@graph': [
              { '@type': 'Organization', description: 'no' },
              { '@type': ['BlogPosting'], headline: 'H' },
            ],
          }),
        ),
      ),
    ).toEqual(['H', 'P']);
  });

  it('says what language it is in and what it is a translation of', () => {
    const out = inFrench(page(article), parseHtml);
    const json = JSON.parse(/<script[^>]*>(.*)<\/script>/s.exec(out)![1]!);
    expect(json.inLanguage).toBe('fr');
    expect(json.translationOfWork).toEqual({ '@type': 'NewsArticle', '@id': '#a', inLanguage: 'en' });
  });

  it('cannot end its script', () => {
    const document = parseHtml(page(article));
    const out = render(
      document,
      replaceAll(document, () => '</script><!--'),
    );
    expect(out.match(/<\/script>/g)).toHaveLength(1);
    expect(JSON.parse(/<script[^>]*>(.*)<\/script>/s.exec(out)![1]!).headline).toBe('</script><!--');
  });

  it.each([
    ['no JSON', '{"a": '],
    ['empty', ''],
    ['in a template', '{{ data }}'],
    ['a number', '1'],
  ])('that is %s is left', (_, json) => {
    expect(texts(parseHtml(page(json)))).toEqual(['P']);
  });
});

describe('JSON that is refused', () => {
  it.each([
    ['{"a": 1,}', 1, 9],
    ['{\n"a": tru\n}', 2, 6],
    ['{"a": "b"} x', 1, 12],
    ['{"a": "\u0001"}', 1, 7],
    ['{"a": // c\n1}', 1, 7],
    ['', 1, 1],
    ["{'a': 1}", 1, 2],
    [`${'['.repeat(2000)}`, 1, 513],
  ])('%s', (source, line, column) => {
    expect(() => readJson(source, 'JSON')).toThrow(
      expect.objectContaining({ code: 'unparseable_document', position: { line, column } }),
    );
  });

  it('is what the runtime refuses, too', () => {
    for (const source of [
      '{"a":01}',
      '{"a":.5}',
      '[1 2]',
      '{"a" 1}',
      '"a',
      '{"a":"\\x"}',
      'nul',
      '\u00a0{}',
      '{"a":NaN}',
      '"a\nb"',
    ])
      expect([source, attempt(() => readJson(source, 'JSON'))]).toEqual([
        source,
        attempt(() => JSON.parse(source)),
      ]);
  });
});

function attempt(work: () => unknown): 'read' | 'refused' {
  try {
    work();
    return 'read';
  } catch {
    return 'refused';
  }
}
