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

/** Points of the compass before a speed, English and French: "SO 20 km/h" is no "so". */
const COMPASS = /^(?:[NS]{1,2}[EWO]?|[EWO]|[EWO][NS][EWO])$/;

/** Times counted from now, which pages set behind a name without a sign: "Loïc il y a 5 h". */
const STAMP =
  /(?<![\p{L}\p{N}])(?:il y a (?:environ )?\d{1,3}[ \u00a0\u202f]?\p{L}{1,8}|\d{1,3} ?\p{L}{1,7} ago)(?![\p{L}\p{N}])/giu;

/**
 * Words of `text` in order; numbers, addresses, handles and codes are left out.
 * @param seams positions at which one inline element ends and another begins, ascending: `<b>Jean</b><i>hier</i>`
 */
export function splitWords(text: string, seams: readonly number[] = []): Word[] {
  const words: Omit<Word, 'position'>[] = [];
  const stamps = /\d/.test(text) ? [...text.matchAll(STAMP)].map(({ index }) => index) : [];
  const loose = new Set([...seams, ...stamps]);
  let previousEnd = 0;
  for (const { 0: whole, index: at } of text.matchAll(TOKEN)) {
    for (const token of splitAt(whole, at, loose)) {
      if (CODE.test(token.text) || isBearing(token.text, text, token.start)) continue;
      let { start } = token;
      for (const [index, part] of unglue(token.text).entries()) {
        const end = start + part.length;
        const gap =
          index > 0 ? 'glue' : words.length === 0 ? 'sentence' : gapBefore(text, previousEnd, start, loose);
        const lower = part.toLowerCase().replaceAll('’', "'");
        words.push({ start, end, text: part, lower, gap, capital: capitalOf(part) });
        previousEnd = end;
        start = end;
      }
    }
  }
  const title = isTitle(words);
  return words.map((word, index) => ({
    ...word,
    position: title ? 'title' : opensText(words, index) ? 'initial' : 'inside',
  }));
}

/** Whether a token is where wind blows from. */
function isBearing(token: string, text: string, start: number): boolean {
  return COMPASS.test(token) && /^\s?\d/.test(text.slice(start + token.length, start + token.length + 2));
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

/** A token cut at the positions of `loose` inside it. */
function splitAt(
  text: string,
  start: number,
  loose: ReadonlySet<number>,
): { readonly text: string; readonly start: number }[] {
  if (loose.size === 0) return [{ text, start }];
  const tokens: { text: string; start: number }[] = [];
  let from = 0;
  for (let at = 1; at < text.length; at++) {
    if (!loose.has(start + at)) continue;
    tokens.push({ text: text.slice(from, at), start: start + from });
    from = at;
  }
  return [...tokens, { text: text.slice(from), start: start + from }];
}

/** The gap before the word at `start`; one of the positions of `loose` in it makes it a glue point. */
function gapBefore(text: string, previousEnd: number, start: number, loose: ReadonlySet<number>): Gap {
  const gap = classifyGap(text.slice(previousEnd, start), text.slice(start, start + 2));
  if (gap !== 'space' && gap !== 'joint') return gap;
  for (let at = previousEnd; loose.size > 0 && at <= start; at++) if (loose.has(at)) return 'glue';
  return gap;
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

/** What the text between two words is; `next` is the second of them. */
function classifyGap(gap: string, next: string): Gap {
  if (gap === ' ') return 'space';
  // "Paris–Tours", "l'été"; and the score of "Rovers 2–1 Olympique" is no bar.
  if (/^[-‑–'’]?$/.test(gap)) return 'joint';
  if (/^\s\d{1,3}\s?[-–]\s?\d{1,3}\s$/.test(gap)) return 'space';
  // "on Tuesday.Advertisement": a full stop that no space follows ends a text as often as an abbreviation.
  if (/^[.!?…]["”»]?$/.test(gap) && /^\p{Lu}\p{Ll}/u.test(next)) return 'glue';
  if (/["“”„«»‹›‘()[\]]/.test(gap)) return 'quote';
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
