import fc from 'fast-check';
import type { Block, Document, Piece, Replacement } from '../../src/document/document.ts';
import { markedText, placeMarks, type TranslationClues } from '../../src/document/marks.ts';
import { marksInside } from '../../src/document/render.ts';
import { sentencesOf } from '../../src/language/pieces.ts';

/** The texts of a document's blocks. */
export const texts = (document: Document) => document.blocks.map(({ text }) => text);

/** A piece of a block translated, with its marks placed, and whether that took a guess. */
export function replacementOf(
  block: Block,
  { start, end }: Pick<Piece, 'start' | 'end'>,
  text: string,
  clues?: TranslationClues,
): { readonly replacement: Replacement; readonly guessed: boolean } {
  const inside = marksInside(block, { start, end });
  const { marks, guessed } = placeMarks(markedText(block, { start, end }), text, clues);
  const placed = marks.map(({ index, at }) => ({ id: inside[index]!.id, at }));
  return { replacement: { block: block.id, start, end, text, marks: placed }, guessed };
}

/** A replacement for every piece, made by `translate`, with its marks placed. */
export function replaceAll(document: Document, translate: (text: string) => string): Replacement[] {
  return document.blocks.flatMap((block) =>
    [...sentencesOf(block)].map(
      (piece) => replacementOf(block, piece, translate(block.text.slice(piece.start, piece.end))).replacement,
    ),
  );
}

const word = fc.constantFrom(
  'Kim',
  'arrive',
  'à',
  'Moscou',
  'the',
  'talks',
  '12',
  'AT&amp;T',
  'l&rsquo;accord',
  '3 %',
  '&nbsp;»',
);
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const attributes = fc.constantFrom(
  '',
  ' class="x y"',
  " title='A day'",
  ' lang=fr',
  ' translate="no"',
  ' hidden',
  ' ALT="Two &amp; two"',
);

/** Well-formed HTML with block and inline elements, attributes, comments and entities. */
export const wellFormed: fc.Arbitrary<string> = fc.letrec<{ inline: string; block: string }>((tie) => ({
  inline: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    fc.constantFrom(
      '<br>',
      '<!-- note -->',
      '<img alt="A view" src=x>',
      ' ',
      '\r\n',
      '<code>a &lt; b</code>',
      ' | ',
    ),
    fc
      .tuple(
        fc.constantFrom('a', 'b', 'em', 'span', 'strong', 'small', 'time'),
        attributes,
        fc.array(tie('inline'), { maxLength: 3 }),
      )
      .map(([name, attribute, inner]) => `<${name}${attribute}>${inner.join(' ')}</${name}>`),
  ),
  block: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(
        fc.constantFrom('p', 'h2', 'li', 'td', 'figcaption'),
        attributes,
        fc.array(tie('inline'), { maxLength: 5 }),
      )
      .map(([name, attribute, inner]) => `<${name}${attribute}>${inner.join(' ')}</${name}>`),
    fc
      .tuple(
        fc.constantFrom('div', 'nav', 'main', 'footer'),
        attributes,
        fc.array(tie('block'), { maxLength: 4 }),
      )
      .map(([name, attribute, inner]) => `<${name}${attribute}>\n${inner.join('\n')}</${name}>`),
  ),
})).block;

/** A page of ours with most things that occur in pages. */
export const PAGE = `<!DOCTYPE html>\r
<HTML LANG=en><head><meta charset="utf-8"><title>Talks end &mdash; The Gazette</title>
<meta name="description" content='The two sides &quot;agree&quot;'><script>if (a<b) { x = "<p>no</p>" }</script>
<style>p::after{content:"Read"}</style></head>
<body class="page"><nav><ul><li><a href=/a>Home</a><li><a href=/b>World</a></ul></nav>
<main><h1>Talks end in <em>Geneva</em></h1><p class=byline>By Ann Lee <time>Nov. 4</time></p>
<p>The <b>minister</b> met <a href="/x" title="A profile">Jo&#x301; Roy</a>. They spoke for <i>two hours</i><br>and left.
<p>Press <kbd>F</kbd> &amp; wait &lt;now&gt;<!-- ad --> please. <span translate=no>Do not <b>touch</b></span> it.
<figure><img src=a.jpg alt="The lake"><figcaption>The lake <span class=credit>Jo Roy/AP</span></figcaption></figure>
<textarea>keep</textarea><select><option>One<option>Two</select><svg><title>icon</title><path d="M0"/></svg>
<table><tr><td>Won<td>Lost</table></main><footer><a>Contact</a> | <a>Terms</a></footer></body></html>`;
