import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { texts } from './helpers.ts';

const labels = (source: string) => texts(parseHtml(source));

describe('labels side by side are blocks of their own', () => {
  it.each([
    [
      'breadcrumbs',
      '<div><a href="#">Health</a> › <a href="#">Front page</a></div>',
      ['Health', 'Front page'],
    ],
    [
      'a footer',
      '<footer><a>Contact</a> | <a>Terms of use</a> · <a>Careers</a></footer>',
      ['Contact', 'Terms of use', 'Careers'],
    ],
    ['a menu', '<nav>\n<a>Home</a>\n<a>Local news</a>\n</nav>', ['Home', 'Local news']],
    [
      'a box with its advertisement',
      '<div>Most viewed <small>Sponsored</small></div>',
      ['Most viewed', 'Sponsored'],
    ],
    [
      'a title and its time',
      '<li><a>A day by the lake</a> <time>10:20</time></li>',
      ['A day by the lake', '10:20'],
    ],
    [
      'a title and its time in other words',
      '<div><a>A DAY BY THE LAKE</a> <i>19:51</i></div>',
      ['A DAY BY THE LAKE', '19:51'],
    ],
    [
      'a caption and its credit',
      '<figcaption>The old lake at night in the snow <span class="credit">Jo Roy – AP</span></figcaption>',
      ['The old lake at night in the snow', 'Jo Roy – AP'],
    ],
    [
      'a byline and its dates',
      '<div class=byline>By Jo Roy <time>Published Monday</time> <span>2 hours ago</span></div>',
      ['By Jo Roy', 'Published Monday', '2 hours ago'],
    ],
    [
      'tags after their title',
      '<div><span>Liked it? </span><a>Jo Roy</a> <a>Opinion</a></div>',
      ['Liked it?', 'Jo Roy', 'Opinion'],
    ],
    [
      'links without space',
      '<div><a href="#">A long way home</a><span>Full story</span></div>',
      ['A long way home', 'Full story'],
    ],
    ['links in brackets', '<p>[<a>Print this</a>] [<a>Send by mail</a>]</p>', ['Print this', 'Send by mail']],
    [
      'a number and a caption',
      '<p><b>1/8</b> A walk to the lake in winter.</p>',
      ['1/8', 'A walk to the lake in winter.'],
    ],
    ['categories with commas', '<p><span>World</span>, <span>Society</span></p>', ['World', 'Society']],
    [
      'a heading of a box and its link',
      '<aside><strong>Around the web</strong> <a>See six museums</a></aside>',
      ['Around the web', 'See six museums'],
    ],
    [
      'labels inside one link',
      '<a><span>Sport</span> <span>Win for the home side</span></a>',
      ['Sport', 'Win for the home side'],
    ],
    [
      'a notice that ends in a link',
      '<p>© 2003 The Gazette. Manage my choices. Our charter - <a>All rights reserved</a></p>',
      ['© 2003 The Gazette. Manage my choices. Our charter -', 'All rights reserved'],
    ],
  ])('%s', (_, source, expected) => {
    expect(labels(source)).toEqual(expected);
  });

  it('share the path of their parent', () => {
    expect(parseHtml('<nav><a>Home</a> | <a>World</a></nav>').blocks.map(({ path }) => path)).toEqual([
      'nav/a',
      'nav/a[2]',
    ]);
  });
});

describe('running text stays whole', () => {
  it.each([
    [
      'with neighbouring elements',
      '<p>It was nothing <a><b>very</b></a> <strong>new, compared to</strong> the last time round.</p>',
    ],
    ['with a time in it', '<p>He said <time>on Wednesday</time> that the vote would be held.</p>'],
    ['with a title of one letter', '<p><span class="cap">T</span>he vote was held on Monday.</p>'],
    ['in a heading', '<h1>The <em>New</em> Bridge</h1>'],
    ['in a heading of spans', '<h2><span>The</span> <span>New</span> <span>Bridge</span></h2>'],
    ['in a short label', '<p>Log in with <a>Facebook</a></p>'],
    ['with emphasis only', '<p><b>All</b> <i>is well</i></p>'],
    ['with a comment in it', '<p>Not <!-- so -->much of it is left now.</p>'],
  ])('%s', (_, source) => {
    expect(labels(source)).toHaveLength(1);
  });
});
