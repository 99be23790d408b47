/**
 * Where the code units of a decoded text stand in its source.
 *
 * Most of a text is copied as it stands, so what is kept is not a position for every unit but one for every stretch: a
 * paragraph without references and line breaks is one. A look-up is a binary search.
 * @module
 */

/** Numbers kept of a stretch: where it begins in the text, where in the source, and the width there of each of its units. */
const FIELDS = 3;
/** Width of units that are copied one by one. */
const COPIED = 0;

/** Of a text without units; an array of its own is made with the first stretch, without room to grow: most have no second. */
const NO_STRETCHES: number[] = [];

/** Maps the units of a text, from 0, to ranges of its source; built from front to back. All counts are UTF-16 code units. */
export class SourceMap {
  #stretches = NO_STRETCHES;
  #length = 0;

  /** Length of the text. */
  get length(): number {
    return this.#length;
  }

  /** Appends `count` units that stand as they are in the source from `start` on. */
  copy(start: number, count: number): void {
    const last = this.#stretches.length - FIELDS;
    const goesOn =
      last >= 0 &&
      this.#stretches[last + 2] === COPIED &&
      start - (this.#stretches[last + 1] as number) === this.#length - (this.#stretches[last] as number);
    if (!goesOn && count > 0) this.#begin(start, COPIED);
    this.#length += count;
  }

  /** Appends `count` units all of which stand for `[start, end)`, such as those of a character reference. */
  replace(start: number, end: number, count: number): void {
    if (count === 0) return;
    if (count === 1 && end === start + 1) this.copy(start, 1);
    else {
      this.#begin(start, end - start);
      this.#length += count;
    }
  }

  #begin(start: number, width: number): void {
    if (this.#stretches === NO_STRETCHES) this.#stretches = [this.#length, start, width];
    else this.#stretches.push(this.#length, start, width);
  }

  /** Gives back the room that was kept for growing. */
  trim(): this {
    if (this.#stretches.length > FIELDS) this.#stretches = this.#stretches.slice();
    return this;
  }

  /** Where the unit begins in the source; `undefined` if the text has no such unit. */
  startOf(unit: number): number | undefined {
    if (!(unit >= 0 && unit < this.#length)) return undefined;
    const at = this.#find(unit);
    const start = this.#stretches[at + 1] as number;
    return this.#stretches[at + 2] === COPIED ? start + unit - (this.#stretches[at] as number) : start;
  }

  /** Where the unit ends in the source, exclusive; `undefined` if the text has no such unit. */
  endOf(unit: number): number | undefined {
    if (!(unit >= 0 && unit < this.#length)) return undefined;
    const at = this.#find(unit);
    const start = this.#stretches[at + 1] as number;
    const width = this.#stretches[at + 2] as number;
    return width === COPIED ? start + unit - (this.#stretches[at] as number) + 1 : start + width;
  }

  /** Index of the last stretch that begins at the unit or before it. */
  #find(unit: number): number {
    let low = 0;
    let high = this.#stretches.length / FIELDS - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#stretches[middle * FIELDS] as number) <= unit) low = middle;
      else high = middle - 1;
    }
    return low * FIELDS;
  }
}
