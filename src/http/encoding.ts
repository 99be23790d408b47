/**
 * The JSON of results. A result that is stored is answered many times over, and writing its JSON would be most of the
 * cost of an answer: its bytes are kept beside it.
 * @module
 */
import type { Localisation } from '../translation/localisation.ts';

interface Encoded {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** How many of the bytes stand before the last number, `totalMs`. */
  readonly head: number;
  /** The number as it is written. */
  readonly totalMs: string;
}

/** The answer with a result that was given last. Gone when the store forgets the result. */
const encoded = new WeakMap<Localisation, Encoded>();
const encoder = new TextEncoder();

/**
 * A result as UTF-8 JSON, which must not be written to: the same bytes are given again.
 * @param totalMs stands in place of the result's own, in milliseconds; in tenths, so that most answers from a cache are alike.
 */
export function encodeLocalisation(
  result: Localisation,
  totalMs: number = result.stats.totalMs,
): Uint8Array<ArrayBuffer> {
  const written = `${Math.round(totalMs * 10) / 10}`;
  const last = encoded.get(result);
  if (last?.totalMs === written) return last.bytes;
  const head = last ? last.bytes.subarray(0, last.head) : encodeHead(result);
  const tail = encoder.encode(`${written}}}`);
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  encoded.set(result, { bytes, head: head.length, totalMs: written });
  return bytes;
}

function encodeHead(result: Localisation): Uint8Array<ArrayBuffer> {
  const { stats, ...rest } = result;
  const { totalMs: _, ...counts } = stats;
  const json = JSON.stringify({ ...rest, stats: counts });
  return encoder.encode(`${json.slice(0, -'}}'.length)},"totalMs":`);
}
