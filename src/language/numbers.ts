/**
 * Numbers as English and French write them: 1,240.5 and 1 240,5.
 * @module
 */

/** The separators of a language: `strict` matches a number written in its manner, `groups` and `decimal` take it apart. */
interface NumberStyle {
  readonly token: RegExp;
  readonly strict: RegExp;
  readonly groups: RegExp;
  readonly decimal: string;
  readonly group: string;
}

const STYLES: Readonly<Record<string, NumberStyle>> = {
  en: {
    token: /\d+(?:[.,]\d+)*/gu,
    strict: /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/,
    groups: /,/g,
    decimal: '.',
    group: ',',
  },
  fr: {
    token: /\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*/gu,
    strict: /^(?:\d+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/,
    groups: /[ \u00a0\u202f.]/g,
    decimal: ',',
    group: '\u202f',
  },
};

/** A number in a text; the range is in UTF-16 code units. */
export interface NumberToken {
  readonly start: number;
  readonly end: number;
  readonly raw: string;
}

/** The numbers of a text in a language, in order. Parts of times and dates are numbers of their own. */
export function findNumbers(text: string, language: string): NumberToken[] {
  const { token } = STYLES[language] ?? STYLES.en!;
  return [...text.matchAll(token)].map(({ 0: raw, index }) => ({
    start: index,
    end: index + raw.length,
    raw,
  }));
}

/** A number of one language written in the manner of another; what is not a plain number (2.0.1) stays as it is. */
export function writeNumber(raw: string, source: string, target: string): string {
  const [from, to] = [STYLES[source], STYLES[target]];
  if (!from || !to || from === to || !from.strict.test(raw)) return raw;
  const [whole = '', fraction] = raw.replace(from.groups, '').split(from.decimal);
  const grouped = whole.length === raw.split(from.decimal)[0]!.length ? whole : grouping(whole, to.group);
  return fraction === undefined ? grouped : grouped + to.decimal + fraction;
}

/**
 * Whether a translation holds the numbers of its source, in any order. Values are compared, so that 2.5 is not 25 and
 * 1,240 is 1 240; between languages whose separators are not known here, digits are.
 */
export function sameNumbers(source: string, translation: string, from: string, to: string): boolean {
  const value = STYLES[from] && STYLES[to] ? canonical : digitsOf;
  const values = (text: string, language: string) =>
    findNumbers(text, language)
      .map(({ raw }) => value(raw, language))
      .sort()
      .join(' ');
  return values(source, from) === values(translation, to);
}

/**
 * Writes the numbers of a translation in the target's manner: those copied from the source as they stood there, and those
 * with groups in any manner that the target reads as the source's value (4.500 or 4 500 in French). Version numbers stay.
 */
export function localiseNumbers(source: string, translation: string, from: string, to: string): string {
  const style = STYLES[to];
  if (!style || !STYLES[from]) return translation;
  const written = new Map<string, string>();
  const values = new Map<string, string>();
  for (const { raw, start } of findNumbers(source, from)) {
    const version = /(?<=\s)\p{Lu}[\p{L}\d]* $/u.test(source.slice(Math.max(0, start - 40), start));
    const output = version ? raw : writeNumber(raw, from, to);
    if (output !== raw) written.set(withSpaces(raw), output);
    values.set(canonical(output, to), output);
  }
  if (values.size === 0) return translation;
  let out = '';
  let at = 0;
  for (const { raw, start, end } of findNumbers(translation, WIDEST)) {
    const value = values.get(canonical(raw, to));
    const grouped = /\D/u.test(raw) && value !== undefined;
    // A number that the source does not group keeps its groups, but their spaces hold.
    const same = value?.includes(style.group) ? value : raw.replace(/[ \u00a0]/gu, style.group);
    out += translation.slice(at, start) + (written.get(withSpaces(raw)) ?? (grouped ? same : raw));
    at = end;
  }
  return out + translation.slice(at);
}

/** The language whose numbers reach farthest: it reads a group behind a space as part of one. */
const WIDEST = 'fr';

const withSpaces = (raw: string) => raw.replace(/[\u00a0\u202f]/gu, ' ');

function grouping(digits: string, separator: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, separator);
}

/** One spelling for one value: no groups, a decimal point. */
function canonical(raw: string, language: string): string {
  const { strict, groups, decimal } = STYLES[language]!;
  return strict.test(raw) ? raw.replace(groups, '').replace(decimal, '.') : raw;
}

function digitsOf(raw: string): string {
  return raw.replace(/\D/gu, '');
}
