/**
 * Which words of a text the words of its translation stand for, as shares: from a model's attention where there is any,
 * else from words that are alike, else in proportion.
 * @module
 */
import { findAnchors, spelling } from './anchors.ts';
import type { Word } from './words.ts';

/**
 * A model's attention. A token is told by the number of letters and digits before it, so that a text and the form in
 * which the model read it need only have the same letters and digits, in any case and spacing.
 */
export interface TokenAlignment {
  /** For each token of the source: letters and digits before it; one entry more, for the end. */
  readonly source: readonly number[];
  /** The same for the translation. */
  readonly target: readonly number[];
  /** [target tokens, source tokens], row-major; each a share. */
  readonly weights: Float32Array;
}

/** How much a pair of equal words counts against a pair of unlike ones with the same attention. */
const SAME_WORD = 8;
/** How fast a pair loses weight with its distance from the diagonal, both texts taken as of length 1. */
const DIAGONAL = 3;
/** Share that attention must have left after language, end and punctuation for a word to count as known. */
const ENOUGH = 0.2;

/** For each word of a translation, how its meaning is spread over the source's words. */
export class WordLinks {
  /** For each target word t and boundary s: the share of its source words before s. [target, source + 1]. */
  readonly #before: Float32Array;
  /** Whether a target word's links were found rather than interpolated. */
  readonly #known: Uint8Array;

  constructor(
    readonly sourceWords: number,
    readonly targetWords: number,
    before: Float32Array,
    known: Uint8Array,
  ) {
    this.#before = before;
    this.#known = known;
  }

  /** Share of the source words `[from, to)` in target word `t`, 0 to 1. */
  share(t: number, from: number, to: number): number {
    const row = t * (this.sourceWords + 1);
    return (this.#before[row + to] as number) - (this.#before[row + from] as number);
  }

  /** Whether the links of target word `t` were found rather than interpolated. */
  isKnown(t: number): boolean {
    return this.#known[t] === 1;
  }
}

/** A text and its words. */
export interface WordedText {
  readonly text: string;
  readonly words: readonly Word[];
}

/** Links the words of a translation to those of its source. */
export function linkWords(source: WordedText, target: WordedText, alignment?: TokenAlignment): WordLinks {
  const [n, m] = [source.words.length, target.words.length];
  const before = new Float32Array(m * (n + 1));
  const known = new Uint8Array(m);
  const attention = alignment && wordAttention(source, target, alignment);
  if (attention) {
    for (let t = 0; t < m; t++) {
      let sum = 0;
      for (let s = 0; s < n; s++) sum += attention.weights[t * n + s] as number;
      if ((attention.sums[t] as number) >= ENOUGH) known[t] = 1;
      let reached = 0;
      for (let s = 0; s < n; s++) {
        reached += sum > 0 ? (attention.weights[t * n + s] as number) / sum : 1 / n;
        before[t * (n + 1) + s + 1] = reached;
      }
    }
  } else {
    for (const [t, { word, found }] of likelyWords(source.words, target.words).entries()) {
      known[t] = found ? 1 : 0;
      before.fill(1, t * (n + 1) + word + 1, (t + 1) * (n + 1));
    }
  }
  return new WordLinks(n, m, before, known);
}

/** Attention between words. */
interface WordAttention {
  /** [target, source], words that are likely to belong together raised above the others; not normalised. */
  readonly weights: Float32Array;
  /** For each target word, what it gave to source words in all, 0 to 1. */
  readonly sums: Float32Array;
}

/** The attention of words from that of tokens; `undefined` when the alignment is of other texts. */
function wordAttention(
  source: WordedText,
  target: WordedText,
  { source: from, target: to, weights }: TokenAlignment,
): WordAttention | undefined {
  const sourceLetters = lettersBefore(source.text);
  const targetLetters = lettersBefore(target.text);
  if (sourceLetters.at(-1) !== from.at(-1) || targetLetters.at(-1) !== to.at(-1)) return undefined;
  const [n, m] = [source.words.length, target.words.length];
  const [columns, rows] = [from.length - 1, to.length - 1];
  const columnOf = owners(source.words, sourceLetters, from);
  const rowOf = owners(target.words, targetLetters, to);
  const attention = new Float32Array(m * n);
  const sums = new Float32Array(m);
  for (let row = 0; row < rows; row++) {
    const t = rowOf[row] as number;
    if (t < 0) continue;
    const length = (to[row + 1] as number) - (to[row] as number);
    for (let column = 0; column < columns; column++) {
      const s = columnOf[column] as number;
      if (s >= 0)
        attention[t * n + s] =
          (attention[t * n + s] as number) + length * (weights[row * columns + column] as number);
    }
  }
  const spellings = source.words.map(spelling);
  for (let t = 0; t < m; t++) {
    const word = target.words[t] as Word;
    const own = spelling(word);
    const length = (targetLetters[word.end] as number) - (targetLetters[word.start] as number);
    for (let s = 0; s < n; s++) {
      const off = Math.abs((t + 0.5) / m - (s + 0.5) / n);
      const prior = Math.exp(-DIAGONAL * off) * (spellings[s] === own ? SAME_WORD : 1);
      const weight = (attention[t * n + s] as number) / Math.max(1, length);
      sums[t] = (sums[t] as number) + weight;
      attention[t * n + s] = weight * prior;
    }
  }
  return { weights: attention, sums };
}

/** For each position of a text: letters and digits before it; the last entry is for its end. */
function lettersBefore(text: string): Int32Array {
  const counts = new Int32Array(text.length + 1);
  let letters = 0;
  let at = 0;
  for (const character of text) {
    counts.fill(letters, at, at + character.length);
    at += character.length;
    if (/[\p{L}\p{N}]/u.test(character)) letters++;
  }
  counts[at] = letters;
  return counts;
}

/** The word that each token belongs to, by the letter it begins with; −1 for tokens without letters. */
function owners(words: readonly Word[], letters: Int32Array, tokens: readonly number[]): Int32Array {
  const owner = new Int32Array(Math.max(0, tokens.length - 1)).fill(-1);
  let word = 0;
  for (let token = 0; token + 1 < tokens.length; token++) {
    const first = tokens[token] as number;
    if ((tokens[token + 1] as number) === first) continue;
    while (word < words.length && (letters[(words[word] as Word).end] as number) <= first) word++;
    if (word < words.length) owner[token] = word;
  }
  return owner;
}

/** For each target word the one source word that it most likely stands for. */
function likelyWords(
  source: readonly Word[],
  target: readonly Word[],
): readonly { readonly word: number; readonly found: boolean }[] {
  const { all, chain } = findAnchors(source, target);
  const bySource = new Map([...all].map(([s, t]) => [t, s]));
  const points = [
    { s: -1, t: -1 },
    ...[...chain].map(([s, t]) => ({ s, t })),
    { s: source.length, t: target.length },
  ];
  let point = 0;
  /** The nearest source word to one between two anchors that is not another's. */
  const free = (word: number, from: number, to: number) => {
    for (let off = 0; off < to - from; off++)
      for (const near of [word - off, word + off])
        if (near > from && near < to && !all.has(near)) return near;
    return Math.min(Math.max(word, 0), source.length - 1);
  };
  return target.map((_, t) => {
    const anchor = bySource.get(t);
    if (anchor !== undefined) return { word: anchor, found: true };
    while ((points[point + 1] as { t: number }).t <= t) point++;
    const [from, to] = [points[point], points[point + 1]] as [
      { s: number; t: number },
      { s: number; t: number },
    ];
    const word = Math.round(from.s + ((t - from.t) * (to.s - from.s)) / (to.t - from.t));
    return { word: free(word, from.s, to.s), found: false };
  });
}
