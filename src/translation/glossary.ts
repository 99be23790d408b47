/**
 * Glossaries: terms whose translation the caller fixes.
 *
 * A term is found where it stands as whole words. One written in lower case is found in any case; one with capitals is a
 * name, found as it is written or all in capitals, so that "US" is not found in "us". Apostrophes and spaces count as the
 * same in all their forms. Where terms overlap, the longest is taken.
 * @module
 */
import { type Hash, hashOf } from '../cache/key.ts';
import { type LanguageCode, NO_LANGUAGE, UNDETERMINED } from '../language/codes.ts';

/** Terms of a glossary. A `null` translation means: do not translate. */
export interface Glossary {
  readonly terms: Readonly<Record<string, string | null>>;
  /** Language of the terms; absent for terms that are looked for in text of any language. */
  readonly source?: LanguageCode | undefined;
}

/** An occurrence of a term in a text; `output` is what must stand in its place. */
export interface TermOccurrence {
  readonly start: number;
  readonly end: number;
  readonly output: string;
}

/** The hash of a glossary for the key of a whole result; the order of its terms does not count. `null` for no terms. */
export async function glossaryHash(glossary: Glossary | undefined): Promise<Hash | null> {
  if (!glossary) return null;
  return hashOfTerms(Object.entries(glossary.terms), glossary.source);
}

/**
 * The hash of those terms alone that stand in a text, for the key of its translation: what a glossary says of other texts
 * does not touch this one. `null` when none stands in it.
 */
export function usedTermsHash(text: string, glossary: Glossary | undefined): Promise<Hash | null> {
  const used = new Map(matches(text, glossary).map(({ entry }) => [entry.term, entry.output]));
  return hashOfTerms([...used]);
}

async function hashOfTerms(
  terms: readonly (readonly [string, string | null])[],
  source?: LanguageCode,
): Promise<Hash | null> {
  if (terms.length === 0) return null;
  const sorted = [...terms].sort(([a], [b]) => (a < b ? -1 : 1));
  return hashOf(source === undefined ? sorted : [source, ...sorted]);
}

/** The glossary, unless its terms are of another language than the text: one that is in none, or unknown, may be a term. */
export function glossaryFor(glossary: Glossary | undefined, language: LanguageCode): Glossary | undefined {
  const fits = [glossary?.source, NO_LANGUAGE, UNDETERMINED].includes(language);
  return glossary?.source === undefined || fits ? glossary : undefined;
}

/** Occurrences of the glossary's terms, in text order, not overlapping. */
export function findTerms(text: string, glossary: Glossary | undefined): TermOccurrence[] {
  const found = matches(text, glossary).sort(
    (a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  if (found.length === 0) return [];
  const taken = new Uint8Array(text.length);
  return found
    .filter(({ start, end }) => {
      // What is taken already is at least as long: a term that overlaps it has an end of its own inside.
      if (taken[start] || taken[end - 1]) return false;
      taken.fill(1, start, end);
      return true;
    })
    .map(({ start, end, entry }) => ({ start, end, output: outputOf(entry, text.slice(start, end)) }))
    .sort((a, b) => a.start - b.start);
}

/** The translation of a text that is one term and nothing else. */
export function wholeTerm(text: string, glossary: Glossary | undefined): string | undefined {
  const [first] = findTerms(text, glossary);
  return first?.start === 0 && first.end === text.length ? first.output : undefined;
}

interface Entry {
  readonly term: string;
  readonly output: string | null;
}

/** Terms by their form in which case and typography do not count. */
interface TermIndex {
  readonly byForm: ReadonlyMap<string, readonly Entry[]>;
  readonly firstUnits: ReadonlySet<string>;
  readonly lengths: ReadonlySet<number>;
  readonly longest: number;
}

const indexes = new WeakMap<Glossary, TermIndex>();

function indexOf(glossary: Glossary): TermIndex {
  let index = indexes.get(glossary);
  if (!index) {
    const byForm = new Map<string, Entry[]>();
    for (const [term, output] of Object.entries(glossary.terms)) {
      if (term === '') continue;
      const form = formOf(term);
      const entries = byForm.get(form);
      if (entries) entries.push({ term, output });
      else byForm.set(form, [{ term, output }]);
    }
    const forms = [...byForm.keys()];
    index = {
      byForm,
      firstUnits: new Set(forms.map((form) => form[0]!)),
      lengths: new Set(forms.map((form) => form.length)),
      longest: forms.reduce((most, form) => Math.max(most, form.length), 0),
    };
    indexes.set(glossary, index);
  }
  return index;
}

/** All occurrences, those that overlap too. A stretch between word boundaries is looked up; the number of terms is no matter. */
function matches(
  text: string,
  glossary: Glossary | undefined,
): { start: number; end: number; entry: Entry }[] {
  if (!glossary) return [];
  const { byForm, firstUnits, lengths, longest } = indexOf(glossary);
  if (longest === 0) return [];
  const found: { start: number; end: number; entry: Entry }[] = [];
  const boundaries = boundariesOf(text);
  boundaries.forEach((start, index) => {
    if (start === text.length || !firstUnits.has(formOf(text[start]!)[0]!)) return;
    for (let next = index + 1; next < boundaries.length; next++) {
      const end = boundaries[next]!;
      if (end - start > longest) break;
      if (!lengths.has(end - start)) continue;
      const written = text.slice(start, end);
      const entries = byForm.get(formOf(written));
      const entry = entries && bestOf(entries, written);
      if (entry) found.push({ start, end, entry });
    }
  });
  return found;
}

/** The form under which a term is looked up. */
function formOf(text: string): string {
  return sameSigns(text).toLowerCase();
}

function sameSigns(text: string): string {
  return text.replace(/[’ʼ‘]/gu, "'").replace(/[\u00a0\u202f\u2009]/gu, ' ');
}

/** Of terms that differ in case alone, the one that is meant by what is written, if any. */
function bestOf(entries: readonly Entry[], written: string): Entry | undefined {
  const plain = sameSigns(written);
  return (
    entries.find(({ term }) => sameSigns(term) === plain) ??
    entries.find(({ term }) => isLower(term)) ??
    entries.find(({ term }) => isUpper(written) && !isUpper(term))
  );
}

/** What stands for a term, in the case in which the term is written. */
function outputOf({ term, output }: Entry, written: string): string {
  if (output === null) return written;
  if (sameSigns(written) === sameSigns(term)) return output;
  if (isUpper(written) && written.length > 1) return output.toUpperCase();
  return isLower(term) ? output.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase()) : output;
}

const isLower = (text: string) => text === text.toLowerCase();
const isUpper = (text: string) => text === text.toUpperCase();

const WORD = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that write no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Positions between which a term can stand: not inside a word. */
function boundariesOf(text: string): number[] {
  const boundaries = [0];
  for (let at = 1; at < text.length; at++) {
    const [before, after] = [text[at - 1]!, text[at]!];
    const inside = WORD.test(before) && WORD.test(after) && !(UNSPACED.test(before) || UNSPACED.test(after));
    if (!inside) boundaries.push(at);
  }
  if (text.length > 0) boundaries.push(text.length);
  return boundaries;
}
