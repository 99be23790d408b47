/**
 * ninjs, the IPTC's news in JSON: version 3, and the fields of versions 1 and 2 that hold the same.
 * @module
 * @see https://iptc.org/standards/ninjs/
 */
import { DocumentBuilder } from './builder.ts';
import type { Document, ParseOptions, Role } from './document.ts';
import { type JsonObject, type JsonValue, property, readJson } from './json.ts';
import { insertion, type JsonPlace, objectScope, readString, statedLanguage } from './json-part.ts';
import { encodeJson } from './notation.ts';
import type { PartKind } from './part.ts';
import { unparseable } from './source-position.ts';

/** Lists of `{"role", "contenttype", "value"}`. */
const TEXT_LISTS: Readonly<Record<string, Role>> = {
  headlines: 'headline',
  descriptions: 'body',
  bodies: 'body',
};
/** Strings; a word behind a low line is the text's sort (`body_html`, `description_text`), as in versions 1 and 2. */
const STRINGS = /^(title|headline|description|body)(?:_(text|html|xhtml|caption|title|summary)\w*)?$/;
/** Lists of things with names of their own kind, which have translations. Names of people and organisations do not. */
const NAMED = ['subjects', 'places', 'subject', 'place', 'genres', 'genre'];

/**
 * Parses a ninjs object. After a translation it is an object in another language, with an association to the one it
 * was translated from.
 * @throws NewsglotError `unparseable_document` with line and column; as {@link ParseOptions} says
 */
export function parseNinjs(source: string, options: ParseOptions = {}): Document {
  const builder = new DocumentBuilder(source, 'ninjs', options);
  const item = readJson(source, 'ninjs');
  if (item?.kind !== 'object') throw unparseable('ninjs', 'it is no object', { line: 1, column: 1 });
  readItem({ builder, layer: builder.root, where: 'json' }, item, '', undefined);
  return builder.finish(statedLanguage(item, 'language'));
}

function readItem(json: JsonPlace, item: JsonObject, path: string, parent: number | undefined): void {
  const stated = statedLanguage(item, 'language') !== undefined;
  const scope =
    parent === undefined
      ? objectScope(json, item, 'language', { kind: 'document' })
      : stated
        ? objectScope(json, item, 'language', { kind: 'document', parent })
        : parent;
  if (parent === undefined) addOrigin(json, item, scope);
  const isPicture = /^(?:picture|photo|graphic|video|audio)$/.test(
    property(item, 'type', 'string')?.value ?? '',
  );
  const roleOf = (role: Role): Role => (isPicture && role === 'body' ? 'caption' : role);
  for (const [name, value] of item.properties) {
    const role = Object.hasOwn(TEXT_LISTS, name) ? TEXT_LISTS[name] : undefined;
    const place = path === '' ? name : `${path}/${name}`;
    const [, field, sort] = STRINGS.exec(name) ?? [];
    if (role && value.kind === 'array') readTexts(json, value, { role: roleOf(role), path: place, scope });
    else if (field !== undefined && value.kind === 'string') {
      const kind: PartKind = sort?.endsWith('html') ? 'html' : field === 'body' && sort ? 'text' : 'any';
      const plain = field === 'title' || field === 'headline' ? 'headline' : 'body';
      readString(json, value, {
        kind,
        role: roleOf(sort === 'caption' ? 'caption' : plain),
        path: place,
        scope,
      });
    } else if (NAMED.includes(name)) readNames(json, value, place, scope);
    else if (name === 'associations') readAssociations(json, value, place, scope);
  }
}

interface Field {
  readonly role: Role;
  readonly path: string;
  readonly scope: number;
}

function readTexts(json: JsonPlace, list: Extract<JsonValue, { kind: 'array' }>, field: Field): void {
  for (const { index, value: entry } of list.items) {
    if (entry.kind !== 'object') continue;
    const text = property(entry, 'value', 'string');
    if (!text) continue;
    const type = property(entry, 'contenttype', 'string')?.value ?? '';
    const kind = /html|xml/i.test(type)
      ? 'html'
      : field.role === 'body' && /^text\/plain/i.test(type)
        ? 'text'
        : 'any';
    const stated = statedLanguage(entry, 'language') !== undefined;
    const scope = stated
      ? objectScope(json, entry, 'language', { kind: 'element', parent: field.scope })
      : field.scope;
    const path = `${field.path}${index === 0 ? '' : `[${index + 1}]`}/value`;
    readString(json, text, { kind, role: field.role, path, scope });
  }
}

function readNames(json: JsonPlace, value: JsonValue, path: string, scope: number): void {
  for (const { value: thing } of value.kind === 'array' ? value.items : []) {
    const name = thing.kind === 'object' ? property(thing, 'name', 'string') : undefined;
    if (name) readString(json, name, { kind: 'line', role: 'chrome', path: `${path}/name`, scope });
  }
}

/** Associated items are read as items: a list since version 2, an object by names before. */
function readAssociations(json: JsonPlace, value: JsonValue, path: string, scope: number): void {
  const items =
    value.kind === 'array'
      ? value.items.map(({ index, value: item }) => [`${path}[${index + 1}]`, item] as const)
      : value.kind === 'object'
        ? [...value.properties].map(([name, item]) => [`${path}/${name}`, item] as const)
        : [];
  for (const [place, item] of items) if (item.kind === 'object') readItem(json, item, place, scope);
}

/** `{"rel": "translatedFrom", "uri": "…", "language": "en"}` among the associations, if the item can be named. */
function addOrigin({ builder, layer }: JsonPlace, item: JsonObject, scope: number): void {
  const uri = property(item, 'uri', 'string')?.value;
  const associations = property(item, 'associations', 'array');
  if (uri === undefined || (!associations && item.names.has('associations'))) return;
  const entry = `{"rel": "translatedFrom", "uri": "${encodeJson(uri)}", "language": "`;
  const slot = associations
    ? {
        source: { start: associations.lastEnd, end: associations.lastEnd },
        parts: [`${isEmpty(associations) ? '' : ', '}${entry}`, { value: 'from' }, '"}'] as const,
      }
    : insertion(item, [`"associations": [${entry}`, { value: 'from' }, '"}]']);
  builder.addSlot(scope, { kind: 'origin', layer, ...slot });
}

const isEmpty = ({ start, lastEnd }: Extract<JsonValue, { kind: 'array' }>) => lastEnd === start + 1;
