import { describe, expect, it } from 'vitest';
import { parseDocument } from '../../src/document/formats.ts';

describe('a document of 1,000 blocks at most', () => {
  const parse = (format: 'html' | 'markdown' | 'nitf', source: string) =>
    parseDocument(source, format, { maxBlocks: 1000 });

  it('may have ten inline elements for each of them', () => {
    expect(parse('html', `<p>x${'<img>'.repeat(10_000)}`).blocks).toHaveLength(1);
    expect(parse('markdown', `x ${'`a` '.repeat(10_000)}`).blocks).toHaveLength(1);
  });

  it.each([
    ['empty elements', 'html', `<p>x${'<img>'.repeat(10_001)}`],
    ['elements around text', 'html', `<p>${'<b>x</b>'.repeat(5_001)}`],
    ['comments', 'html', `<p>x${'<!---->'.repeat(10_001)}`],
    ['stray tags', 'html', `<p>x${'</b>'.repeat(10_001)}`],
    ['spans of code', 'markdown', '`a` '.repeat(10_001)],
    ['emphasis', 'markdown', '*a* '.repeat(10_001)],
    ['delimiters that come to nothing', 'markdown', '* '.repeat(20_001)],
    ['elements in a paragraph', 'nitf', `<nitf><body><p>x${'<em>y</em>'.repeat(5_001)}</p></body></nitf>`],
  ] as const)('is refused with more %s', (_, format, source) => {
    expect(() => parse(format, source)).toThrow(
      expect.objectContaining({ code: 'content_too_large', param: 'content' }),
    );
  });

  it('is refused in linear time however deep its texts stand', () => {
    expect(() => parseDocument('<a title=x>'.repeat(300_000), 'html', { maxBlocks: 20_000 })).toThrow(
      /more than 20000 segments/,
    );
  });
});
