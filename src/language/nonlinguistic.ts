/**
 * Text that has no language: numbers, symbols, addresses, codes, units, names alone.
 * @module
 */
import { isPerson, PARTICLES } from './given-names.ts';
import type { WordReader } from './likelihood.ts';
import type { Parameters } from './parameters.ts';
import type { Word } from './words.ts';

const UNITS = new Set(
  'h min mn sec km m cm mm kg g mg l cl ml dl ha mb gb kb am pm a.m p.m cet gmt utc est'.split(' '),
);
/** Names that stand alone on pages of news and look like words. */
const NAMES = new Set(
  `reuters afp ap bbc cnn npr upi epa bloomberg guardian facebook twitter instagram youtube whatsapp linkedin telegram
   tiktok snapchat pinterest reddit flickr google apple netflix amazon spotify deezer rss pdf faq wordpress disqus
   bluesky mastodon threads messenger getty`.split(/\s+/),
);
/** Whether `words`, all the words of a piece, say nothing in any language. */
export function isWordless(words: readonly Word[]): boolean {
  return words.every((word) => word.text.length === 1 || UNITS.has(word.lower));
}

/**
 * Whether the words are names alone: "Claire Gatinois", "Reuters", "Jean-Baptiste Leroy – AFP". Every stretch between
 * bars and colons must be one by itself: "Coach: Claire Gatinois" is not.
 * @param expected log-odds that the place of the words adds, as that of a byline does
 */
export function isNameOnly(
  words: readonly Word[],
  reader: WordReader,
  parameters: Parameters,
  expected = 0,
): boolean {
  let start = 0;
  for (let end = 1; end <= words.length; end++) {
    const gap = words[end]?.gap;
    if (gap !== undefined && gap !== 'bar' && gap !== 'colon') continue;
    if (!isNameStretch(words.slice(start, end), reader, parameters, expected)) return false;
    start = end;
  }
  return words.length > 0;
}

function isNameStretch(
  words: readonly Word[],
  reader: WordReader,
  parameters: Parameters,
  expected: number,
): boolean {
  const { nameAlone, nameWord, nameLeast } = parameters.piece;
  const shouting =
    words.length > 1 && words.every((word) => word.capital === 'all' || word.text.length === 1);
  if (!shouting && isPerson(words, reader, parameters)) return true;
  if (isInstitution(words, reader, parameters)) return false;
  let odds = expected + nameAlone - nameWord;
  for (const [index, word] of words.entries()) {
    if (NAMES.has(word.lower) || (!shouting && isAcronym(word, reader, parameters))) {
      odds += AGENCY;
      continue;
    }
    // Capitals throughout are a heading as often as a name.
    if (shouting && word.text.length > 1) return false;
    if (word.capital === 'none') {
      if (index > 0 && PARTICLES.has(word.lower)) continue;
      return false;
    }
    if (word.text.length === 1) continue;
    const next = words[index + 1];
    const compound = word.gap === 'joint' || (next?.gap === 'joint' && next.capital === 'initial');
    const own = reader.nameOdds(word, parameters.word) + (compound ? COMPOUND : 0);
    const hint = reader.read(word).known ? 0 : expected;
    if (own + hint < nameLeast) return false;
    odds += own + nameWord;
  }
  return odds > 0;
}

/** "Ville de Deux-Rivières", "Université de Lorraine": a word and what it is named after. */
function isInstitution(
  [first, second]: readonly Word[],
  reader: WordReader,
  parameters: Parameters,
): boolean {
  if (first === undefined || second === undefined || !/^(?:de|du|des|d['’]\p{L}+)$/u.test(second.text))
    return false;
  return reader.read(first).known && reader.nameOdds(first, parameters.word) < 0;
}

/** Log-odds that a hyphen between two capitals adds: "Jean-Baptiste". */
const COMPOUND = 2.5;
/** Log-odds of a name of the list and of an acronym. */
const AGENCY = 6;

/** "EPA", "PSG", "ONU": capitals only, too short to be a label. */
function isAcronym(word: Word, reader: WordReader, parameters: Parameters): boolean {
  if (word.capital !== 'all' || word.text.length > 5) return false;
  if (!/[AEIOUYÀ-Ý]/.test(word.text)) return true;
  return !reader.read(word).known || reader.nameOdds(word, parameters.word) > -2;
}
