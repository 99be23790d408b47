/**
 * JSON-LD in a page: the texts of its articles, and what language they are in.
 * @module
 * @see https://schema.org/NewsArticle
 */
import type { DocumentBuilder, PartContext } from './builder.ts';
import type { Role } from './document.ts';
import { type JsonObject, type JsonString, type JsonValue, property, readJson } from './json.ts';
import { insertion, type JsonPlace, languageProperty, readString, statedLanguage } from './json-part.ts';
import type { Layer } from './layer.ts';
import { encodeScriptJson } from './notation.ts';
import type { PartKind } from './part.ts';

/** Properties that are text for readers. */
const TEXTS: Readonly<Record<string, { readonly role: Role; readonly kind: PartKind }>> = {
  headline: { role: 'headline', kind: 'any' },
  alternativeHeadline: { role: 'headline', kind: 'any' },
  description: { role: 'body', kind: 'any' },
  articleBody: { role: 'body', kind: 'text' },
  articleSection: { role: 'chrome', kind: 'any' },
  keywords: { role: 'chrome', kind: 'line' },
  caption: { role: 'caption', kind: 'any' },
};

/** Kinds of things whose texts are read; of a person or an organisation they are not. */
const ARTICLES = /^(?:https?:\/\/schema\.org\/)?\w*(?:Article|Posting|Report)$/;
const PICTURES = /^(?:https?:\/\/schema\.org\/)?(?:Image|Video|Audio|Media)Object$/;

/** Reads a script of JSON-LD. One that is no JSON is left as it is, as browsers do. */
export function readJsonLd(builder: DocumentBuilder, layer: Layer, { path }: PartContext): void {
  let root: JsonValue | undefined;
  try {
    root = readJson(layer.source, 'JSON-LD');
  } catch {
    return;
  }
  if (root) readValue({ builder, layer, where: 'script' }, root, { path, scope: undefined, pictures: true });
}

interface Place {
  readonly path: string;
  readonly scope: number | undefined;
  /** Whether captions of pictures are read here: in an article, or beside one. */
  readonly pictures: boolean;
}

function readValue(json: JsonPlace, value: JsonValue, place: Place): void {
  if (value.kind === 'array') {
    for (const { index, value: item } of value.items)
      readValue(json, item, { ...place, path: `${place.path}[${index + 1}]` });
  } else if (value.kind === 'object') readObject(json, value, place);
}

function readObject(json: JsonPlace, object: JsonObject, place: Place): void {
  const types = typesOf(object);
  const isArticle = types.some((type) => ARTICLES.test(type));
  const isPicture = place.pictures && types.some((type) => PICTURES.test(type));
  const scope = isArticle ? articleScope(json, object, types) : place.scope;
  for (const [name, value] of object.properties) {
    const path = `${place.path}/${name}`;
    const text = Object.hasOwn(TEXTS, name) ? TEXTS[name] : undefined;
    if (text && (isArticle || (isPicture && name !== 'keywords'))) {
      for (const string of stringsOf(value)) {
        if (name === 'keywords') readKeywords(json, string, path, scope);
        else readString(json, string, { ...text, path, scope });
      }
    }
    if (name !== 'translationOfWork' && name !== 'workTranslation')
      readValue(json, value, { ...place, path, scope });
  }
}

/** A list in one string is as many texts. */
function readKeywords(json: JsonPlace, string: JsonString, path: string, scope: number | undefined): void {
  const raw = json.layer.source.slice(string.start, string.end);
  let start = string.start;
  for (const part of raw.split(',')) {
    const end = start + part.length;
    readString(
      json,
      { kind: 'string', start, end, value: part },
      { kind: 'line', role: 'chrome', path, scope },
    );
    start = end + 1;
  }
}

function typesOf(object: JsonObject): readonly string[] {
  const type = object.properties.get('@type');
  return type ? stringsOf(type).map(({ value }) => value) : [];
}

/** A string, or the strings of an array. */
function stringsOf(value: JsonValue): readonly JsonString[] {
  if (value.kind === 'string') return [value];
  if (value.kind === 'object') return [];
  return value.items.flatMap(({ value: item }) => (item.kind === 'string' ? [item] : []));
}

/**
 * An article says what language it is in, and of what other article it is a translation:
 * `"translationOfWork": {"@type": "NewsArticle", "@id": "…", "inLanguage": "en"}`.
 */
function articleScope({ builder, layer }: JsonPlace, object: JsonObject, types: readonly string[]): number {
  const declared = statedLanguage(object, 'inLanguage');
  const scope = builder.addScope({
    kind: 'document',
    slots: () => languageProperty(layer, object, 'inLanguage'),
    declared,
  });
  if (!object.names.has('translationOfWork')) {
    const id = (property(object, '@id', 'string') ?? property(object, 'url', 'string'))?.value;
    const reference = id === undefined ? '' : `"@id": "${encodeScriptJson(id)}", `;
    const written = `"translationOfWork": {"@type": "${encodeScriptJson(types[0] ?? 'NewsArticle')}", ${reference}"inLanguage": "`;
    builder.addSlot(scope, {
      kind: 'origin',
      layer,
      ...insertion(object, [written, { value: 'from' }, '"}']),
    });
  }
  return scope;
}
