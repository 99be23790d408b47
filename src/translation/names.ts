/**
 * Names that a model has misspelt: it writes rare ones piece by piece, and drops or doubles a letter. Such a name gets
 * the spelling of the source back.
 *
 * What looks like a misspelling may be how the other language writes a name ("Londres", "Mexicans", "Müslümov"). So a word is
 * only mended if neither it nor the name is a word that is known, and if they differ by a slip: one letter, or two of a
 * long name, not by an accent and not by an ending. Of the embedded model's translations of WMT13 and FLORES one in two
 * hundred is changed, four times in five for the better; of their references one in a hundred and fifty would be, mostly to
 * another transcription.
 * @module
 */
import { distance } from 'fastest-levenshtein';
import { classifyWord } from '../language/word-model.ts';
import { splitWords } from '../language/words.ts';

/** Letters of the shortest name that is looked at, and of the shortest that may differ by two. */
const SHORTEST = 5;
const LONG = 8;
/** Letters at the end of a word that may be an ending of the other language. */
const ENDING = 2;

interface Name {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lower: string;
}

/** The translation, its misspelt names as they stand in the source. */
export function restoreNames(source: string, translation: string): string {
  const written = namesOf(translation);
  if (written.length === 0) return translation;
  const names = namesOf(source);
  const here = new Set(names.map(({ lower }) => lower));
  const there = new Set(written.map(({ lower }) => lower));
  const lost = names.filter(({ lower }) => !there.has(lower) && !isKnown(lower));
  if (lost.length === 0) return translation;
  let out = '';
  let at = 0;
  for (const { start, end, lower } of written) {
    if (here.has(lower) || isKnown(lower)) continue;
    const near = new Set(lost.filter((name) => isSlip(name.lower, lower)).map(({ text }) => text));
    const [name] = near;
    if (name === undefined || near.size > 1) continue;
    out += translation.slice(at, start) + name;
    at = end;
  }
  return out + translation.slice(at);
}

/** Words with a capital inside of a sentence; what hyphens join is one. */
function namesOf(text: string): Name[] {
  const names: (Name & { readonly isName: boolean })[] = [];
  for (const { start, end, lower, capital, position, gap } of splitWords(text)) {
    const before = names.at(-1);
    if (gap === 'joint' && before && text.slice(before.end, start) === '-') {
      names[names.length - 1] = {
        ...before,
        end,
        text: text.slice(before.start, end),
        lower: `${before.lower}-${lower}`,
      };
    } else {
      const isName = capital === 'initial' && position === 'inside' && !lower.includes("'");
      names.push({ start, end, text: text.slice(start, end), lower, isName });
    }
  }
  return names.filter(({ isName, lower }) => isName && lower.length >= SHORTEST);
}

function isKnown(lower: string): boolean {
  return classifyWord(lower).known;
}

/** Whether two words differ as a word and its misspelling do. */
function isSlip(a: string, b: string): boolean {
  if (a[0] !== b[0] || withoutAccents(a) === withoutAccents(b)) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  if (same >= Math.min(a.length, b.length) - ENDING) return false;
  return distance(a, b) <= (a.length < LONG ? 1 : 2);
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '');
}
