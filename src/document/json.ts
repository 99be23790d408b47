/**
 * JSON with the ranges of its strings in the source. Only what may matter is kept: strings, and what leads to them.
 * @module
 */
import { printParseErrorCode, visit } from 'jsonc-parser';
import type { SourceRange } from './document.ts';
import { positionAt, unparseable } from './source-position.ts';

/** A string; its range is without the quotes. */
export interface JsonString extends SourceRange {
  readonly kind: 'string';
  readonly value: string;
}

/** An object; properties whose values hold no strings are left out, but for arrays. Of two with one name, the last counts. */
export interface JsonObject extends SourceRange {
  readonly kind: 'object';
  readonly properties: ReadonlyMap<string, JsonValue>;
  /** The names of all its properties, those left out included. */
  readonly names: ReadonlySet<string>;
  /** End of its last property, where another could be added; behind the bracket of an empty one. */
  readonly lastEnd: number;
  /** White space between the bracket and the first property. */
  readonly indent: string;
}

/** An array; items without strings are left out. `index` is each item's place in the source. */
export interface JsonArray extends SourceRange {
  readonly kind: 'array';
  readonly items: readonly { readonly index: number; readonly value: JsonValue }[];
  /** End of its last item, or behind the bracket. */
  readonly lastEnd: number;
}

/** A part of a JSON text. */
export type JsonValue = JsonString | JsonObject | JsonArray;

/** Levels beyond which a JSON text is refused. */
const MAX_DEPTH = 512;

interface Frame {
  readonly kind: 'object' | 'array';
  readonly start: number;
  readonly properties: Map<string, JsonValue>;
  readonly names: Set<string>;
  readonly items: { readonly index: number; readonly value: JsonValue }[];
  key: string;
  count: number;
  lastEnd: number;
  indent: string;
}

/**
 * Reads a JSON text.
 * @param format what to call it in an error
 * @returns `undefined` for a text without strings
 * @throws NewsglotError `unparseable_document` with line and column
 */
export function readJson(source: string, format: string): JsonValue | undefined {
  const text = source.startsWith('\ufeff') ? ` ${source.slice(1)}` : source;
  refuseDepth(text, format);
  let root: JsonValue | undefined;
  const stack: Frame[] = [];
  const take = (value: JsonValue | undefined, end: number) => {
    const frame = stack.at(-1);
    if (!frame) root = value;
    else {
      frame.lastEnd = end;
      if (value && frame.kind === 'object') frame.properties.set(frame.key, value);
      else if (value) frame.items.push({ index: frame.count, value });
      frame.count++;
    }
  };
  const begin = (kind: Frame['kind']) => (offset: number) => {
    const properties = new Map<string, JsonValue>();
    stack.push({
      kind,
      start: offset,
      properties,
      names: new Set(),
      items: [],
      key: '',
      count: 0,
      lastEnd: offset + 1,
      indent: '',
    });
  };
  const end = (offset: number, length: number) => {
    const { kind, start, properties, names, items, lastEnd, indent } = stack.pop() as Frame;
    const range = { start, end: offset + length };
    const empty =
      properties.size === 0 && items.length === 0 && (kind === 'object' || stack.at(-1)?.kind !== 'object');
    if (empty) take(undefined, range.end);
    else if (kind === 'object') take({ kind, ...range, properties, names, lastEnd, indent }, range.end);
    else take({ kind, ...range, items, lastEnd }, range.end);
  };
  visit(
    text,
    {
      onObjectBegin: begin('object'),
      onArrayBegin: begin('array'),
      onObjectEnd: end,
      onArrayEnd: end,
      onObjectProperty(property, offset) {
        const frame = stack.at(-1) as Frame;
        frame.key = property;
        frame.names.add(property);
        if (frame.count === 0) frame.indent = text.slice(frame.start + 1, offset);
      },
      onLiteralValue(value: unknown, offset, length) {
        const range = { start: offset + 1, end: offset + length - 1 };
        take(typeof value === 'string' ? { kind: 'string', ...range, value } : undefined, offset + length);
      },
      onError(error, offset) {
        const words = printParseErrorCode(error).replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
        throw unparseable(format, words.toLowerCase(), positionAt(source, offset));
      },
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false },
  );
  return root;
}

/** Refuses a text nested too deep to be read by recursion; brackets in strings do not count. */
function refuseDepth(text: string, format: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const unit = text[at];
    if (inString) {
      if (unit === '\\') at++;
      else if (unit === '"') inString = false;
    } else if (unit === '"') inString = true;
    else if (unit === ']' || unit === '}') depth--;
    else if ((unit === '[' || unit === '{') && ++depth > MAX_DEPTH)
      throw unparseable(format, `nested deeper than ${MAX_DEPTH} levels`, positionAt(text, at));
  }
}

/** The property of an object, if it is of a kind. */
export function property<K extends JsonValue['kind']>(
  object: JsonObject,
  name: string,
  kind: K,
): Extract<JsonValue, { kind: K }> | undefined {
  const value = object.properties.get(name);
  return value?.kind === kind ? (value as Extract<JsonValue, { kind: K }>) : undefined;
}
