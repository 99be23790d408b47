/**
 * Text as a reader sees it, gathered from ranges of a source, with the way back.
 * @module
 */
import { SourceMap } from './source-map.ts';

/** Text under construction, its ASCII white space collapsed and dropped at the edges. */
export class MappedText {
  #text = '';
  readonly #map = new SourceMap();
  /** Range of the first white space since the last other character; −1 for none. */
  #gapStart = -1;
  #gapEnd = -1;

  /** Length in UTF-16 code units, pending white space counted as one. */
  get position(): number {
    const { length } = this.#text;
    return length + (this.#gapStart >= 0 && length > 0 ? 1 : 0);
  }

  /** Adds a code unit that stands for `[start, end)` of the source. */
  push(unit: string, start: number, end: number): void {
    if (isSpace(unit.charCodeAt(0))) this.#space(start, end);
    else {
      this.#closeGap();
      this.#text += unit;
      this.#map.replace(start, end, 1);
    }
  }

  /** Adds a range of the source as it stands. */
  pushRange(source: string, start: number, end: number): void {
    let from = start;
    for (let at = start; at < end; at++) {
      const code = source.charCodeAt(at);
      if (code > SPACE || !isSpace(code)) continue;
      // A single space between words goes with them.
      const between = code === SPACE && at > from && at + 1 < end && !isSpace(source.charCodeAt(at + 1));
      if (between) continue;
      this.#copy(source, from, at);
      this.#space(at, at + 1);
      from = at + 1;
    }
    this.#copy(source, from, end);
  }

  /** The text so far, without trailing white space. */
  finish(): { text: string; map: SourceMap } {
    return { text: this.#text, map: this.#map.trim() };
  }

  #copy(source: string, from: number, to: number): void {
    if (to <= from) return;
    this.#closeGap();
    this.#text += source.slice(from, to);
    this.#map.copy(from, to - from);
  }

  #space(start: number, end: number): void {
    if (this.#gapStart >= 0) return;
    this.#gapStart = start;
    this.#gapEnd = end;
  }

  #closeGap(): void {
    if (this.#gapStart < 0) return;
    if (this.#text !== '') {
      this.#text += ' ';
      this.#map.replace(this.#gapStart, this.#gapEnd, 1);
    }
    this.#gapStart = -1;
  }
}

/** Whether a range of a source is white space alone. */
export function isBlankRange(source: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && isSpace(source.charCodeAt(at))) at++;
  return at >= end;
}

const SPACE = 32;

/** Space, tab, line feed, form feed, carriage return. */
const isSpace = (code: number) => code === SPACE || code === 10 || code === 9 || code === 13 || code === 12;
