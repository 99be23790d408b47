import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';

describe('roles', () => {
  it.each([
    ['headline', '<h1>Talks end</h1>'],
    ['headline', '<title>Talks end</title>'],
    ['headline', '<meta property="og:title" content="Talks end">'],
    ['headline', '<ul><li><a>A long walk to the lake</a></ul>'],
    ['chrome', '<aside><h3>Similar stories</h3></aside>'],
    ['chrome', '<nav><a>World</a></nav>'],
    ['chrome', '<button>Accept all</button>'],
    ['chrome', '<div class="article__share"><span>Copy link</span></div>'],
    ['chrome', '<div><a>Lire la suite »</a></div>'],
    ['chrome', '<div role="navigation"><p>World</p></div>'],
    ['byline', '<p class="byline">By Jo Roy</p>'],
    ['byline', '<time>Nov. 4</time>'],
    ['caption', '<figure><figcaption>The lake</figcaption></figure>'],
    ['caption', '<img alt="The lake">'],
    ['body', '<article><p>Short.</p></article>'],
    ['body', '<p>It was the first time in years that they met.</p>'],
    ['other', '<div>Serves 4</div>'],
  ])('%s: %s', (role, source) => {
    expect(parseHtml(source).blocks[0]!.role).toBe(role);
  });
});
