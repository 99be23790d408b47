/**
 * What a word becomes before another one: "le" and "édile" make "l'édile", "a" and "author" "an author". For words that are put
 * into a sentence after it was written.
 * @module
 */
import type { LanguageCode } from './codes.ts';

/** Makes the last word of a text fit what follows it, in plain typography. */
export function fitBefore(before: string, next: string, language: LanguageCode): string {
  if (language === 'fr') return fitFrench(before, next);
  return language === 'en' ? fitEnglish(before, next) : before;
}

/** Words that lose their vowel or change before another vowel, and those that have lost it. */
const BEFORE_VOWEL: Readonly<Record<string, string>> = {
  du: "de l'",
  au: "à l'",
  ma: 'mon ',
  ta: 'ton ',
  sa: 'son ',
  ce: 'cet ',
};
const ELIDING = set('le la de que ne se je me te jusque lorsque puisque quoique');
const ELIDED = set('l d qu n s j m t jusqu lorsqu puisqu quoiqu');

/** Letters that French elides before; an h or a y may be either, and is left as it is. */
const VOWEL = /^[aàâæeéèêëiîïoôœuùûü]/iu;
const NO_VOWEL = /^(?:onz|oui(?:\P{L}|$)|ouistiti|uhlan)/iu;
const EITHER = /^[hy\P{L}]/iu;

function fitFrench(before: string, next: string): string {
  const [, word = '', end = ''] = /(?<!\p{L})(\p{L}+)(['’ ])$/u.exec(before) ?? [];
  const lower = word.toLowerCase();
  const head = before.slice(0, before.length - word.length - end.length);
  if (VOWEL.test(next) && !NO_VOWEL.test(next)) {
    if (end !== ' ') return before;
    if (ELIDING.has(lower)) return `${head}${word.slice(0, -1)}'`;
    const other = Object.hasOwn(BEFORE_VOWEL, lower) ? BEFORE_VOWEL[lower]! : undefined;
    return other === undefined ? before : head + inCaseOf(word, other);
  }
  // The gender of a word that is not known cannot be told: "l'" becomes what most are.
  if (end === ' ' || EITHER.test(next) || !ELIDED.has(lower)) return before;
  return `${head}${word}e `;
}

/** Beginnings that sound otherwise than they are written, or may. */
const UNSURE = /^(?:[uhUH\P{L}]|[Ee]u|[Oo]n(?:e|ce)|\p{Lu}(?:\p{Lu}|\P{L}))/u;

function fitEnglish(before: string, next: string): string {
  const article = /(?<!\p{L})an? $/iu.exec(before)?.[0];
  if (article === undefined || UNSURE.test(next)) return before;
  const fitting = /^[aeioàâæéèêëîïôœ]/iu.test(next) ? 'an ' : 'a ';
  return before.slice(0, -article.length) + inCaseOf(article, fitting);
}

/** A text with a capital letter first where another one has it. */
function inCaseOf(model: string, text: string): string {
  const capital = model[0] !== model[0]?.toLowerCase();
  return capital ? text.replace(/^\p{L}/u, (first) => first.toUpperCase()) : text;
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
