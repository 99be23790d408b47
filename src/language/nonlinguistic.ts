/**
 * Text that has no language: numbers, symbols, addresses, codes, units, names alone.
 * @module
 */
import { lookupWord } from './lexicon.ts';
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
const PARTICLES = new Set(
  'de du des da do dos del della di la le van von der den ten y e al el bin ibn'.split(' '),
);
/** Endings of common nouns, adjectives and participles, rare in names: a word with one is a word of a language. */
const WORD_ENDING =
  /(?:tions?|sions?|ments?|[ae]nces?|ités?|ages?|ismes?|iques?|euses?|[nt]aires?|ings?|ness|ships?|isms?|ity|ities|ical|ables?|ibles?|ous|ful|less|pean|éens?|éennes?|ung|ungen|heit|keit|ción|ciones|dad|zione|zioni|ção|ções|dade|heid|eerd)$/;

/** Whether `words`, all the words of a piece, say nothing in any language. */
export function isWordless(words: readonly Word[]): boolean {
  return words.every((word) => word.text.length === 1 || UNITS.has(word.lower));
}

/** Whether the words are names alone: "Claire Gatinois", "Reuters", "Jean-Baptiste Leroy – AFP". */
export function isNameOnly(words: readonly Word[]): boolean {
  const shouting =
    words.length > 1 && words.every((word) => word.capital === 'all' || word.text.length === 1);
  let names = 0;
  for (const [index, word] of words.entries()) {
    if (NAMES.has(word.lower) || (!shouting && isAcronym(word))) {
      names += 2;
      continue;
    }
    // Capitals throughout are a heading as often as a name.
    if (shouting && word.text.length > 1) return false;
    if (word.capital === 'none') {
      if (index > 0 && PARTICLES.has(word.lower)) continue;
      return false;
    }
    if (word.text.length === 1) continue;
    if (lookupWord(word) !== undefined || WORD_ENDING.test(word.lower)) return false;
    names += 1;
  }
  // One capitalised word may be a label ("Standings").
  return names >= 2;
}

/** Whether the words are an article and a name, as papers and teams are called: "Le Phare", "The Guardian". */
export function isTitledName(words: readonly Word[]): boolean {
  const [article, ...rest] = words;
  if (article === undefined || !ARTICLE.test(article.text) || rest.length === 0 || rest.length > 3)
    return false;
  return rest.every(
    (word) => word.capital === 'initial' && lookupWord(word) === undefined && !WORD_ENDING.test(word.lower),
  );
}

const ARTICLE = /^(?:The|Le|La|Les|El|Los|Las|Der|Die|Das|Il|De|Het)$/;

/** "EPA", "PSG", "ONU": capitals only, too short to be a label. */
function isAcronym(word: Word): boolean {
  return word.capital === 'all' && word.text.length <= 5 && lookupWord(word) === undefined;
}
