/**
 * Texts inside texts: HTML in a JSON string, in CDATA, in escaped XML. Each is a layer, a decoded text that knows where
 * its units stand in the text around it and how new text is written there. Blocks are cut out of layers; what is written
 * goes outwards through all of them, so that only the ranges that change are ever touched, at any depth.
 * @module
 */
import type { SourceRange } from './document.ts';
import { SourceMap } from './source-map.ts';

/** A text that blocks are cut out of. */
export interface Layer {
  readonly source: string;
  /** Where it stands; absent for the document's own source. */
  readonly outer?: OuterText;
}

/** The place of a layer in the one around it. */
export interface OuterText {
  readonly layer: Layer;
  /** Where the units of the inner source stand in the outer one. */
  readonly map: SourceMap;
  /** Where an empty inner source stands, or its end. */
  readonly end: number;
  /** Writes new text in the notation of the outer source. */
  readonly encode: (text: string) => string;
}

/** The layer of a whole document. */
export function rootLayer(source: string): Layer {
  return { source };
}

/** A range of a layer as a range of the document's own source. */
export function rangeInDocument(layer: Layer, range: SourceRange): SourceRange {
  const { outer } = layer;
  if (!outer) return range;
  const start = outer.map.startOf(range.start) ?? outer.end;
  const end = range.end > range.start ? (outer.map.endOf(range.end - 1) as number) : start;
  return rangeInDocument(outer.layer, { start, end });
}

/** New text of a layer as it is written in the document's own source. */
export function encodeForDocument({ outer }: Layer, text: string): string {
  return outer ? encodeForDocument(outer.layer, outer.encode(text)) : text;
}

/** A part of a layer, in the same notation. */
export function sliceLayer(
  layer: Layer,
  { start, end }: SourceRange,
  encode = (text: string) => text,
): Layer {
  const builder = new LayerBuilder();
  builder.copy(layer.source, start, end);
  return builder.build(layer, end, encode);
}

/** Puts a layer together from pieces of the text around it. */
export class LayerBuilder {
  readonly #parts: string[] = [];
  readonly #map = new SourceMap();

  /** Takes a range as it stands. */
  copy(source: string, start: number, end: number): void {
    if (end <= start) return;
    this.#parts.push(source.slice(start, end));
    this.#map.copy(start, end - start);
  }

  /** Takes `text` for a range that stands for it. */
  replace(text: string, start: number, end: number): void {
    this.#parts.push(text);
    this.#map.replace(start, end, text.length);
  }

  build(layer: Layer, end: number, encode: (text: string) => string): Layer {
    return { source: this.#parts.join(''), outer: { layer, map: this.#map, end, encode } };
  }
}
