/**
 * Names of papers and stations, which stand over headlines of others and are no text to be translated.
 * @module
 */
import { PARTICLES } from './given-names.ts';
import type { WordReader } from './likelihood.ts';
import type { Parameters } from './parameters.ts';
import type { Word } from './words.ts';

/**
 * Whether the words are an article and a name, as papers and teams are called: "Le Phare", "The Guardian", "La Voix des
 * Causses".
 */
export function isTitledName(words: readonly Word[], reader: WordReader, parameters: Parameters): boolean {
  const { article, name } = titledName(words);
  if (article === undefined || !ARTICLE.test(article) || name.length === 0 || name.length > 5) return false;
  const capitals = name.filter((word, index) => index === 0 || !PARTICLES.has(word.lower));
  if (!capitals.every((word) => word.capital === 'initial')) return false;
  if (MASTHEADS.has(name[0]!.lower) || MASTHEADS.has(name.at(-1)!.lower)) return true;
  return name.length <= 3 && name.every((word) => reader.nameOdds(word, parameters.word) > -1);
}

/** An article and what it stands before, elided or not. */
function titledName(words: readonly Word[]): { article?: string; name: readonly Word[] } {
  const [first, ...rest] = words;
  if (first === undefined) return { name: [] };
  if (!/^L['’]\p{Lu}/u.test(first.text)) return { article: first.text, name: rest };
  const noun: Word = { ...first, text: first.text.slice(2), lower: first.lower.slice(2) };
  return { article: first.text.slice(0, 2), name: [noun, ...rest] };
}

const ARTICLE = /^(?:The|Le|La|Les|L['’]|El|Los|Las|Der|Die|Das|Il|De|Het)$/;
/** Those without an article, whose words mean something. */
const OUTLETS = new Set(
  `abc news|associated press|agence france-presse|bfm tv|bloomberg news|cbs news|channel 4 news|charlie hebdo|courrier international|
   daily express|daily mail|daily mirror|evening standard|financial times|fox news|france 24|france bleu|france culture|
   france info|france inter|france télévisions|itv news|le monde diplomatique|l'équipe|l'humanité|l'indépendant|l'obs|
   l'opinion|mediapart|nbc news|new scientist|new york magazine|new york post|new york times|nice-matin|ouest-france|
   paris match|politico|press association|radio france|radio-canada|sky news|sky sports|sud ouest|sunday times|time magazine|
   usa today|wall street journal|washington post`.split(/\s*\|\s*/),
);

/** Whether a text is the name of a paper or station. */
export function isOutlet(text: string): boolean {
  return OUTLETS.has(text.toLowerCase().replaceAll('’', "'"));
}

/** What papers are called, and little else that has an article and capitals: "The Marlow Courier", "Le Temps". */
const MASTHEADS = new Set(
  `times post herald tribune gazette courier chronicle observer mirror telegraph standard examiner inquirer globe argus
   sentinel ledger register dispatch guardian advertiser mercury independent bugle echo express journal
   monde figaro point temps soir matin parisien dépêche courrier républicain voix phare écho échos télégramme progrès
   dauphiné croix devoir presse soleil quotidien indépendant nouvelliste éclaireur messager réveil populaire`.split(
    /\s+/,
  ),
);
