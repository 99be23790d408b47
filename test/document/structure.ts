/** The structure of a document without its texts, by parsers of its own: what no translation may change. */
import { SaxesParser } from 'saxes';
import type { Format } from '../../src/document/document.ts';
import { tokenizeHtml } from '../../src/document/html-tokens.ts';

/** Names of tags, and comments as they stand; of JSON the shape; of XML names, attributes but for language, and what texts hold. */
export function structureOf(format: Format, source: string): readonly unknown[] {
  if (format === 'jsonfeed' || format === 'ninjs')
    return [shapeOf(JSON.parse(source.replace(/^\ufeff/, '')))];
  if (format === 'rss' || format === 'atom' || format === 'nitf') return xmlStructure(source);
  if (format === 'html') return tags(source);
  return [];
}

function tags(html: string): readonly string[] {
  const found: string[] = [];
  tokenizeHtml(html, (token) => {
    if (token.kind === 'open')
      found.push(
        `<${token.name} ${token.attributes
          .map(({ name }) => name)
          .filter((name) => name !== 'lang' && name !== 'dir')
          .join(' ')}>`,
      );
    else if (token.kind !== 'text') found.push(html.slice(token.start, token.end));
  });
  return found;
}

function shapeOf(value: unknown): unknown {
  if (typeof value === 'string') return tags(value);
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}

function xmlStructure(source: string): readonly unknown[] {
  const found: unknown[] = [];
  let text = '';
  const flush = () => {
    const inner = tags(text);
    if (inner.length > 0) found.push(inner);
    text = '';
  };
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (data) => {
    text += data;
  });
  parser.on('cdata', (data) => {
    text += data;
  });
  parser.on('comment', (comment) => {
    flush();
    found.push(`<!--${comment}-->`);
  });
  parser.on('opentag', ({ name, attributes }) => {
    flush();
    const kept = Object.values(attributes).filter(({ name: key }) => !/^(?:xml:)?lang$|^label$/.test(key));
    found.push([name, kept.map(({ name: key, value }) => [key, value])]);
  });
  parser.on('closetag', ({ name }) => {
    flush();
    found.push(`/${name}`);
  });
  parser.write(source).close();
  return found;
}
