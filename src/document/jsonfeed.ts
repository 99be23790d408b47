/**
 * JSON Feed 1.1.
 * @module
 * @see https://www.jsonfeed.org/version/1.1/
 */
import { DocumentBuilder } from './builder.ts';
import type { Document, ParseOptions, Role } from './document.ts';
import { type JsonObject, property, readJson } from './json.ts';
import { type JsonPlace, objectScope, readString, statedLanguage } from './json-part.ts';
import type { PartKind } from './part.ts';
import { unparseable } from './source-position.ts';

interface Field {
  readonly name: string;
  readonly kind: PartKind;
  readonly role: Role;
}

const FEED_FIELDS: readonly Field[] = [
  { name: 'title', kind: 'any', role: 'chrome' },
  { name: 'description', kind: 'any', role: 'body' },
];
const ITEM_FIELDS: readonly Field[] = [
  { name: 'title', kind: 'any', role: 'headline' },
  { name: 'summary', kind: 'any', role: 'body' },
  { name: 'content_html', kind: 'html', role: 'body' },
  { name: 'content_text', kind: 'text', role: 'body' },
];

/**
 * Parses a JSON Feed. The language is stated on the feed, and on an item where it was before.
 * @throws NewsglotError `unparseable_document` with line and column; as {@link ParseOptions} says
 */
export function parseJsonFeed(source: string, options: ParseOptions = {}): Document {
  const builder = new DocumentBuilder(source, 'jsonfeed', options);
  const feed = readJson(source, 'a JSON Feed');
  if (feed?.kind !== 'object') throw unparseable('a JSON Feed', 'it is no object', { line: 1, column: 1 });
  const json: JsonPlace = { builder, layer: builder.root, where: 'json' };
  const scope = objectScope(json, feed, 'language', { kind: 'document' });
  readFields(json, feed, FEED_FIELDS, '', scope);
  for (const { index, value: item } of property(feed, 'items', 'array')?.items ?? []) {
    if (item.kind === 'object') readItem(json, item, index === 0 ? 'items' : `items[${index + 1}]`, scope);
  }
  return builder.finish(statedLanguage(feed, 'language'));
}

function readItem(json: JsonPlace, item: JsonObject, path: string, feedScope: number): void {
  const stated = statedLanguage(item, 'language') !== undefined;
  const scope = stated
    ? objectScope(json, item, 'language', { kind: 'document', parent: feedScope })
    : feedScope;
  readFields(json, item, ITEM_FIELDS, `${path}/`, scope);
  for (const { value: tag } of property(item, 'tags', 'array')?.items ?? []) {
    if (tag.kind === 'string')
      readString(json, tag, { kind: 'line', role: 'chrome', path: `${path}/tags`, scope });
  }
  for (const { value: attachment } of property(item, 'attachments', 'array')?.items ?? []) {
    const title = attachment.kind === 'object' ? property(attachment, 'title', 'string') : undefined;
    if (title)
      readString(json, title, { kind: 'line', role: 'caption', path: `${path}/attachments/title`, scope });
  }
}

function readFields(
  json: JsonPlace,
  object: JsonObject,
  fields: readonly Field[],
  path: string,
  scope: number,
): void {
  for (const { name, kind, role } of fields) {
    const string = property(object, name, 'string');
    if (string) readString(json, string, { kind, role, path: `${path}${name}`, scope });
  }
}
