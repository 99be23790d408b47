/**
 * How text is written in XML and JSON: from the written form to a layer, and the way back.
 * @module
 */
import type { SourceRange } from './document.ts';
import { type Layer, LayerBuilder } from './layer.ts';
import type { MappedText } from './mapped-text.ts';

const XML_REFERENCE = /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g;
const XML_NAMES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** What XML cannot hold in any notation. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const escapeXml = (text: string, pattern: RegExp) =>
  text.replace(NOT_XML, '').replace(pattern, (character) => XML_ESCAPES[character] as string);

/** Character data of XML that has passed a parser. `encode` escapes `&`, `<` and `>`. */
export function xmlTextLayer(layer: Layer, range: SourceRange): Layer {
  return xmlLayer(layer, range, (text) => escapeXml(text, /[&<>]/g));
}

/** The value of an XML attribute, without its quotes. */
export function xmlAttributeLayer(layer: Layer, range: SourceRange): Layer {
  return xmlLayer(layer, range, (text) => escapeXml(text, /[&<>"'\t\n\r]/g));
}

/** Decodes character data of XML into a text with white space collapsed. */
export function decodeXmlInto(target: MappedText, source: string, { start, end }: SourceRange): void {
  let at = start;
  const copy = (to: number) => {
    target.pushRange(source, at, to);
    at = to;
  };
  for (const match of source.slice(start, end).matchAll(XML_REFERENCE)) {
    copy(start + match.index);
    for (const unit of decodeXmlReference(match).split('')) target.push(unit, at, at + match[0].length);
    at += match[0].length;
  }
  copy(end);
}

/** The content of a CDATA section. `encode` parts what would end the section. */
export function cdataLayer(layer: Layer, { start, end }: SourceRange): Layer {
  const builder = new LayerBuilder();
  builder.copy(layer.source, start, end);
  return builder.build(layer, end, (text) => text.replace(NOT_XML, '').replaceAll(']]>', ']]]]><![CDATA[>'));
}

function xmlLayer(layer: Layer, { start, end }: SourceRange, encode: (text: string) => string): Layer {
  const builder = new LayerBuilder();
  let at = start;
  for (const match of layer.source.slice(start, end).matchAll(XML_REFERENCE)) {
    const from = start + match.index;
    const to = from + match[0].length;
    builder.copy(layer.source, at, from);
    builder.replace(decodeXmlReference(match), from, to);
    at = to;
  }
  builder.copy(layer.source, at, end);
  return builder.build(layer, end, encode);
}

function decodeXmlReference([, decimal, hexadecimal, name]: RegExpMatchArray): string {
  if (name !== undefined) return XML_NAMES[name] as string;
  const code = decimal === undefined ? Number.parseInt(hexadecimal as string, 16) : Number(decimal);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}

const JSON_ESCAPE = /\\(?:u([\da-fA-F]{4})|(.))/g;
const JSON_NAMES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * The content of a JSON string, without its quotes.
 * @param where `script`: the JSON stands in an HTML script, which the text must not end
 */
export function jsonStringLayer(
  layer: Layer,
  { start, end }: SourceRange,
  where: 'json' | 'script' = 'json',
): Layer {
  const builder = new LayerBuilder();
  let at = start;
  for (const match of layer.source.slice(start, end).matchAll(JSON_ESCAPE)) {
    const from = start + match.index;
    const [all, code, character = ''] = match;
    builder.copy(layer.source, at, from);
    const text =
      code === undefined
        ? (JSON_NAMES[character] ?? character)
        : String.fromCharCode(Number.parseInt(code, 16));
    builder.replace(text, from, from + all.length);
    at = from + all.length;
  }
  builder.copy(layer.source, at, end);
  return builder.build(layer, end, where === 'json' ? encodeJson : encodeScriptJson);
}

/** Text as the content of a JSON string. */
export function encodeJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Text as the content of a JSON string in an HTML script. */
export function encodeScriptJson(text: string): string {
  return encodeJson(text).replaceAll('<', '\\u003c');
}
