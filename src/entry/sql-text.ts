/**
 * Texts longer than a value of SQLite may be in a Durable Object (2 MB): kept in parts.
 * @module
 * @see https://developers.cloudflare.com/durable-objects/platform/limits/
 */

/** UTF-16 code units, of at most three bytes each. */
const PART_UNITS = 500_000;

/** The parts of a text, and where in it each begins. */
export function* partsOf(text: string): Generator<{ readonly from: number; readonly part: string }> {
  for (let from = 0, to = 0; from < text.length; from = to) {
    to = endOfPart(text, from);
    yield { from, part: text.slice(from, to) };
  }
}

/** Where a part ends that begins at `from`: not between the halves of a surrogate pair, which have no UTF-8 of their own. */
function endOfPart(text: string, from: number): number {
  const to = from + PART_UNITS;
  return to < text.length && /[\uD800-\uDBFF]/.test(text[to - 1]!) ? to - 1 : to;
}
