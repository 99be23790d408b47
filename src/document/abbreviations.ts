/**
 * Abbreviations of English and French that end in a full stop without ending a sentence.
 * @module
 */

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Always followed by something: titles, ranks, references. Lower-case, without the final stop. */
const TITLES = set(
  'mr mrs ms dr drs prof gen lt col sgt capt cmdr maj adm sen rep reps sens gov govs pres hon rev fr msgr mt ft vs v approx ca cf eg e.g ie i.e al const insp supt supt dep det pvt cpl pfc amb atty st ste mm mme mmes mlle mlles mgr pr gén cap cdt env ex p.ex lt-col lt.-col vice-adm c.-à-d av bd boul tél éd dir réf',
);

/** Followed by a number: "No. 5", "art. 12", "Fig. 3", "Aug. 28". */
const BEFORE_NUMBERS = set(
  'no nos n fig figs art arts p pp vol vols chap ch sec par al. jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juin juil déc tel',
);

/** Words that begin sentences, so that a stop before them ends one even after "U.S." or "Inc.". */
export const OPENERS = set(
  "the a an this that these those it its he she they we you i his her their our my there here in on at as for from with when while after before but and so if although though however meanwhile why how what who where no yes all many some most one two more since according last both among le la les un une des du ce cet cette ces il elle ils elles on nous vous je son sa ses leur leurs dans en sur au aux à pour par avec mais et puis alors si quand après avant depuis selon comme plusieurs tous toutes chaque aucun aucune pourquoi comment qui que quel quelle où c’est c'est",
);

const DAYS =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|^(?:ET|EST|EDT|CT|CST|PT|PST|PDT|MT|GMT|UTC|BST|CET)\b/;

/**
 * Whether the full stop at the end of `before` belongs to an abbreviation that `after` continues.
 * @param before text up to the boundary, at least its last word
 * @param after text from the next word on
 */
export function isAbbreviated(before: string, after: string): boolean {
  const word = /([\p{L}\p{N}.\-’'&]+)\.\s*$/u.exec(before.slice(-40))?.[1];
  if (word === undefined) return false;
  const lower = word.toLowerCase().replace(/^.*[’']/, '');
  const next = /^[\p{L}’'-]+/u.exec(after)?.[0] ?? '';
  if (TITLES.has(lower)) return lower !== 'st' || next !== '';
  if (BEFORE_NUMBERS.has(lower)) return /^[\p{N}\p{Ll}(]/u.test(after);
  const opens = OPENERS.has(next.toLowerCase());
  if (/^[ap]\.m$/i.test(word)) return DAYS.test(after);
  if (/^(?:co|inc|corp|bros|cie)$/i.test(word)) return /^(?:Ltd|LLC|Inc|Co|Corp|&)/.test(after);
  if (word === 'M') return /^\p{Lu}/u.test(after);
  // Initials: "J. R. Smith", "J.-P. Roy", "U.S. Navy", "D.C."
  if (/^\p{Lu}$/u.test(word)) return !opens && /^\p{Lu}/u.test(after);
  if (/^(?:\p{Lu}\.?-?)+$/u.test(word) && word.includes('.')) return !opens && /^\p{Lu}/u.test(after);
  return false;
}
