/**
 * XML with exact source ranges. A strict parser judges; what it refuses, and what declares entities, is no document.
 * @module
 * @see https://www.w3.org/TR/xml-names/
 */
import { SaxesParser } from 'saxes';
import type { NewsglotError } from '../errors.ts';
import type { SourceRange } from './document.ts';
import { positionAt, unparseable } from './source-position.ts';

/** A start tag. */
export interface XmlStart extends SourceRange {
  readonly kind: 'start';
  readonly name: XmlName;
  /** End of the name in the source, where an attribute could be inserted. */
  readonly nameEnd: number;
}

/** A token of an XML document; an empty element has a start and an end, the latter of no width. */
export type XmlToken =
  | XmlStart
  | (SourceRange & { readonly kind: 'end'; readonly name: XmlName })
  | (SourceRange & { readonly kind: 'text' })
  /** Its range is that of the content, without the brackets. */
  | (SourceRange & { readonly kind: 'cdata' })
  /** Comments, processing instructions and the document type. */
  | (SourceRange & { readonly kind: 'other' });

/** A name with its namespace. */
export interface XmlName {
  readonly namespace: string;
  readonly local: string;
  /** As written, with its prefix. */
  readonly qualified: string;
}

/** An attribute; its range is that of the value, without quotes. */
export interface XmlAttribute extends SourceRange {
  readonly qualified: string;
}

/** Levels beyond which an XML document is refused. */
const MAX_DEPTH = 256;

/**
 * Hands the tokens of an XML document to `take`, in order.
 * @param format what to call it in an error
 * @throws NewsglotError `unparseable_document` with line and column
 */
export function tokenizeXml(source: string, format: string, take: (token: XmlToken) => void): void {
  const parser = new SaxesParser({ xmlns: true });
  let reached = source.startsWith('\ufeff') ? 1 : 0;
  let depth = 0;
  const refuse = (reason: string, offset: number): NewsglotError =>
    unparseable(format, reason, positionAt(source, offset));
  /** Takes the text before a piece of markup; returns where the markup begins. */
  const begin = (end = parser.position): number => {
    const start = source.indexOf('<', reached);
    if (start > reached && depth > 0) take({ kind: 'text', start: reached, end: start });
    reached = end;
    return start;
  };
  const other = (end?: number) => {
    const start = begin(end);
    take({ kind: 'other', start, end: reached });
  };
  parser.on('error', ({ message }) => {
    // What comes behind a colon quotes the document.
    const reason = message.replace(/^(?:undefined:)?\d+:\d+: /, '').replace(/[:.].*$/s, '');
    throw refuse(reason, Math.max(0, parser.position - 1));
  });
  // A name and an address are harmless: nothing is fetched. Declarations are how entities attack.
  parser.on('doctype', (type) => {
    if (/\[/.test(type.replace(/"[^"]*"|'[^']*'/g, '')))
      throw refuse('a document type with declarations is not accepted', source.indexOf('<', reached));
    other();
  });
  parser.on('xmldecl', () => {
    begin();
  });
  // A comment is reported before its last character is read.
  parser.on('comment', () => other(parser.position + 1));
  parser.on('processinginstruction', () => other());
  parser.on('cdata', () => {
    const start = begin();
    take({ kind: 'cdata', start: start + '<![CDATA['.length, end: reached - ']]>'.length });
  });
  parser.on('opentag', ({ name, local, uri }) => {
    const start = begin();
    if (++depth > MAX_DEPTH) throw refuse(`nested deeper than ${MAX_DEPTH} levels`, start);
    const qualified = { namespace: uri, local, qualified: name };
    take({ kind: 'start', name: qualified, start, end: reached, nameEnd: start + 1 + name.length });
  });
  parser.on('closetag', ({ name, local, uri, isSelfClosing }) => {
    const start = isSelfClosing ? reached : begin();
    depth--;
    take({ kind: 'end', name: { namespace: uri, local, qualified: name }, start, end: reached });
  });
  parser.write(source).close();
}

/** The attributes of a start tag that has passed the parser. */
export function attributesOf(source: string, { nameEnd, end }: XmlStart): readonly XmlAttribute[] {
  const attributes: XmlAttribute[] = [];
  for (const match of source.slice(nameEnd, end).matchAll(/([^\s=<>/"']+)\s*=\s*(["'])(.*?)\2/gs)) {
    const [all, qualified = '', , value = ''] = match;
    const close = nameEnd + match.index + all.length - 1;
    attributes.push({ qualified, start: close - value.length, end: close });
  }
  return attributes;
}
