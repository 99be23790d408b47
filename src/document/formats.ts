/**
 * Which format a source is in, and the parser for it.
 * @module
 */
import type { Document, Format, ParseOptions } from './document.ts';
import { parseHtml } from './html.ts';
import { parseText } from './text.ts';

const HTML_TYPES = /^(?:text\/html|application\/xhtml\+xml)$/;

/** Tags that nobody writes in plain text; looked for near the beginning. */
const HTML_SIGNS =
  /<!doctype\s+html|<\/?(?:html|head|body|title|meta|div|p|span|a|br|hr|h[1-6]|ul|ol|li|table|article|section|img|figure|blockquote|strong|em|b|i|script|style|main|header|footer|nav)(?:\s[^<>]{0,400})?\/?>/i;

/**
 * Guesses the format of a source.
 * @param contentType the declared media type, parameters allowed; it decides where it names a format
 */
export function sniffFormat(content: string, contentType?: string): Format {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'text/plain') return 'text';
  if (type !== undefined && HTML_TYPES.test(type)) return 'html';
  return HTML_SIGNS.test(content.slice(0, 20_000)) ? 'html' : 'text';
}

/** Parses a source in a known format. @throws as {@link ParseOptions} says. */
export function parseDocument(content: string, format: Format, options: ParseOptions = {}): Document {
  switch (format) {
    case 'html':
      return parseHtml(content, options);
    case 'text':
      return parseText(content, options);
  }
}
