import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render } from '../../src/document/render.ts';
import { parseText } from '../../src/document/text.ts';
import { replaceAll, texts } from './helpers.ts';

const blocks = (source: string) => texts(parseText(source));

describe('plain text', () => {
  it('has a block for every line that stands for itself', () => {
    expect(blocks('Talks end\nLire la suite »\nThe sides agree.')).toEqual([
      'Talks end',
      'Lire la suite »',
      'The sides agree.',
    ]);
  });

  it('joins the lines of a wrapped paragraph', () => {
    expect(
      blocks(
        'The two sides met on Monday in the old town hall and spoke for\nhours. They agreed on\nlittle.\n\nNobody spoke.',
      ),
    ).toEqual([
      'The two sides met on Monday in the old town hall and spoke for hours. They agreed on little.',
      'Nobody spoke.',
    ]);
  });

  it('keeps a headline apart from the teaser below it, which is far longer', () => {
    const headline = 'Envoy lands for talks as water levels keep falling in the whole valley';
    const teaser =
      'A spokesman is expected to announce the first results of the meeting on Tuesday evening, an aide said.';
    expect(blocks(`${headline}\n${teaser}`)).toEqual([headline, teaser]);
  });

  it('ends a paragraph at a blank line, even one with spaces', () => {
    expect(blocks('one\n \t\ntwo')).toEqual(['one', 'two']);
  });

  it('keeps a paragraph of one long line apart from the next', () => {
    const line =
      'The two sides met on Monday in the old town hall and spoke for hours about the bridge, then they went home and slept.';
    expect(blocks(`${line}\nNext line`)).toEqual([line, 'Next line']);
  });

  it('leaves bullets, numbers and quotation signs out', () => {
    expect(blocks('- one\n* two\n3. three\n> > four\n• five\n# six')).toEqual([
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
    ]);
  });

  it('numbers its paragraphs', () => {
    expect(parseText('a\n\nb\n\nc').blocks.map(({ path }) => path)).toEqual(['p', 'p[2]', 'p[3]']);
  });

  it('keeps white space and line ends outside of blocks when it is rendered', () => {
    const source = '\r\n  Old one.\r\n\r\n\t- Old two.  \r\n';
    const document = parseText(source);
    expect(
      render(
        document,
        replaceAll(document, (text) => text.replace('Old', 'New')),
      ),
    ).toBe('\r\n  New one.\r\n\r\n\t- New two.  \r\n');
  });

  it.each([
    ['headline', 'Talks end in Geneva\n\nThe sides agree.'],
    ['byline', 'By Jo Roy\n\nThe sides agree.'],
    ['byline', 'Par Anne Petit\n\nC’est fait.'],
    ['chrome', 'Lire la suite »'],
    ['body', 'The sides agree.'],
  ])('tells a %s', (role, source) => {
    expect(parseText(source).blocks[0]!.role).toBe(role);
  });

  it('comes back to the byte', () => {
    const part = fc.constantFrom('\r\n', '\n', '\r', ' ', '- ', '> ', 'a', 'A.', '\n\n');
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string())), (parts) => {
        const source = parts.join('');
        const document = parseText(source);
        expect(render(document, [])).toBe(source);
        expect(
          render(
            document,
            document.blocks.map(({ id, text }) => ({
              block: id,
              start: 0,
              end: text.length,
              text: 'x',
              marks: [],
            })),
          ),
        ).toHaveLength(
          source.length -
            document.blocks.reduce(
              (sum, { map }) => sum + map.endOf(map.length - 1)! - map.startOf(0)! - 1,
              0,
            ),
        );
      }),
    );
  });
});

describe('lines broken by hand', () => {
  const written = (source: string, texts: readonly string[]) => {
    const document = parseText(source);
    let next = 0;
    return render(
      document,
      replaceAll(document, () => texts[next++]!),
    );
  };

  it('are broken again at the same width, with the same marks and line ends', () => {
    const source =
      'The bridge over the harbour was opened to traffic on Monday\r\nafter four months of repairs. It had been closed since the storm\r\nof November.\r\n\r\nEnd.';
    const out = written(source, [
      'Le pont du port a été rouvert à la circulation lundi après quatre mois de réparations.',
      'Il était fermé depuis la tempête de novembre.',
      'Fin.',
    ]);
    expect(out).toBe(
      'Le pont du port a été rouvert à la circulation lundi après\r\nquatre mois de réparations. Il était fermé depuis la tempête de\r\nnovembre.\r\n\r\nFin.',
    );
  });

  it('keep the marks of a quotation', () => {
    const source =
      '> The bridge over the harbour was opened to traffic on Monday\n> after four months of repairs.';
    expect(
      written(source, ['Le pont du port a été rouvert à la circulation lundi après des réparations.']),
    ).toBe('> Le pont du port a été rouvert à la circulation lundi après\n> des réparations.');
  });

  it('are not made where there were none', () => {
    const long = 'mot '.repeat(60).trim();
    expect(written('A line.', [long])).toBe(long);
  });
});
