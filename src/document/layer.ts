/**
 * Texts inside texts: HTML in a JSON string, in CDATA, in escaped XML. Each is a layer, a decoded text that knows where
 * its units stand in the text around it and how new text is written there. Blocks are cut out of layers; what is written
 * goes outwards through all of them, so that only the ranges that change are ever touched, at any depth.
 * @module
 */
import type { SourceRange } from './document.ts';

/** A text that blocks are cut out of. */
export interface Layer {
  readonly source: string;
  /** Where it stands; absent for the document's own source. */
  readonly outer?: OuterText;
}

/** The place of a layer in the one around it. */
export interface OuterText {
  readonly layer: Layer;
  /** For each unit of the inner source: its range in the outer one (a reference is wider than one). */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
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
  const start = outer.starts[range.start] ?? outer.end;
  const end = range.end > range.start ? (outer.ends[range.end - 1] as number) : start;
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
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** Takes a range as it stands. */
  copy(source: string, start: number, end: number): void {
    if (end <= start) return;
    this.#parts.push(source.slice(start, end));
    for (let at = start; at < end; at++) {
      this.#starts.push(at);
      this.#ends.push(at + 1);
    }
  }

  /** Takes `text` for a range that stands for it. */
  replace(text: string, start: number, end: number): void {
    this.#parts.push(text);
    for (let i = 0; i < text.length; i++) {
      this.#starts.push(start);
      this.#ends.push(end);
    }
  }

  build(layer: Layer, end: number, encode: (text: string) => string): Layer {
    const outer = {
      layer,
      starts: Int32Array.from(this.#starts),
      ends: Int32Array.from(this.#ends),
      end,
      encode,
    };
    return { source: this.#parts.join(''), outer };
  }
}
