/**
 * Markdown: CommonMark with GitHub's tables, task lists, strikethrough and addresses. Code, addresses and front matter
 * stay as they are; HTML in it is read as HTML.
 * @module
 * @see https://spec.commonmark.org/
 */
import type { SyntaxNode } from '@lezer/common';
import { GFM, parser } from '@lezer/markdown';
import { DocumentBuilder } from './builder.ts';
import type { Document, ParseOptions } from './document.ts';
import { readHtml } from './html.ts';
import { assemble } from './html-run.ts';
import { sliceLayer } from './layer.ts';
import { decodeMarkdown, type MarkdownRun, readInline } from './markdown-inline.ts';
import { roleOf, type Zone } from './roles.ts';

const markdown = parser.configure(GFM);

/** Blocks of text, by their node: name in paths, zone of a page that they are like. */
const LEAVES: Readonly<Record<string, { readonly name: string; readonly zone: Zone }>> = {
  Paragraph: { name: 'p', zone: 'content' },
  Task: { name: 'p', zone: 'content' },
  TableCell: { name: 'td', zone: 'content' },
  SetextHeading1: { name: 'h1', zone: 'headline' },
  SetextHeading2: { name: 'h2', zone: 'headline' },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((level) => [
      `ATXHeading${level}`,
      { name: `h${level}`, zone: 'headline' as const },
    ]),
  ),
};

/** Characters of markup for each mark, from which on there can be no honest document. */
const DELIMITERS_PER_MARK = 2;

/** Levels of blocks within blocks that are looked into. */
const MAX_DEPTH = 100;

/** Parses Markdown. Any string is accepted. @throws as {@link ParseOptions} says. */
export function parseMarkdown(source: string, options: ParseOptions = {}): Document {
  const builder = new DocumentBuilder(source, 'markdown', options);
  const counts = new Map<string, number>();
  const visit = (node: SyntaxNode, depth: number) => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      const leaf = Object.hasOwn(LEAVES, child.name) ? LEAVES[child.name] : undefined;
      if (leaf) {
        const count = (counts.get(leaf.name) ?? 0) + 1;
        counts.set(leaf.name, count);
        const path = count > 1 ? `${leaf.name}[${count}]` : leaf.name;
        for (const run of readInline(builder, child, path)) addRun(builder, run, leaf, path);
      } else if (child.name === 'HTMLBlock') {
        const layer = sliceLayer(builder.root, { start: child.from, end: child.to });
        readHtml(builder, layer, { path: 'html', zone: 'content' });
      } else if (depth < MAX_DEPTH) visit(child, depth + 1);
    }
  };
  // The parser's tree takes 200 bytes and more for each of them, however little text there is.
  const delimiters = source.match(/[*_`[<\\&~]/g)?.length ?? 0;
  builder.checkMarkRoom(delimiters / DELIMITERS_PER_MARK);
  visit(markdown.parse(withoutDepth(withoutFrontMatter(source))).topNode, 0);
  return builder.finish();
}

function addRun(
  builder: DocumentBuilder,
  { items, inLink }: MarkdownRun,
  { name, zone }: (typeof LEAVES)[string],
  path: string,
): void {
  const content = assemble(builder.root.source, items, 0, items.length, decodeMarkdown);
  if (!content) return;
  builder.add({
    path,
    role: roleOf({ zone, element: name, inLink, text: content.text }),
    layer: builder.root,
    ...content,
    escaping: 'markdown',
  });
}

/** The source with quotations and lists within each other blanked beyond any that people write: they cost time and memory. */
function withoutDepth(source: string): string {
  return source.replace(
    /^((?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){64})((?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t])))+)/gm,
    (_, first: string, rest: string) => first + rest.replace(/\S/g, ' '),
  );
}

/** The source with its front matter (`---` … `---` at the very beginning) blanked, so that every position stays. */
function withoutFrontMatter(source: string): string {
  const matter = /^\ufeff?---[ \t]*\r?\n(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(source)?.[0];
  return matter === undefined ? source : matter.replace(/[^\r\n]/g, ' ') + source.slice(matter.length);
}
