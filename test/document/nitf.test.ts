import { describe, expect, it } from 'vitest';
import { parseNitf } from '../../src/document/nitf.ts';
import { render } from '../../src/document/render.ts';
import { replaceAll, texts } from './helpers.ts';

const nitf = (inner: string, attributes = '') =>
  `<nitf${attributes}><head><title>AP-Storm</title><docdata><doc-id id-string="1"/></docdata></head><body>${inner}</body></nitf>`;

describe('NITF', () => {
  it('has its texts in headlines, abstracts, paragraphs and captions', () => {
    const document = parseNitf(
      nitf(
        '<body.head><hedline><hl1>A</hl1><hl2>B</hl2></hedline><abstract>C</abstract></body.head><body.content><block><p>D</p><media><media-caption><p>E</p></media-caption></media><ol><li>F</li></ol><table><tr><td>G</td></tr></table></block></body.content>',
      ),
    );
    expect(document.blocks.map(({ text, role }) => [text, role])).toEqual([
      ['A', 'headline'],
      ['B', 'headline'],
      ['C', 'body'],
      ['D', 'body'],
      ['E', 'body'],
      ['F', 'body'],
      ['G', 'body'],
    ]);
  });

  it('may name its document type, as it mostly does', () => {
    const type = '<?xml version="1.0"?>\n<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd">\n';
    const source = `${type}${nitf('<p>A</p>')}`;
    const document = parseNitf(source);
    expect(texts(document)).toEqual(['A']);
    expect(
      render(
        document,
        replaceAll(document, () => 'B'),
      ),
    ).toBe(source.replace('<p>A', '<p>B'));
  });

  it('leaves names, slugs and administration', () => {
    expect(
      texts(
        parseNitf(
          nitf(
            '<body.head><byline>By <person>Ann Lee</person><byttl>Associated Press</byttl></byline><distributor>AP</distributor><dateline><location>MIAMI</location></dateline></body.head><body.content><pre>as it is</pre><media><media-reference source="a"/><media-producer>AP</media-producer></media></body.content>',
          ),
        ),
      ),
    ).toEqual([]);
  });

  it('takes enriched text as one sentence with marks', () => {
    const source = nitf('<p>The <em>storm</em> hit <location>Miami</location> &amp; left.</p>');
    const document = parseNitf(source);
    expect(texts(document)).toEqual(['The storm hit Miami & left.']);
    expect(document.blocks[0]!.marks.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'open em',
      'close em',
      'open location',
      'close location',
    ]);
    const out = render(
      document,
      replaceAll(document, () => 'storm <Miami> & x'),
    );
    expect(out).toMatch(/<p><em>storm<\/em> .*<location>.*&amp; x<\/p>/);
    expect(() => parseNitf(out)).not.toThrow();
  });

  it('cuts at a line break and at elements that it does not know', () => {
    expect(texts(parseNitf(nitf('<p>One<br/>two<own>three</own>four</p>')))).toEqual([
      'One',
      'two',
      'three',
      'four',
    ]);
  });

  it('reads the language where it is stated', () => {
    expect(parseNitf(nitf('<p>A</p>', ' xml:lang="en"')).declared).toBe('en');
    expect(parseNitf(nitf('<p lang="fr">A</p>')).blocks[0]).toMatchObject({ declared: 'fr' });
  });
});
