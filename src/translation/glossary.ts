/**
 * Glossaries: terms whose translation the caller fixes.
 * @module
 */
import { type Hash, hashOf } from '../cache/key.ts';

/** Terms of a glossary. A `null` translation means: do not translate. */
export interface Glossary {
  readonly terms: Readonly<Record<string, string | null>>;
}

/** An occurrence of a term in a text; `output` is what must stand in its place. */
export interface TermOccurrence {
  readonly start: number;
  readonly end: number;
  readonly output: string;
}

/** The hash of a glossary for cache keys; the order of its terms does not count. `null` when there is none. */
export async function glossaryHash(glossary: Glossary | undefined): Promise<Hash | null> {
  if (!glossary || Object.keys(glossary.terms).length === 0) return null;
  return hashOf(Object.entries(glossary.terms).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whole-word occurrences of the glossary's terms, longest match first, in text order, not overlapping; case counts. */
export function findTerms(text: string, glossary: Glossary | undefined): TermOccurrence[] {
  if (!glossary) return [];
  const terms = Object.entries(glossary.terms)
    .filter(([term]) => term !== '' && text.includes(term))
    .sort(([a], [b]) => b.length - a.length);
  const found: TermOccurrence[] = [];
  for (const [term, output] of terms) {
    for (let start = text.indexOf(term); start >= 0; start = text.indexOf(term, start + term.length)) {
      const end = start + term.length;
      const free = found.every((other) => end <= other.start || start >= other.end);
      if (free && isWhole(text, start, end)) found.push({ start, end, output: output ?? term });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const WORD = /[\p{L}\p{N}\p{M}]/u;

function isWhole(text: string, start: number, end: number): boolean {
  const inside = (a: string | undefined, b: string | undefined) => !!a && !!b && WORD.test(a) && WORD.test(b);
  return !inside(text[start - 1], text[start]) && !inside(text[end - 1], text[end]);
}
