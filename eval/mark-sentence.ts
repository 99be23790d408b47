/**
 * Puts markers into a sentence the way the service does: one for a name or number that it hides, two around a word that
 * stands in an inline element.
 * @module
 */

/** Most markers that one sentence gets. */
export const MOST_MARKERS = 4;

/** The markers of a text, in order. */
export function markersOf(text: string): string[] {
  return text.match(/<x\d+>/g) ?? [];
}

/** A sentence with markers. */
export interface MarkedSentence {
  readonly text: string;
  /** The words that markers stand for, by marker. */
  readonly hidden: ReadonlyMap<string, string>;
}

/** The text without markers; what they hide is put back as it was. */
export function unmark(text: string, hidden: ReadonlyMap<string, string>): string {
  return text
    .replace(/<x\d+>/g, (marker) => hidden.get(marker) ?? '')
    .replace(/ {2,}/g, ' ')
    .replace(/ (?=[,.)\]])/g, '')
    .trim();
}

/**
 * The sentence with `count` markers, or as many as it has words for: names and numbers inside the sentence are replaced,
 * and where markers go by two, a word is wrapped. The same sentence and count always give the same.
 */
export function mark(sentence: string, count: number): MarkedSentence {
  const words = [...sentence.matchAll(/[\p{L}\p{N}]+(?:[-.,][\p{L}\p{N}]+)*/gu)].map(
    ({ 0: word, index }) => ({
      word,
      start: index,
      end: index + word.length,
    }),
  );
  const names = words.filter(({ word, start }) => start > 0 && /^[\p{Lu}\p{N}]/u.test(word));
  const plain = words.filter(({ word }) => /^\p{Ll}{4,}$/u.test(word));
  const edits: { start: number; end: number; wrap: boolean }[] = [];
  let left = count;
  // Words from the middle of what there is, so that beginnings and ends of sentences are not preferred.
  const take = (from: typeof words, wrap: boolean) => {
    const candidates = from.filter(({ start, end }) =>
      edits.every((edit) => end < edit.start || start > edit.end),
    );
    const chosen = candidates[Math.floor(candidates.length / 2)];
    if (!chosen) return false;
    edits.push({ ...chosen, wrap });
    left -= wrap ? 2 : 1;
    return true;
  };
  if (left >= 2) take(plain, true);
  while (left >= 1 && take(names, false));
  while (left >= 2 && take(plain, true));
  edits.sort((a, b) => a.start - b.start);

  let out = '';
  let at = 0;
  let number = 0;
  const hidden = new Map<string, string>();
  for (const { start, end, wrap } of edits) {
    const word = sentence.slice(start, end);
    out += sentence.slice(at, start);
    if (!wrap) hidden.set(`<x${number}>`, word);
    out += wrap ? `<x${number++}> ${word} <x${number++}>` : `<x${number++}>`;
    at = end;
  }
  return { text: out + sentence.slice(at), hidden };
}
