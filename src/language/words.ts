/**
 * Cuts text into the words that identification weighs, with what stands between them.
 * @module
 */

/**
 * What separates a word from the one before it, from the strongest place to change languages to none at all:
 * `sentence` (. ! ?), `bar` (| – / and the like), `colon`, `quote` (or bracket), `glue` (two texts run together: "museumKim"),
 * `comma`, `space`, `joint` (hyphen or elision inside a compound).
 */
export type Gap = 'sentence' | 'bar' | 'colon' | 'quote' | 'glue' | 'comma' | 'space' | 'joint';

/** A word of a text; positions in UTF-16 code units. */
export interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Lower case, with straight apostrophes. */
  readonly lower: string;
  /** What stands before it; `sentence` for the first word. */
  readonly gap: Gap;
  readonly capital: 'none' | 'initial' | 'all';
  /** Whether the capital is that of a sentence or a title rather than of a name. */
  readonly position: 'inside' | 'initial' | 'title';
}

// Addresses, handles and codes come first, so that their letters are not taken for words.
// Every repetition is bounded or cannot be entered twice for the same character.
const TOKEN =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|[@#][\p{L}\p{N}_]+|[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,3}\.(?:com|org|net|info|fr|ca|uk|eu|io|html?|php|js|css|pdf)\b(?!['’])|[\p{L}\p{M}\p{N}_]+(?:['’](?=\p{L})[\p{L}\p{M}]+)*/gu;
const CODE = /[\p{N}_@#/]|^www\.|\w\.\w/u;
const HUMP = /(?<=\p{Ll})(?=\p{Lu})/u;
const BRANDS = new Set(
  'YouTube WhatsApp LinkedIn TikTok WordPress PayPal GitHub OpenAI ChatGPT FaceTime iPhone iPad iCloud eBay'.split(
    ' ',
  ),
);

/** Words of `text` in order; numbers, addresses, handles and codes are left out. */
export function splitWords(text: string): Word[] {
  const words: Omit<Word, 'position'>[] = [];
  let previousEnd = 0;
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    if (CODE.test(token)) continue;
    let start = match.index;
    for (const [index, part] of unglue(token).entries()) {
      const end = start + part.length;
      const gap =
        index > 0 ? 'glue' : words.length === 0 ? 'sentence' : classifyGap(text.slice(previousEnd, start));
      const lower = part.toLowerCase().replaceAll('’', "'");
      words.push({ start, end, text: part, lower, gap, capital: capitalOf(part) });
      previousEnd = end;
      start = end;
    }
  }
  const title = isTitle(words);
  return words.map((word, index) => ({
    ...word,
    position: title ? 'title' : opensText(words, index) ? 'initial' : 'inside',
  }));
}

const OPENING_GAPS: ReadonlySet<Gap> = new Set(['sentence', 'bar', 'colon', 'quote', 'glue']);

/** Whether the capital at `index` is due to its place; behind a bar or colon, two capitals are a name ("Photo : Dan Whitcomb"). */
function opensText(words: readonly Pick<Word, 'gap' | 'capital'>[], index: number): boolean {
  const gap = words[index]!.gap;
  const next = words[index + 1];
  const name =
    next !== undefined && next.capital !== 'none' && (next.gap === 'space' || next.gap === 'joint');
  return OPENING_GAPS.has(gap) && !((gap === 'bar' || gap === 'colon') && name);
}

/** Words of four letters or more that a title in Title Case needs; fewer may be names. */
const MIN_TITLE_WORDS = 5;

/** Whether a text is written in capitals or Title Case throughout, so that a capital marks no name. */
function isTitle(words: readonly Pick<Word, 'text' | 'capital'>[]): boolean {
  const long = words.filter((word) => word.text.length >= 4);
  const capitals = long.filter((word) => word.capital !== 'none').length;
  if (long.every((word) => word.capital === 'all')) return long.length > 0;
  return long.length >= MIN_TITLE_WORDS && capitals >= 0.8 * long.length;
}

/** Splits two words run together ("verticalRuins", "UnVLADIVOSTOK"), not names such as "McDonald" or "YouTube". */
function unglue(token: string): string[] {
  if (!HUMP.test(token) || BRANDS.has(token)) return [token];
  const parts: string[] = [];
  let rest = token;
  for (;;) {
    const hump = rest.search(HUMP);
    if (hump < 0) break;
    const tail = rest.slice(hump);
    const splits = hump >= 4 || (hump >= 2 && /^\p{Lu}{3}/u.test(tail));
    if (!splits || tail.length < 2) break;
    parts.push(rest.slice(0, hump));
    rest = tail;
  }
  return [...parts, rest];
}

function classifyGap(gap: string): Gap {
  if (gap === '-' || gap === '‑' || gap === "'" || gap === '’' || gap === '') return 'joint';
  if (/["“”„«»‹›()[\]]/.test(gap)) return 'quote';
  if (/[.!?…]\s/.test(gap) || /[。！？]/.test(gap)) return 'sentence';
  if (/[:;]/.test(gap)) return 'colon';
  if (/[|•·●▪►▶→←›/\\{}–—\n*]|\s[-~]+\s/.test(gap)) return 'bar';
  if (gap.includes(',') || gap.includes('.')) return 'comma';
  return 'space';
}

function capitalOf(word: string): Word['capital'] {
  if (!/^\p{Lu}/u.test(word)) return 'none';
  return word.length > 1 && word === word.toUpperCase() ? 'all' : 'initial';
}
