/**
 * Bylines and credits: a label and names. A model would translate the names; here only the label changes.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';

/** Labels that stand before names, English and French; the first of each side is what is written. */
const LABELS: readonly { readonly en: readonly string[]; readonly fr: readonly string[] }[] = [
  { en: ['By'], fr: ['Par'] },
  { en: ['Text by', 'Words by'], fr: ['Texte de', 'Texte par'] },
  { en: ['Photo by', 'Picture by'], fr: ['Photo de', 'Photo par'] },
  { en: ['Photos by', 'Pictures by'], fr: ['Photos de', 'Photos par'] },
  { en: ['Written by'], fr: ['Écrit par', 'Rédigé par'] },
  { en: ['Edited by'], fr: ['Édité par'] },
  { en: ['Interview by'], fr: ['Propos recueillis par', 'Entretien réalisé par'] },
  { en: ['Posted by', 'Published by'], fr: ['Publié par', 'Posté par'] },
];
const AND: Readonly<Record<string, string>> = { en: 'and', fr: 'et' };
const NAME = String.raw`\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:de|du|des|la|le|van|von|der|den|di|da|al|el|bin|ben) ){0,2}\p{Lu}[\p{L}\p{M}.'’-]*){0,4}`;
const NAMES = new RegExp(
  `^${NAME}(?:, ${NAME}){0,5}(?: (?:and|et|&) ${NAME})?(?:, (?:AP|AFP|Reuters|CNN|BBC))?$`,
  'u',
);

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
    const [from, to] = [labels(pair, source), labels(pair, target)?.[0]];
    const label = from?.find((known) => text.toLowerCase().startsWith(`${known.toLowerCase()} `));
    if (label === undefined || to === undefined) continue;
    const names = text.slice(label.length + 1);
    if (!NAMES.test(names)) return undefined;
    const and = ` ${AND[target]} `;
    const written = /^\p{Ll}/u.test(text) ? to.toLowerCase() : to;
    return `${written} ${names.replace(new RegExp(` ${AND[source]} `, 'u'), and)}`;
  }
  return undefined;
}

function labels(pair: (typeof LABELS)[number], language: LanguageCode): readonly string[] | undefined {
  return language === 'en' ? pair.en : language === 'fr' ? pair.fr : undefined;
}
