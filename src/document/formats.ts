/**
 * The formats: their media types, how to tell them by their content, their parsers.
 * @module
 */
import type { Document, Format, ParseOptions } from './document.ts';
import { parseAtom, parseRss } from './feed.ts';
import { parseHtml } from './html.ts';
import { parseJsonFeed } from './jsonfeed.ts';
import { parseMarkdown } from './markdown.ts';
import { parseNinjs } from './ninjs.ts';
import { parseNitf } from './nitf.ts';
import { parseText } from './text.ts';

const PARSERS: Readonly<Record<Format, (source: string, options: ParseOptions) => Document>> = {
  text: parseText,
  html: parseHtml,
  markdown: parseMarkdown,
  rss: parseRss,
  atom: parseAtom,
  jsonfeed: parseJsonFeed,
  ninjs: parseNinjs,
  nitf: parseNitf,
};

/** The media type of each format. */
export const MEDIA_TYPE: Readonly<Record<Format, string>> = {
  text: 'text/plain',
  html: 'text/html',
  markdown: 'text/markdown',
  rss: 'application/rss+xml',
  atom: 'application/atom+xml',
  jsonfeed: 'application/feed+json',
  ninjs: 'application/vnd.iptc.ninjs+json',
  nitf: 'application/nitf+xml',
};

const OTHER_TYPES: Readonly<Record<string, Format>> = {
  'application/xhtml+xml': 'html',
  'text/x-markdown': 'markdown',
  'application/x-nitf+xml': 'nitf',
  'text/vnd.iptc.nitf': 'nitf',
  'application/ninjs+json': 'ninjs',
};

/** Media types that several formats have; the content decides between these. */
const SHARED_TYPES: Readonly<Record<string, readonly Format[]>> = {
  'application/xml': ['rss', 'atom', 'nitf'],
  'text/xml': ['rss', 'atom', 'nitf'],
};

/** All media types that a document can be sent with. */
export const MEDIA_TYPES: readonly string[] = [
  ...Object.values(MEDIA_TYPE),
  ...Object.keys(OTHER_TYPES),
  ...Object.keys(SHARED_TYPES),
];

/** Tags that nobody writes in plain text; looked for near the beginning. */
const HTML_SIGNS =
  /<!doctype\s+html|<\/?(?:html|head|body|title|meta|div|p|span|a|br|hr|h[1-6]|ul|ol|li|table|article|section|img|figure|blockquote|strong|em|b|i|script|style|main|header|footer|nav)(?:\s[^<>]{0,400})?\/?>/i;

/** Kinds of Markdown's own markup; one alone may stand in plain text. */
const MARKDOWN_SIGNS = [
  /^#{1,6}[ \t]+\S/m,
  /\[[^\]\n]{1,200}\]\((?:https?:|\/|#)[^\s)]{0,500}/,
  /(?:^|[\s(])\*\*\S[^*\n]{0,200}\*\*/m,
  /^(?:```|~~~)/m,
  /^\|?[ \t]*:?-{3,}:?[ \t]*\|/m,
  /^---[ \t]*\r?\n\w+:/,
];

/** How much of a source is looked at. */
const WINDOW = 20_000;

/**
 * The format of a source: what its media type names, else what its content looks like.
 * @param contentType the declared media type, parameters allowed
 * @returns `undefined` only for a media type of XML and content that is in none of its formats
 */
export function sniffFormat(content: string): Format;
export function sniffFormat(content: string, contentType: string | undefined): Format | undefined;
export function sniffFormat(content: string, contentType?: string): Format | undefined {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === undefined || type === '') return formatOfContent(content);
  const named = formatOfType(type);
  if (named !== undefined) return named;
  const format = formatOfContent(content);
  const shared = Object.hasOwn(SHARED_TYPES, type) ? SHARED_TYPES[type] : undefined;
  return !shared || shared.includes(format) ? format : undefined;
}

function formatOfType(type: string): Format | undefined {
  const [format] = Object.entries(MEDIA_TYPE).find(([, known]) => known === type) ?? [];
  return (format as Format | undefined) ?? (Object.hasOwn(OTHER_TYPES, type) ? OTHER_TYPES[type] : undefined);
}

function formatOfContent(content: string): Format {
  const head = content
    .slice(0, WINDOW)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (head.startsWith('<')) {
    const xml = formatOfXml(head);
    if (xml) return xml;
  }
  if (head.startsWith('{')) {
    if (/"version"\s*:\s*"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org\\?\/version/.test(head)) return 'jsonfeed';
    if (isNinjs(head)) return 'ninjs';
  }
  // Markdown may hold HTML, but does not begin with it.
  const signs = head.startsWith('<') ? 0 : MARKDOWN_SIGNS.filter((sign) => sign.test(head)).length;
  if (signs >= 2) return 'markdown';
  return HTML_SIGNS.test(head) ? 'html' : 'text';
}

/** The format that the first element of an XML document belongs to. */
function formatOfXml(head: string): Format | undefined {
  const prolog =
    /^(?:<\?[^>]*>|<!--[\s\S]*?-->|<!doctype\b[^[>]*(?:\[[^\]]*\])?\s*>|\s)*/i.exec(head)?.[0] ?? '';
  const [, name, attributes = ''] = /^<(?:[\w.-]+:)?([\w.-]+)([^>]*)/.exec(head.slice(prolog.length)) ?? [];
  if (name === 'rss') return 'rss';
  if (name === 'nitf') return 'nitf';
  if ((name === 'feed' || name === 'entry') && attributes.includes('http://www.w3.org/2005/Atom'))
    return 'atom';
  return undefined;
}

/** An object that says so, or names a resource and has texts of news. */
function isNinjs(head: string): boolean {
  if (/"standard"\s*:\s*\{[^}]*"ninjs"/i.test(head)) return true;
  return (
    /"uri"\s*:\s*"/.test(head) &&
    /"(?:headlines?|bodies|body_(?:html|text|xhtml)|descriptions|description_(?:text|html))"\s*:/.test(head)
  );
}

/** Parses a source in a known format. @throws NewsglotError `unparseable_document`; as {@link ParseOptions} says. */
export function parseDocument(content: string, format: Format, options: ParseOptions = {}): Document {
  return PARSERS[format](content, options);
}
