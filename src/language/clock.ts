/**
 * Times of day as English and French write them: 5:30 p.m. and 17 h 30.
 *
 * The hour keeps its figure in the other language, so that readers and checks find it again: 5:30 p.m. is 5 h 30 de
 * l’après-midi, 17 h 30 is 17:30. Hours that may have passed ("il y a 3 h", "à 2 h de route") are no times of day.
 * @module
 */
import type { LanguageCode } from './codes.ts';
import type { PhraseLanguage } from './phrasebook-dates.ts';

/** A time of day in a form that only one language has. */
export interface ClockTime {
  /** 0 to 23. */
  readonly hour: number;
  /** Two digits. */
  readonly minute: string | undefined;
  /** Whether the hours were counted in two halves of the day or through all of it. */
  readonly dial: 12 | 24;
  readonly of: PhraseLanguage;
}

const NO_BREAK = '\u00a0';
const DAY_PART = String.raw`\s(?<dayPart>du\smatin|du\ssoir|de\sl['’]apr[eè]s-midi)(?!\p{L})`;
const HOUR = String.raw`(?<![\p{N}.,:])(?:[01]?\d|2[0-3])`;
const NO_DURATION = String.raw`(?![\p{L}\p{N}])(?!\s(?:d[eu]s?\s|d['’]))`;

const PATTERNS: Readonly<Record<PhraseLanguage, string>> = {
  // 2:05 p.m., 2.05pm, 2 PM
  en: String.raw`(?<![\p{N}.,:$€£])(?<half>1[0-2]|0?\d)(?:[:.](?<halfMinute>[0-5]\d))?\s?(?<half12>[ap])\.?\s?m(?![\p{L}\p{N}])\.?`,
  fr: [
    // 14 h 05, 14h05, 2 h 05 du soir, 2 h du matin; à 14 h, dès 14 h, de 9 h à 17 h
    String.raw`(?<hour>${HOUR})\s?h\s?(?<minute>[0-5]\d)(?!\p{N})(?:${DAY_PART})?`,
    String.raw`(?<hourOfPart>${HOUR})\s?h${DAY_PART.replace('dayPart', 'dayPartOnly')}`,
    String.raw`(?<=(?<!y\s)(?<!\p{L})(?:[àa]|d[èe]s|vers)\s)(?<hourOnly>${HOUR})\s?h${NO_DURATION}`,
    String.raw`(?<=(?<!\p{L})de\s)(?<hourFrom>${HOUR})\s?h(?=\sà\s\d{1,2}\s?h${NO_DURATION})`,
  ].join('|'),
};

/** Times of either language, for a pattern with the flags `i` and `u`; its groups are for {@link readTime}. */
export const TIME_PATTERN = `${PATTERNS.en}|${PATTERNS.fr}`;

const FINDERS: ReadonlyMap<string, RegExp> = new Map(
  Object.entries(PATTERNS).map(([language, pattern]) => [language, new RegExp(pattern, 'giu')]),
);

/** The time that {@link TIME_PATTERN} has matched; `undefined` if the groups hold none. */
export function readTime(groups: Readonly<Record<string, string | undefined>>): ClockTime | undefined {
  if (groups.half12 !== undefined) {
    const hour = (Number(groups.half) % 12) + (groups.half12.toLowerCase() === 'p' ? 12 : 0);
    return { hour, minute: groups.halfMinute, dial: 12, of: 'en' };
  }
  const written = groups.hour ?? groups.hourOfPart ?? groups.hourOnly ?? groups.hourFrom;
  if (written === undefined) return undefined;
  const hour = Number(written);
  const part = groups.dayPart ?? groups.dayPartOnly;
  if (part === undefined || hour > 12) return { hour, minute: groups.minute, dial: 24, of: 'fr' };
  const half = /matin$/iu.test(part) ? 0 : 12;
  return { hour: (hour % 12) + half, minute: groups.minute, dial: 12, of: 'fr' };
}

/** Writes a time in a language. */
export function writeTime({ hour, minute, dial }: ClockTime, target: PhraseLanguage): string {
  if (target === 'fr') {
    const [figure, part] = hour > 12 ? [hour - 12, hour < 18 ? ' de l’après-midi' : ' du soir'] : [hour, ''];
    return [figure, 'h', minute].filter((word) => word !== undefined).join(NO_BREAK) + part;
  }
  if (dial === 24) return `${hour}:${minute ?? '00'}`;
  return `${hour % 12 || 12}${minute === undefined ? '' : `:${minute}`} ${hour < 12 ? 'a.m.' : 'p.m.'}`;
}

/** A time in a text as another language writes it; the range is in UTF-16 code units. */
export interface RewrittenTime {
  readonly start: number;
  readonly end: number;
  readonly output: string;
}

/** Words before a time from which on a full stop behind it ends a sentence. */
const SENTENCE_WORDS = 3;

/** The times of a text that have a form of its language, written as `target` does. Other languages have none. */
export function rewriteTimes(text: string, source: LanguageCode, target: LanguageCode): RewrittenTime[] {
  const to = target as string;
  const finder = FINDERS.get(source);
  if (!finder || (to !== 'en' && to !== 'fr') || to === (source as string)) return [];
  return [...text.matchAll(finder)].flatMap(({ 0: raw, index: start, groups = {} }) => {
    const time = readTime(groups);
    if (!time) return [];
    const stop = endsSentence(text, start, start + raw.length) ? 1 : 0;
    return [{ start, end: start + raw.length - stop, output: writeTime(time, to) }];
  });
}

/** Whether the full stop of a time, as in "at 5 p.m.", is that of its sentence as well. */
function endsSentence(text: string, start: number, end: number): boolean {
  if (text[end - 1] !== '.' || !/^["'’”»)\]]*$/u.test(text.slice(end))) return false;
  return (text.slice(0, start).match(/\p{L}+/gu) ?? []).length >= SENTENCE_WORDS;
}
