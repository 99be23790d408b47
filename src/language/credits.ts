/**
 * Bylines and credits: a label, whose language is plain, before names, whose spelling says nothing ("Credit: Inès Roux").
 * @module
 */
import type { LanguageCode } from './codes.ts';

/** A credit in UTF-16 code units; longer text is a sentence. */
const MAX_LENGTH = 120;

const WORK =
  'words|text|story|report|reporting|photos?|photography|photographs?|pictures?|images?|illustrations?|graphics?|video|interview|music|lyrics';
const DONE = 'written|edited|posted|published|produced|translated|reviewed|reported|compiled|photographed';
const OUVRAGE =
  'textes?|récit|reportage|photos?|photographies?|images?|illustrations?|infographies?|vidéo|entretien|musique|paroles';
const FAIT =
  '(?:propos )?recueillis?|écrite?|rédigée?|publiée?|postée?|éditée?|traduite?|relue?|réalisée?|photographiée?|proposée?';

// A capital must follow: names.
const CREDITS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^(?:by|(?:${WORK}|${DONE})(?: and (?:${WORK}|${DONE}))? by) `, 'iu'), 'en'],
  [/^(?:(?:photo|image|picture) )?credits?: ?/iu, 'en'],
  [/^(?:photograph|picture|pictures|photography|words|reporting|illustrator): ?/iu, 'en'],
  [new RegExp(`^(?:par|(?:${OUVRAGE}|${FAIT})(?: et (?:${OUVRAGE}|${FAIT}))? (?:par|de)) `, 'iu'), 'fr'],
  [new RegExp(String.raw`^(?:${OUVRAGE})(?: et (?:${OUVRAGE}))?[ \u00a0\u202f]: ?`, 'iu'), 'fr'],
  [
    /^(?:crédits?|(?:photo|image)s? crédits?|crédits? (?:photo|image|vidéo)s?|légende|dessin)[ \u00a0\u202f]?: ?/iu,
    'fr',
  ],
];
const NAME = /^(?:©\s?)?\p{Lu}/u;
/** Words with a capital, and those without that are no particles: "Légende : A boat left by the tide" names nobody. */
const CAPITAL = /(?<!\p{L})\p{Lu}/gu;
const SMALL = /(?<!\p{L})\p{Ll}{4,}/gu;

/** The language of the label of a credit, `undefined` for any other text. */
export function languageOfCredit(text: string): LanguageCode | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const bare = text.replace(/^[^\p{L}]+/u, '');
  for (const [label, language] of CREDITS) {
    const found = label.exec(bare);
    if (found !== null && areNames(bare.slice(found[0].length))) return language as LanguageCode;
  }
  return undefined;
}

function areNames(text: string): boolean {
  return NAME.test(text) && (text.match(CAPITAL) ?? []).length >= (text.match(SMALL) ?? []).length;
}
