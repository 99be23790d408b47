/**
 * What the JSON formats have in common: string fields that are text, and a property that states the language.
 * @module
 */
import { type LanguageCode, parseLanguage } from '../language/codes.ts';
import type { DocumentBuilder } from './builder.ts';
import type { JsonObject, JsonString } from './json.ts';
import { property } from './json.ts';
import type { LanguageScope, LanguageSlot, SlotPart } from './language-scopes.ts';
import type { Layer } from './layer.ts';
import { jsonStringLayer } from './notation.ts';
import { type Part, readPart } from './part.ts';

/** A JSON text in a layer. */
export interface JsonPlace {
  readonly builder: DocumentBuilder;
  readonly layer: Layer;
  /** `script`: it stands in an HTML script. */
  readonly where: 'json' | 'script';
}

/** Reads a string as text. */
export function readString({ builder, layer, where }: JsonPlace, string: JsonString, part: Part): void {
  const declared = part.declared ?? builder.declaredIn(part.scope);
  readPart(builder, jsonStringLayer(layer, string, where), { ...part, declared });
}

/** The language that a property of an object states. */
export function statedLanguage(object: JsonObject, name: string): LanguageCode | undefined {
  const value = property(object, name, 'string')?.value;
  return value === undefined ? undefined : parseLanguage(value);
}

/** Where an object states its language: in the property `name`, or where that could be inserted; none if it is no string. */
export function languageProperty(layer: Layer, object: JsonObject, name: string): LanguageSlot[] {
  const value: SlotPart = { value: 'to' };
  const stated = property(object, name, 'string');
  if (stated)
    return [{ kind: 'language', layer, source: { start: stated.start, end: stated.end }, parts: [value] }];
  if (object.names.has(name)) return [];
  return [{ kind: 'language', layer, ...insertion(object, [`"${name}": "`, value, '"']) }];
}

/** A property to insert behind the last one of an object. */
export function insertion(
  object: JsonObject,
  written: readonly SlotPart[],
): Pick<LanguageSlot, 'source' | 'parts'> {
  return {
    source: { start: object.lastEnd, end: object.lastEnd },
    parts: [`,${object.indent}`, ...written],
  };
}

/** The scope of an object whose language the property `name` states. */
export function objectScope(
  { builder, layer }: JsonPlace,
  object: JsonObject,
  name: string,
  { kind, parent }: Pick<LanguageScope, 'kind' | 'parent'>,
): number {
  const declared = statedLanguage(object, name);
  return builder.addScope({
    kind,
    slots: () => languageProperty(layer, object, name),
    parent,
    declared,
  });
}
