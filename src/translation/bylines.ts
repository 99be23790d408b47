/**
 * Bylines and credits: a label and names. A model would translate the names; here only the label changes.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';

/** What stands before names, English and French; the first of each side is what is written. */
const LABELS: readonly { readonly en: readonly string[]; readonly fr: readonly string[] }[] = [
  { en: ['By '], fr: ['Par '] },
  { en: ['Text by ', 'Words by '], fr: ['Texte : ', 'Texte\u00a0: ', 'Texte de ', 'Texte par '] },
  {
    en: ['Photo by ', 'Photo: ', 'Picture by '],
    fr: ['Photo\u00a0: ', 'Photo : ', 'Photo de ', 'Photo d’', "Photo d'", 'Photo par '],
  },
  {
    en: ['Photos by ', 'Photos: ', 'Pictures by '],
    fr: ['Photos\u00a0: ', 'Photos : ', 'Photos de ', 'Photos d’', "Photos d'"],
  },
  { en: ['Written by '], fr: ['Écrit par ', 'Rédigé par '] },
  { en: ['Edited by '], fr: ['Édité par '] },
  { en: ['Interview by '], fr: ['Propos recueillis par ', 'Entretien réalisé par '] },
  { en: ['Posted by ', 'Published by '], fr: ['Publié par ', 'Posté par '] },
];
const AND: Readonly<Record<string, string>> = { en: 'and', fr: 'et' };
const AGENCY = 'AP|AFP|Reuters|REUTERS|CNN|BBC|EFE|ANSA|DPA|UPI';
const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:de|du|des|la|le|van|von|der|den|di|da|al|el|bin|ben) ){0,2}\p{Lu}[\p{L}\p{M}.'’-]*){1,4}`;
const NAMES = new RegExp(
  `^(?:${AGENCY}|${NAME}(?:, ${NAME}){0,5}(?:,? (?:and|AND|et|ET|&) ${NAME})?(?:, (?:${AGENCY}))?)$`,
  'u',
);
/** Capitalised words that begin a time rather than a name: "By Monday Night". */
const TIME =
  /^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|^(?:january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|new year)\b/i;

/**
 * The byline in the target language.
 * @returns `undefined` when the text is not a known label followed by names alone.
 */
export function translateByline(
  text: string,
  source: LanguageCode,
  target: LanguageCode,
): string | undefined {
  for (const pair of LABELS) {
    const label = labels(pair, source).find((known) => text.toLowerCase().startsWith(known.toLowerCase()));
    const written = labels(pair, target)[0];
    if (label === undefined || written === undefined) continue;
    const names = text.slice(label.length);
    if (!NAMES.test(names) || TIME.test(names)) return undefined;
    const byline = inCaseOf(text, written) + names;
    const and = new RegExp(`,? ${AND[source]} `, 'iu');
    return byline.replace(and, (found) => inCaseOf(found, ` ${AND[target]} `));
  }
  return undefined;
}

/** The words in capitals, or with a small first letter, as `model` has them. */
function inCaseOf(model: string, words: string): string {
  if (!/\p{Ll}/u.test(model)) return words.toUpperCase();
  return /^\p{Ll}/u.test(model) ? words.toLowerCase() : words;
}

function labels(pair: (typeof LABELS)[number], language: LanguageCode): readonly string[] {
  return language === 'en' ? pair.en : language === 'fr' ? pair.fr : [];
}
