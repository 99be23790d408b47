import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../src/document/markdown.ts';
import { render } from '../../src/document/render.ts';
import { replaceAll, texts } from './helpers.ts';

const written = (source: string, text: string) =>
  render(
    parseMarkdown(source),
    replaceAll(parseMarkdown(source), () => text),
  );

describe('Markdown', () => {
  it.each([
    ['headings', '# One\n\nTwo\n===\n\n## Three ##', ['One', 'Two', 'Three']],
    ['paragraphs over lines', 'One\ntwo\n\nThree', ['One two', 'Three']],
    ['lists', '- One\n- Two\n  1. Three\n\n* [ ] Four', ['One', 'Two', 'Three', 'Four']],
    ['quotations', '> One\n> two\n>\n> > Three', ['One two', 'Three']],
    ['tables', '| A | B |\n|---|:-:|\n| One *two* | Three |', ['A', 'B', 'One two', 'Three']],
    ['hard line breaks', 'One  \ntwo\\\nthree<br>four', ['One', 'two', 'three', 'four']],
    ['escapes and references', 'A\\*b\\* &amp; c', ['A*b* & c']],
    ['pictures and titles', 'See [this](x "A day") ![the lake](y)', ['See this', 'A day', 'the lake']],
    ['HTML', '<div>\n<p>One <b>two</b>\n</div>\n\nThree <b>four</b>', ['One two', 'Three four']],
  ])('has its texts in %s', (_, source, expected) => {
    expect(texts(parseMarkdown(source)).sort()).toEqual([...expected].sort());
  });

  it.each([
    ['code', '```js\nlet a\n```\n\n    indented\n\n`code`'],
    ['front matter', '---\ntitle: One\ndate: 2024\n---\n'],
    ['definitions', '[1]: https://example.org "Title"'],
    ['rules', '---\n\n***'],
  ])('leaves %s', (_, source) => {
    expect(texts(parseMarkdown(source))).toEqual([]);
  });

  it('takes emphasis, links and code as marks', () => {
    expect(written('The **talks** in [Geneva](https://a.org) with `x`.', 'talks Geneva.')).toMatch(
      /^\*\*talks\*\* \[Geneva\]\(https:\/\/a\.org\).*`x`.*$/,
    );
  });

  it('keeps a link whose text is its label as it is', () => {
    const source = 'See [the page] and [this][1].\n\n[the page]: https://a.org\n[1]: https://b.org';
    expect(written(source, 'mot')).toContain('[the page]');
    expect(texts(parseMarkdown(source))).toEqual(['See and this.']);
  });

  it.each([
    ['A', '1. Un', '1\\. Un'],
    ['A', '# Un', '\\# Un'],
    ['A', '- Un', '\\- Un'],
    ['A', 'un *mot* ici', 'un \\*mot\\* ici'],
    ['A', 'un_mot _ici_', 'un_mot \\_ici\\_'],
    ['A', 'a < b &amp; c', 'a \\< b \\&amp; c'],
    ['A', '[un](deux)', '[un\\](deux)'],
  ])('writes %j as text: %j', (source, text, expected) => {
    expect(written(source, text)).toBe(expected);
    expect(texts(parseMarkdown(expected)).join(' ')).toBe(text);
  });
});
