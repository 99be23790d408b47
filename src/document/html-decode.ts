/**
 * Character references and white space: from a source range to the text a reader sees, with the way back.
 * @module
 */
import { DecodingMode, HtmlEntityDecoder } from 'entities/decode';

/** Text under construction: each code unit with its range in the source. */
export class MappedText {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** Range of the first white space since the last other character; −1 for none. */
  #gapStart = -1;
  #gapEnd = -1;
  #parts: string[] = [];

  /** Length in UTF-16 code units, pending white space counted as one. */
  get position(): number {
    return this.starts.length + (this.#gapStart >= 0 && this.starts.length > 0 ? 1 : 0);
  }

  /** Adds a code unit that stands for `[start, end)` of the source; ASCII white space collapses, and is dropped at the edges. */
  push(unit: string, start: number, end: number): void {
    if (unit === ' ' || unit === '\n' || unit === '\t' || unit === '\r' || unit === '\f') {
      if (this.#gapStart < 0) {
        this.#gapStart = start;
        this.#gapEnd = end;
      }
      return;
    }
    if (this.#gapStart >= 0 && this.starts.length > 0) this.#append(' ', this.#gapStart, this.#gapEnd);
    this.#gapStart = -1;
    this.#append(unit, start, end);
  }

  /** The text so far, without trailing white space. */
  finish(): { text: string; starts: Int32Array; ends: Int32Array } {
    return {
      text: this.#parts.join(''),
      starts: Int32Array.from(this.starts),
      ends: Int32Array.from(this.ends),
    };
  }

  #append(unit: string, start: number, end: number): void {
    this.#parts.push(unit);
    this.starts.push(start);
    this.ends.push(end);
  }
}

/** Decodes `[start, end)` of the source into `target` as browsers do (`&notit;` is `¬it;` in text, but not in an attribute). */
export function decodeInto(
  target: MappedText,
  source: string,
  start: number,
  end: number,
  where: 'text' | 'attribute',
): void {
  let units = '';
  let decoder: HtmlEntityDecoder | undefined;
  for (let i = start; i < end; ) {
    const unit = source[i] as string;
    if (unit === '&') {
      units = '';
      decoder ??= new HtmlEntityDecoder((codePoint) => {
        units += String.fromCodePoint(codePoint);
      });
      decoder.startEntity(where === 'text' ? DecodingMode.Legacy : DecodingMode.Attribute);
      let length = decoder.write(source, i + 1);
      if (length < 0) length = decoder.end();
      if (length > 0 && units !== '') {
        for (let k = 0; k < units.length; k++) target.push(units[k] as string, i, i + length);
        i += length;
        continue;
      }
    }
    target.push(unit, i, i + 1);
    i++;
  }
}

/** The decoded value of an attribute, its white space collapsed. */
export function decodeValue(source: string, start: number, end: number): string {
  const mapped = new MappedText();
  decodeInto(mapped, source, start, end, 'attribute');
  return mapped.finish().text;
}
