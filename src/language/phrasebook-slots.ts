/**
 * Numbers, times and dates inside page chrome: taken out of a label, put back in the way of the other language.
 * @module
 */
import { writeNumber } from './numbers.ts';
import { type DateSlot, findDate, type PhraseLanguage, writeDate } from './phrasebook-dates.ts';

/** A label with `{n}` for each number or time and `{date}` for its date, and what stood there. */
export interface SlottedLabel {
  readonly template: string;
  /** In the order of the label. */
  readonly numbers: readonly NumberSlot[];
  readonly date?: DateSlot;
}

/** A number or a time of day as written; `clock` is the hour (0 to 23) and minutes of forms only one language has. */
interface NumberSlot {
  readonly raw: string;
  readonly clock?: {
    readonly hour: number;
    readonly minute: string | undefined;
    readonly of: PhraseLanguage;
  };
}

const NO_BREAK = '\u00a0';

// 2:05 p.m. | 14 h 05, 14h05 | à 14 h | 1,200.5 / 1 200,5 / 14:05
const NUMBER =
  /(?<half>1[0-2]|0?[1-9])(?:[:.](?<halfMinute>[0-5]\d))?\s?(?<part>[ap])\.?\s?m(?![\p{L}\p{N}])\.?|(?<![\p{N}.,:])(?<hour>[01]?\d|2[0-3])\s?h\s?(?<minute>[0-5]\d)(?!\p{N})|(?<=(?<!y\s)(?<!\p{L})[àa]\s)(?<hourOnly>[01]?\d|2[0-3])\s?h(?![\p{L}\p{N}])|\p{Nd}+(?:[.,:]\p{Nd}+|[ \u00a0\u202f]\p{Nd}{3}(?!\p{Nd}))*/giu;

/** Takes the date, numbers and times out of a label (NFC). */
export function takeSlots(label: string): SlottedLabel {
  const found = findDate(label);
  const undated = found
    ? `${label.slice(0, found.index)}{date}${label.slice(found.index + found.date.raw.length)}`
    : label;
  const numbers: NumberSlot[] = [];
  const template = undated.replace(NUMBER, (raw: string, ...rest: unknown[]) => {
    numbers.push(readNumber(raw, rest.at(-1) as Record<string, string | undefined>));
    return '{n}';
  });
  return { template, numbers, ...(found ? { date: found.date } : {}) };
}

function readNumber(raw: string, groups: Record<string, string | undefined>): NumberSlot {
  if (groups.part !== undefined) {
    const hour = (Number(groups.half) % 12) + (groups.part.toLowerCase() === 'p' ? 12 : 0);
    return { raw, clock: { hour, minute: groups.halfMinute, of: 'en' } };
  }
  const hour = groups.hour ?? groups.hourOnly;
  return hour === undefined
    ? { raw }
    : { raw, clock: { hour: Number(hour), minute: groups.minute, of: 'fr' } };
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

function writeSlot({ raw, clock }: NumberSlot, source: PhraseLanguage, target: PhraseLanguage): string {
  if (clock) {
    if (clock.of === target) return raw;
    if (target === 'en') return `${clock.hour}:${clock.minute ?? '00'}`;
    // The hour keeps its figure: readers and checks find it again, and "du soir" says the rest.
    const [hour, part] =
      clock.hour > 12
        ? [clock.hour - 12, clock.hour < 18 ? ' de l’après-midi' : ' du soir']
        : [clock.hour, ''];
    return [hour, 'h', clock.minute].filter((word) => word !== undefined).join(NO_BREAK) + part;
  }
  return writeNumber(raw, source, target);
}

/** Whether the first number of the label takes the singular: one in English, less than two in French. */
export function isSingular(label: SlottedLabel, source: PhraseLanguage, target: PhraseLanguage): boolean {
  const raw = label.numbers[0]?.raw ?? '';
  const plain =
    source === 'en' ? raw.replaceAll(',', '') : raw.replace(/[ \u00a0\u202f]/g, '').replace(',', '.');
  return target === 'en' ? Number(plain) === 1 : Number(plain) < 2;
}
