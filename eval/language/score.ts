/**
 * Scores of a detector on annotated pages: characters, short labels, switches inside a text.
 * @module
 */
import type { AlignedUnit, Prediction } from './align.ts';

/** How many of how many. */
export interface Share {
  readonly right: number;
  readonly of: number;
}

/** A text with characters in a wrong language. */
export interface Fault {
  readonly page: string;
  readonly role: string;
  readonly text: string;
  /** Characters per `gold>predicted`. */
  readonly confusions: Readonly<Record<string, number>>;
  readonly characters: number;
}

/** The figures of one detector. A text is right when 90 % of its characters are; `zxx` in the gold is not scored. */
export interface Scores {
  readonly characters: Share;
  readonly byLanguage: Readonly<Record<string, Share>>;
  /** Texts of one language by role and length in words: `chrome 1`, `chrome 2-3`, …, `other 9+`. */
  readonly byLength: Readonly<Record<string, Share>>;
  /** Chrome of one to three words. */
  readonly shortChrome: Share;
  readonly cognates: Share;
  /** Places inside a text where the language changes, with both sides right. */
  readonly switches: Share;
  /** Worst first. */
  readonly faults: readonly Fault[];
}

/** One page with the predictions of one detector. */
export interface ScoredPage {
  readonly name: string;
  readonly units: readonly AlignedUnit[];
  readonly predictions: readonly Prediction[];
}

const NONE = 'zxx';
/** Share of the characters of a text that must be right. */
const ENOUGH = 0.9;
/** Characters on either side of a switch that are looked at, and the share of them that must be right. */
const SIDE = 8;
const SIDE_ENOUGH = 0.75;

/** The figures over all pages. */
export function score(pages: readonly ScoredPage[]): Scores {
  const counts = new Map<string, { right: number; of: number }>();
  const faults: Fault[] = [];
  for (const { name, units, predictions } of pages) {
    for (const { runs, gold, piece } of units) {
      const predicted = piece.map((number) => predictions[number]?.language ?? 'none');
      const scored = gold.map((language, k) => ({ gold: language, predicted: predicted[k]! }));
      const worded = scored.filter((one) => one.gold !== NONE);
      if (worded.length === 0) continue;
      const right = worded.filter((one) => one.gold === one.predicted).length;
      const languages = new Set(worded.map((one) => one.gold));
      add('characters', right, worded.length);
      for (const language of languages) {
        const own = worded.filter((one) => one.gold === language);
        add(`language ${language}`, own.filter((one) => one.predicted === language).length, own.length);
      }
      const text = runs.map((run) => run.text).join(' ');
      if (right < worded.length) faults.push(faultOf(name, runs[0]!.role, text, worded));
      if (languages.size > 1) {
        const found = findSwitches(scored);
        add('switches', found.right, found.of);
        continue;
      }
      const good = Number(right >= ENOUGH * worded.length);
      const words = text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      const chrome = runs[0]!.role === 'chrome';
      add(`length ${chrome ? 'chrome' : 'other'} ${lengthClass(words)}`, good, 1);
      if (chrome && words <= 3) add('shortChrome', good, 1);
      if (runs[0]!.cognate) add('cognates', good, 1);
    }
  }
  const share = (key: string): Share => counts.get(key) ?? { right: 0, of: 0 };
  return {
    characters: share('characters'),
    byLanguage: sharesOf('language '),
    byLength: sharesOf('length '),
    shortChrome: share('shortChrome'),
    cognates: share('cognates'),
    switches: share('switches'),
    faults: faults.sort((a, b) => b.characters - a.characters),
  };

  function add(key: string, right: number, of: number): void {
    const count = counts.get(key) ?? { right: 0, of: 0 };
    counts.set(key, { right: count.right + right, of: count.of + of });
  }

  function sharesOf(prefix: string): Record<string, Share> {
    const entries = [...counts].filter(([key]) => key.startsWith(prefix)).sort();
    return Object.fromEntries(entries.map(([key, value]) => [key.slice(prefix.length), value]));
  }
}

interface Scored {
  readonly gold: string;
  readonly predicted: string;
}

function faultOf(page: string, role: string, text: string, characters: readonly Scored[]): Fault {
  const confusions: Record<string, number> = {};
  let wrong = 0;
  for (const { gold, predicted } of characters) {
    if (gold === predicted) continue;
    wrong++;
    confusions[`${gold}>${predicted}`] = (confusions[`${gold}>${predicted}`] ?? 0) + 1;
  }
  return { page, role, text, confusions, characters: wrong };
}

function lengthClass(words: number): string {
  if (words <= 1) return '1';
  if (words <= 3) return '2-3';
  return words <= 8 ? '4-8' : '9+';
}

function findSwitches(characters: readonly Scored[]): Share {
  let right = 0;
  let of = 0;
  let last = -1;
  characters.forEach(({ gold }, at) => {
    if (gold === NONE) return;
    if (last >= 0 && characters[last]!.gold !== gold) {
      of++;
      if (sideIsRight(characters, last, -1) && sideIsRight(characters, at, 1)) right++;
    }
    last = at;
  });
  return { right, of };
}

function sideIsRight(characters: readonly Scored[], from: number, step: 1 | -1): boolean {
  const { gold: language } = characters[from]!;
  let seen = 0;
  let right = 0;
  for (let at = from; seen < SIDE; at += step) {
    const one = characters[at];
    if (one === undefined || (one.gold !== language && one.gold !== NONE)) break;
    if (one.gold === NONE) continue;
    seen++;
    if (one.predicted === language) right++;
  }
  return right >= SIDE_ENOUGH * seen;
}
