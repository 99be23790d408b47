/**
 * Carries a model's alignment from the texts that it read and wrote, in which protected tokens stand as slots, to the
 * texts of the document, in which they stand themselves.
 * @module
 */
import type { Alignment } from '../engine/engine.ts';
import { type ShieldedText, SLOT, type Slot, slotNumber } from './protect.ts';

/** The alignment between the document's text and its translation. */
export function carryAlignment(alignment: Alignment, shielded: ShieldedText, hypothesis: string): Alignment {
  return {
    source: carried(alignment.source, shielded, shielded.core, ({ source }) => source),
    target: carried(alignment.target, shielded, hypothesis, ({ output }) => output),
    weights: alignment.weights,
  };
}

/** Counts of letters in `text`, which has slots, as counts in the text that has `content` in their place. */
function carried(
  counts: readonly number[],
  { prefix, suffix, slots }: ShieldedText,
  text: string,
  content: (slot: Slot) => string,
): number[] {
  const inserted = [...text.matchAll(SLOT)].map((match) => {
    const slot = slots[slotNumber(match)];
    const start = letters(text.slice(0, match.index));
    return {
      start,
      end: start + letters(match[0]),
      length: slot ? letters(content(slot)) : letters(match[0]),
    };
  });
  const offset = letters(prefix);
  let next = 0;
  let shift = 0;
  return counts.map((count, i) => {
    for (let slot = inserted[next]; slot && slot.end <= count; slot = inserted[++next])
      shift += slot.length - (slot.end - slot.start);
    const slot = inserted[next];
    const within = slot && count > slot.start ? Math.min(count - slot.start, slot.length) : undefined;
    const place = within === undefined ? count : slot!.start + within;
    return offset + place + shift + (i === counts.length - 1 ? letters(suffix) : 0);
  });
}

function letters(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
