/**
 * Numbers, times and dates inside page chrome: taken out of a label, put back in the way of the other language.
 * @module
 */
import { type ClockTime, readTime, TIME_PATTERN, writeTime } from './clock.ts';
import { writeNumber } from './numbers.ts';
import { type DateSlot, findDate, type PhraseLanguage, writeDate } from './phrasebook-dates.ts';

/** A label with `{n}` for each number or time and `{date}` for its date, and what stood there. */
export interface SlottedLabel {
  readonly template: string;
  /** In the order of the label. */
  readonly numbers: readonly NumberSlot[];
  readonly date?: DateSlot;
}

/** A number or a time of day as written; `time` in forms only one language has. */
interface NumberSlot {
  readonly raw: string;
  readonly time?: ClockTime | undefined;
}

// 2:05 p.m. | 14 h 05 | 1,200.5 / 1 200,5 / 14:05
const NUMBER = new RegExp(
  String.raw`${TIME_PATTERN}|\p{Nd}+(?:[.,:]\p{Nd}+|[ \u00a0\u202f]\p{Nd}{3}(?!\p{Nd}))*`,
  'giu',
);

/** Takes the date, numbers and times out of a label (NFC). */
export function takeSlots(label: string): SlottedLabel {
  const found = findDate(label);
  const undated = found
    ? `${label.slice(0, found.index)}{date}${label.slice(found.index + found.date.raw.length)}`
    : label;
  const numbers: NumberSlot[] = [];
  const template = undated.replace(NUMBER, (raw: string, ...rest: unknown[]) => {
    numbers.push({ raw, time: readTime(rest.at(-1) as Record<string, string | undefined>) });
    return '{n}';
  });
  return { template, numbers, ...(found ? { date: found.date } : {}) };
}

/**
 * Fills the slots of a template in order.
 * @returns `undefined` if a slot cannot be said in `target`.
 */
export function fillSlots(
  template: string,
  label: SlottedLabel,
  source: PhraseLanguage,
  target: PhraseLanguage,
): string | undefined {
  const date = label.date && writeDate(label.date, source, target);
  if (label.date && date === undefined) return undefined;
  let next = 0;
  return template.replace(/\{(n|date)\}/g, (_, kind: string) => {
    if (kind === 'date') return date ?? '';
    const number = label.numbers[next++];
    return number ? writeSlot(number, source, target) : '';
  });
}

function writeSlot({ raw, time }: NumberSlot, source: PhraseLanguage, target: PhraseLanguage): string {
  if (!time) return writeNumber(raw, source, target);
  return time.of === target ? raw : writeTime(time, target);
}

/** Whether the first number of the label takes the singular: one in English, less than two in French. */
export function isSingular(label: SlottedLabel, source: PhraseLanguage, target: PhraseLanguage): boolean {
  const raw = label.numbers[0]?.raw ?? '';
  const plain =
    source === 'en' ? raw.replaceAll(',', '') : raw.replace(/[ \u00a0\u202f]/g, '').replace(',', '.');
  return target === 'en' ? Number(plain) === 1 : Number(plain) < 2;
}
