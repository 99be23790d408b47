/**
 * Dates inside page chrome, in English and French: found in a label, written in the other language.
 *
 * Words decide the language ("12 novembre" / "November 12"), shared abbreviations ("12 oct. 2023") leave it open, and
 * figures alone say nothing of it. 12/11/2023 is always day first in French; in English it is told only where one
 * of the two cannot be a month, otherwise it has no translation.
 * @module
 */

/** A language of the phrasebook. */
export type PhraseLanguage = 'en' | 'fr';

/** A date as it stands in a label. */
export interface DateSlot {
  readonly raw: string;
  /** Languages whose words it is written in; empty for figures alone. */
  readonly languages: readonly PhraseLanguage[];
  /** How much is spelt out: names in full, names abbreviated, figures with slashes, ISO 8601. */
  readonly style: 'long' | 'short' | 'figures' | 'iso';
  /** As written: [day, month] in words, [first, second] in figures. Months and weekdays count from 0. */
  readonly day?: number;
  readonly month?: number;
  readonly year?: string;
  readonly weekday?: number;
  readonly figures?: readonly [number, number];
}

const MONTHS = {
  en: 'January February March April May June July August September October November December'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
};
const SHORT_MONTHS = {
  en: 'Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.'.split(' '),
  fr: 'janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.'.split(' '),
};
const WEEKDAYS = {
  en: 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
  fr: 'lundi mardi mercredi jeudi vendredi samedi dimanche'.split(' '),
};
const SHORT_WEEKDAYS = {
  en: 'Mon. Tue. Wed. Thu. Fri. Sat. Sun.'.split(' '),
  fr: 'lun. mar. mer. jeu. ven. sam. dim.'.split(' '),
};
/** Abbreviations that are read, never written. */
const OTHER_MONTHS = { en: { mar: 2, apr: 3, jun: 5, jul: 6, sep: 8 }, fr: { fev: 1 } };
const OTHER_WEEKDAYS = { en: { tues: 1, weds: 2, thur: 3, thurs: 3 }, fr: {} };

interface Named {
  readonly index: number;
  readonly short: boolean;
}
type Names = ReadonlyMap<string, Named>;

const fold = (word: string): string => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

function names(full: readonly string[], short: readonly string[], other: Record<string, number>): Names {
  const entries = Object.entries(other).map(([word, index]): [string, Named] => [
    word,
    { index, short: true },
  ]);
  short.forEach((word, index) => {
    entries.push([fold(word.replace('.', '')), { index, short: word.endsWith('.') }]);
  });
  full.forEach((word, index) => {
    entries.push([fold(word), { index, short: false }]);
  });
  return new Map(entries);
}

const MONTH_NAMES = {
  en: names(MONTHS.en, SHORT_MONTHS.en, OTHER_MONTHS.en),
  fr: names(MONTHS.fr, SHORT_MONTHS.fr, OTHER_MONTHS.fr),
};
const WEEKDAY_NAMES = {
  en: names(WEEKDAYS.en, SHORT_WEEKDAYS.en, OTHER_WEEKDAYS.en),
  fr: names(WEEKDAYS.fr, SHORT_WEEKDAYS.fr, OTHER_WEEKDAYS.fr),
};

/** Alternatives for a pattern, the longest first; accented vowels also match without their accent. */
function anyOf(...sets: readonly Names[]): string {
  const words = new Set(sets.flatMap((set) => [...set.keys()]));
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll('e', '[eé]').replaceAll('u', '[uû]'))
    .join('|');
}

const DAY = '(?<day>0?[1-9]|[12]\\d|3[01])(?:er|st|nd|rd|th)?';
const YEAR = '(?<year>[12]\\d{3})';
const WEEKDAY = `(?:(?<weekday>${anyOf(WEEKDAY_NAMES.en, WEEKDAY_NAMES.fr)})\\.?,?\\s+)?`;
const MONTH = `(?<month>${anyOf(MONTH_NAMES.en, MONTH_NAMES.fr)})\\.?`;
const ENGLISH_MONTH = `(?<monthFirst>${anyOf(MONTH_NAMES.en)})\\.?`;

const whole = (pattern: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}/.-])${pattern}(?![\\p{L}\\p{N}/-])`, 'iu');

const PATTERNS = [
  whole('(?<iso>\\d{4}-\\d{2}-\\d{2})'),
  whole('(?<first>\\d{1,2})/(?<second>\\d{1,2})/(?<year>\\d{4})'),
  whole(`${WEEKDAY}${DAY}\\s+${MONTH}(?:,?\\s+${YEAR})?`),
  whole(`${WEEKDAY}${ENGLISH_MONTH}\\s+${DAY}(?:,?\\s+${YEAR})?`),
  // "Mars 2020" is a space mission more often than a month.
  whole(`(?!mars)${MONTH}\\s+${YEAR}`),
];

/** Finds the first date of a label (NFC). `index` is where it starts, in UTF-16 code units. */
export function findDate(label: string): { readonly index: number; readonly date: DateSlot } | undefined {
  for (const pattern of PATTERNS) {
    const match = pattern.exec(label);
    const date = match && readDate(match[0], match.groups ?? {});
    if (match && date) return { index: match.index, date };
  }
  return undefined;
}

function readDate(raw: string, groups: Record<string, string | undefined>): DateSlot | undefined {
  const year = groups.year === undefined ? {} : { year: groups.year };
  if (groups.iso !== undefined) return { raw, languages: [], style: 'iso' };
  if (groups.first !== undefined) {
    const figures = [Number(groups.first), Number(groups.second)] as const;
    return { raw, languages: [], style: 'figures', figures, ...year };
  }
  const word = groups.month ?? groups.monthFirst ?? '';
  const weekdayWord = groups.weekday;
  const languages = (['en', 'fr'] as const).filter(
    (language) =>
      MONTH_NAMES[language].has(fold(word)) &&
      (weekdayWord === undefined || WEEKDAY_NAMES[language].has(fold(weekdayWord))) &&
      // Month before day is English; accents, ordinals and capitals settle what an abbreviation leaves open.
      !(language === 'fr' && (groups.monthFirst !== undefined || /\d(?:st|nd|rd|th)\s/i.test(raw))) &&
      !(language === 'en' && (/[éû]|\der\s/i.test(raw) || /^\p{Ll}/u.test(word))) &&
      !(language === 'fr' && isTitleCase(word) && MONTH_NAMES.en.has(fold(word))),
  );
  const language = languages[0];
  const month = language && MONTH_NAMES[language].get(fold(word));
  if (!language || !month) return undefined;
  const weekday = weekdayWord === undefined ? undefined : WEEKDAY_NAMES[language].get(fold(weekdayWord));
  return {
    raw,
    languages,
    style: month.short || weekday?.short ? 'short' : 'long',
    month: month.index,
    ...(groups.day === undefined ? {} : { day: Number(groups.day) }),
    ...(weekday ? { weekday: weekday.index } : {}),
    ...year,
  };
}

/** French writes its months small; English never does. */
function isTitleCase(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word);
}

/**
 * Writes a date in another language, as long or as short as it was.
 * @param source language of the label around it, which decides how figures are read.
 * @returns `undefined` where the figures could mean two days.
 */
export function writeDate(
  date: DateSlot,
  source: PhraseLanguage,
  target: PhraseLanguage,
): string | undefined {
  if (date.style === 'iso' || (date.languages.length === 1 && date.languages[0] === target)) return date.raw;
  const read = date.figures ? readFigures(date.figures, source) : { day: date.day, month: date.month };
  if (read?.month === undefined) return undefined;
  const short = date.style === 'short';
  const month = (short ? SHORT_MONTHS : MONTHS)[target][read.month]!;
  const weekday =
    date.weekday === undefined ? undefined : (short ? SHORT_WEEKDAYS : WEEKDAYS)[target][date.weekday]!;
  if (target === 'fr') {
    const day = read.day === 1 ? '1er' : read.day;
    return [weekday, day, month, date.year].filter((part) => part !== undefined).join(' ');
  }
  const monthAndDay = read.day === undefined ? month : `${month} ${read.day}`;
  const separator = read.day === undefined ? ' ' : ', ';
  const dated = date.year === undefined ? monthAndDay : monthAndDay + separator + date.year;
  return weekday === undefined ? dated : `${weekday}, ${dated}`;
}

function readFigures([first, second]: readonly [number, number], source: PhraseLanguage) {
  const isDate = (day: number, month: number): boolean => day >= 1 && day <= 31 && month >= 1 && month <= 12;
  const dayFirst = isDate(first, second);
  const monthFirst = source === 'en' && isDate(second, first);
  if (dayFirst && (!monthFirst || first === second)) return { day: first, month: second - 1 };
  return monthFirst && !dayFirst ? { day: second, month: first - 1 } : undefined;
}
