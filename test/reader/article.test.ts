import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/document/document.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { articleBlocks, MOST_SHOWN, type PendingSegment, titleBlock } from '../../src/reader/article.ts';

const segment = (path: string, role: Role, text: string, id = 's0'): PendingSegment => ({
  id,
  path,
  role,
  text,
  language: 'en' as LanguageCode,
  confidence: 1,
  evidence: [],
  status: 'pending',
});

describe('segments as an article', () => {
  it('sentences of one paragraph stand together, what follows it apart', () => {
    const blocks = articleBlocks([
      segment('html/body/p', 'body', 'One.', 's0'),
      segment('html/body/p', 'body', 'Two.', 's1'),
      segment('html/body/p[2]', 'body', 'Three.', 's2'),
    ]);
    expect(blocks.map(({ segments }) => segments.map(({ id }) => id))).toEqual([['s0', 's1'], ['s2']]);
  });

  it.each([
    ['html/head/title', 'headline', 'The bridge opened again', 'hidden'],
    ['html/body/figure/img/@alt', 'caption', 'A tugboat before the lighthouse', 'hidden'],
    ['html/head/script[2]/headline', 'headline', 'The bridge opened again', 'hidden'],
    ['p/@title', 'chrome', 'All about it', 'hidden'],
    ['html/body/h2', 'headline', 'Sport', 'heading'],
    ['headlines/value', 'headline', 'The bank raises its rates', 'heading'],
    ['p', 'headline', 'Accueil', 'label'],
    ['html/body/nav/ul/li', 'chrome', 'Home', 'label'],
    ['html/body/p', 'byline', 'By Ada Quill', 'label'],
    [
      'html/body/span',
      'chrome',
      'Dozens of boats are expected to stay at anchor until the ministers agree.',
      'paragraph',
    ],
    ['html/body/ol/li[2]', 'body', 'The price of rice', 'item'],
    ['html/body/blockquote/p', 'body', 'Nobody slept.', 'quotation'],
    ['html/body/scripture/p', 'body', 'In the beginning.', 'paragraph'],
  ] as const)('%s, a %s, is seen as what it is', (path, role, text, kind) => {
    expect(articleBlocks([segment(path, role, text)])[0]?.kind).toBe(kind);
  });

  it('the title is the first heading of the first rank, or else the first of any', () => {
    const second = segment('html/body/aside/h2', 'headline', 'Read this too');
    const first = segment('html/body/main/h1', 'headline', 'The bridge opened again');
    expect(titleBlock(articleBlocks([second, first]))?.segments).toEqual([first]);
    expect(titleBlock(articleBlocks([second]))?.segments).toEqual([second]);
    expect(titleBlock(articleBlocks([segment('p', 'body', 'It rained.')]))).toBeUndefined();
  });

  it('no more segments are shown than a page can hold', () => {
    const many = Array.from({ length: MOST_SHOWN + 9 }, (_, i) =>
      segment(`p[${i}]`, 'body', 'One.', `s${i}`),
    );
    expect(articleBlocks(many)).toHaveLength(MOST_SHOWN);
  });
});
