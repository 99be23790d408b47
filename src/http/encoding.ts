/**
 * The JSON of results. A result that is stored is answered many times over, and writing its JSON would be most of the
 * cost of an answer: its bytes are kept beside it.
 * @module
 */
import type { Localisation } from '../translation/localisation.ts';

/** The bytes up to the last number, `totalMs`. Gone when the store forgets the result. */
const encoded = new WeakMap<Localisation, Uint8Array>();
const encoder = new TextEncoder();

/** A result as UTF-8 JSON. @param totalMs stands in place of the result's own, in milliseconds. */
export function encodeLocalisation(
  result: Localisation,
  totalMs: number = result.stats.totalMs,
): Uint8Array<ArrayBuffer> {
  let head = encoded.get(result);
  if (!head) {
    const { stats, ...rest } = result;
    const { totalMs: _, ...counts } = stats;
    const json = JSON.stringify({ ...rest, stats: counts });
    const open = json.slice(0, -'}}'.length);
    head = encoder.encode(`${open},"totalMs":`);
    encoded.set(result, head);
  }
  const tail = encoder.encode(`${Math.round(totalMs * 100) / 100}}}`);
  const bytes = new Uint8Array(head.length + tail.length);
  bytes.set(head);
  bytes.set(tail, head.length);
  return bytes;
}
