/**
 * Makes an annotated page out of HTML with its languages written into it.
 *
 * In the source, `data-l="fr"` states the language of an element's text and attributes, `~en|` switches it inside a
 * text ("~fr|Lire aussi : ~en|The long way home"); what holds no letter is `zxx`, and so are the signs around a switch.
 * `data-r` states a role that the element does not tell, `data-k` marks a cognate. None of it is left in the page.
 *
 * `npm run eval:annotate -- SOURCE.html… --out DIR` writes `NAME.html` and `NAME.gold.json` for each source.
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import render from 'dom-serializer';
import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import { parseDocument } from 'htmlparser2';
import type { GoldPage, GoldRun, GoldSpan } from './pages.ts';

/** What an element hands on to its contents. */
interface Scope {
  readonly language: string;
  readonly role: string;
  /** Whether `role` was stated, or is that of a menu or footer, which contents do not change. */
  readonly fixed: boolean;
  readonly cognate: boolean;
  readonly protected: boolean;
  readonly flow: number | undefined;
}

const CHROME = new Set('nav header footer aside form button label option time dialog'.split(' '));
const ROLES: Readonly<Record<string, string>> = {
  title: 'headline',
  h1: 'headline',
  h2: 'headline',
  h3: 'headline',
  h4: 'headline',
  figcaption: 'caption',
  p: 'body',
  blockquote: 'body',
  meta: 'other',
};
const INLINE = new Set('a b i em strong span small code'.split(' '));
const PROTECTED = new Set('code pre kbd'.split(' '));
const UNREAD = new Set(['script', 'style']);
const TEXT_ATTRIBUTES = new Set(['title', 'alt', 'placeholder', 'aria-label']);
const META_NAMES = /^(?:description|og:title|og:description|twitter:title|twitter:description)$/;

/** The page and its gold. */
export function annotate(name: string, source: string): GoldPage {
  const document = parseDocument(source);
  const runs: GoldRun[] = [];
  let htmlLang: string | null = null;
  let flows = 0;
  const page: Scope = {
    language: 'zxx',
    role: 'other',
    fixed: false,
    cognate: false,
    protected: false,
    flow: undefined,
  };
  visit(document.children, page);
  return { name, html: render(document, { encodeEntities: 'utf8' }), gold: { htmlLang, runs } };

  function visit(nodes: readonly AnyNode[], scope: Scope): void {
    for (const node of nodes) {
      if (isText(node)) node.data = note('text', node.data, scope);
      else if (isTag(node)) {
        const inner = enter(node, scope);
        if (!UNREAD.has(node.name)) visit(node.children, inner);
      }
    }
  }

  function enter(element: Element, scope: Scope): Scope {
    const { name, attribs } = element;
    if (name === 'html') htmlLang = attribs.lang ?? null;
    const chrome = CHROME.has(name);
    const role =
      attribs['data-r'] ?? (scope.fixed ? scope.role : chrome ? 'chrome' : (ROLES[name] ?? scope.role));
    const inner: Scope = {
      language: attribs['data-l'] ?? scope.language,
      role,
      fixed: scope.fixed || chrome || attribs['data-r'] !== undefined,
      cognate: 'data-k' in attribs,
      protected: scope.protected || PROTECTED.has(name) || attribs.translate === 'no',
      flow: INLINE.has(name) ? scope.flow : isFlow(element) ? flows++ : undefined,
    };
    for (const key of ['data-l', 'data-r', 'data-k']) delete attribs[key];
    for (const [key, value] of Object.entries(attribs)) {
      const meta =
        name === 'meta' && key === 'content' && META_NAMES.test(attribs.name ?? attribs.property ?? '');
      if (!meta && !TEXT_ATTRIBUTES.has(key)) continue;
      const own = { ...inner, flow: undefined, role: key === 'alt' ? 'caption' : meta ? 'other' : 'chrome' };
      attribs[key] = note(`attr:${key}`, value, own);
    }
    return inner;
  }

  function note(where: GoldRun['where'], marked: string, scope: Scope): string {
    const { text, spans } = readMarked(marked, scope.language);
    const trimmed = trimSpans(text, spans);
    if (trimmed.text !== '') {
      runs.push({
        where,
        role: scope.role,
        ...trimmed,
        ...(scope.protected && { protected: true }),
        ...(scope.cognate && { cognate: true }),
        ...(scope.flow !== undefined && { flow: scope.flow }),
      });
    }
    return text;
  }
}

/** Whether an element's text is one stretch, with inline elements in it: a sentence, not a row of links. */
function isFlow({ name, children }: Element): boolean {
  const text = children.filter((child) => isText(child) && child.data.trim() !== '');
  return name === 'p' && text.length > 0 && children.some((child) => isTag(child) && INLINE.has(child.name));
}

/** Takes the switches out of a text. */
function readMarked(marked: string, language: string): { text: string; spans: GoldSpan[] } {
  const parts = marked.split(/~([a-z]{2,3})\|/);
  const spans: GoldSpan[] = [];
  let text = '';
  for (let index = 0; index < parts.length; index += 2) {
    const part = parts[index] ?? '';
    const lang = index === 0 ? language : (parts[index - 1] ?? language);
    if (part !== '') spans.push({ start: text.length, end: text.length + part.length, lang });
    text += part;
  }
  return { text, spans };
}

/** Collapses white space, joins spans, and gives `zxx` to what has no letters and to signs beside a switch. */
function trimSpans(text: string, spans: readonly GoldSpan[]): { text: string; spans: GoldSpan[] } {
  let out = '';
  const languages: string[] = [];
  for (const [number, { start, end, lang }] of spans.entries()) {
    const part = text.slice(start, end);
    const first = part.search(/[\p{L}\p{N}]/u);
    const last =
      part.length -
      [...part]
        .reverse()
        .join('')
        .search(/[\p{L}\p{N}]/u);
    const worded = /\p{L}/u.test(part);
    for (const [offset, character] of [...part].entries()) {
      if (/[ \t\n\r\f]/.test(character) && (out === '' || out.endsWith(' '))) continue;
      const outside = (offset < first && number > 0) || (offset >= last && number < spans.length - 1);
      const sign = outside && !/[.!?…:;,]/.test(character);
      for (let unit = 0; unit < character.length; unit++) languages.push(worded && !sign ? lang : 'zxx');
      out += /[ \t\n\r\f]/.test(character) ? ' ' : character;
    }
  }
  out = out.replace(/ $/, '');
  const joined: { start: number; end: number; lang: string }[] = [];
  for (let at = 0; at < out.length; at++) {
    const before = joined.at(-1);
    if (before !== undefined && before.lang === languages[at]) before.end = at + 1;
    else joined.push({ start: at, end: at + 1, lang: languages[at] ?? 'zxx' });
  }
  return { text: out, spans: joined };
}

/** The gold file: a run a line. */
function formatGold({ htmlLang, runs }: GoldPage['gold']): string {
  const lines = runs.map((run) => JSON.stringify(run)).join(',\n');
  return `{"htmlLang":${JSON.stringify(htmlLang)},"runs":[\n${lines}\n]}\n`;
}

await new Command('eval:annotate')
  .argument('<sources...>')
  .requiredOption('--out <dir>', 'where to write the pages')
  .action(async (sources: string[], { out }: { out: string }) => {
    for (const source of sources) {
      const page = annotate(basename(source, '.html'), await readFile(source, 'utf8'));
      await writeFile(join(out, `${page.name}.html`), page.html);
      await writeFile(join(out, `${page.name}.gold.json`), formatGold(page.gold));
    }
  })
  .parseAsync();
