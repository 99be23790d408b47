/**
 * Character references and white space: from a source range to the text a reader sees, with the way back.
 * @module
 */
import { DecodingMode, HtmlEntityDecoder } from 'entities/decode';

/** Text under construction: each code unit with its range in the source. */
export class MappedText {
  #text = '';
  #length = 0;
  readonly #starts: Int32Array<ArrayBuffer>;
  readonly #ends: Int32Array<ArrayBuffer>;
  /** Range of the first white space since the last other character; −1 for none. */
  #gapStart = -1;
  #gapEnd = -1;

  /** @param capacity most code units that it can become: no more than the source has, since none is written shorter */
  constructor(capacity: number) {
    const ranges = new Int32Array(2 * capacity);
    this.#starts = ranges.subarray(0, capacity);
    this.#ends = ranges.subarray(capacity);
  }

  /** Length in UTF-16 code units, pending white space counted as one. */
  get position(): number {
    return this.#length + (this.#gapStart >= 0 && this.#length > 0 ? 1 : 0);
  }

  /** Adds a code unit that stands for `[start, end)` of the source; ASCII white space collapses, and is dropped at the edges. */
  push(unit: string, start: number, end: number): void {
    if (isSpace(unit.charCodeAt(0))) this.#space(start, end);
    else {
      this.#closeGap();
      this.#text += unit;
      this.#map(start, end);
    }
  }

  /** Adds a range of the source as it stands. */
  pushRange(source: string, start: number, end: number): void {
    for (let at = start; at < end; ) {
      if (isSpace(source.charCodeAt(at))) {
        this.#space(at, at + 1);
        at++;
        continue;
      }
      this.#closeGap();
      const from = at;
      for (; at < end && !isSpace(source.charCodeAt(at)); at++) this.#map(at, at + 1);
      this.#text += source.slice(from, at);
    }
  }

  /** The text so far, without trailing white space. */
  finish(): { text: string; starts: Int32Array; ends: Int32Array } {
    return {
      text: this.#text,
      starts: this.#starts.subarray(0, this.#length),
      ends: this.#ends.subarray(0, this.#length),
    };
  }

  #space(start: number, end: number): void {
    if (this.#gapStart >= 0) return;
    this.#gapStart = start;
    this.#gapEnd = end;
  }

  #closeGap(): void {
    if (this.#gapStart < 0) return;
    if (this.#length > 0) {
      this.#text += ' ';
      this.#map(this.#gapStart, this.#gapEnd);
    }
    this.#gapStart = -1;
  }

  #map(start: number, end: number): void {
    this.#starts[this.#length] = start;
    this.#ends[this.#length++] = end;
  }
}

/** Space, tab, line feed, form feed, carriage return. */
const isSpace = (code: number) => code === 32 || code === 10 || code === 9 || code === 13 || code === 12;

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
  let from = start;
  // Looked for in the range alone: in the source, each range would be searched as far as the next reference of the page.
  const range = source.slice(start, end);
  const referenceFrom = (position: number) => range.indexOf('&', position - start);
  for (let found = referenceFrom(from); found >= 0; found = referenceFrom(from)) {
    const at = start + found;
    target.pushRange(source, from, at);
    units = '';
    decoder ??= new HtmlEntityDecoder((codePoint) => {
      units += String.fromCodePoint(codePoint);
    });
    decoder.startEntity(where === 'text' ? DecodingMode.Legacy : DecodingMode.Attribute);
    let length = decoder.write(source, at + 1);
    if (length < 0) length = decoder.end();
    if (length > 0 && units !== '') {
      for (let k = 0; k < units.length; k++) target.push(units[k] as string, at, at + length);
      from = at + length;
    } else {
      target.push('&', at, at + 1);
      from = at + 1;
    }
  }
  target.pushRange(source, from, end);
}

/** The decoded value of an attribute, its white space collapsed. */
export function decodeValue(source: string, start: number, end: number): string {
  const raw = source.slice(start, end);
  if (!/[& \t\n\r\f]/.test(raw)) return raw;
  const mapped = new MappedText(end - start);
  decodeInto(mapped, source, start, end, 'attribute');
  return mapped.finish().text;
}
