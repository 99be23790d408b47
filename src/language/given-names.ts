/**
 * Given names, English and French: what follows one with a capital is somebody's name, whatever it means otherwise ("Peter
 * Cook", "Pierre Blanc"). Names that the word model knows for names need not be here.
 * @module
 */
import type { WordReader } from './likelihood.ts';
import type { Parameters } from './parameters.ts';
import type { Word } from './words.ts';

/** Small words inside names. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'de du des da do dos del della di la le les van von der den ten y e al el bin ibn'.split(' '),
);

/** Given names that are little else. */
const PLAIN = new Set(
  `adam adele agathe agnès alain alan albert alex alexandra alexandre alexis alice amanda amy andrew andré angela anna anne
   anthony antoine antonia arnaud arthur audrey aurélie barbara ben benjamin bernard beth bob brian bruno cameron camille
   carol caroline catherine cécile céline charles charlie chloé chris christian christine christophe clara clément colin
   craig cyril daniel david deborah denis dennis diana diane didier dominique donald doris dorothy edith édouard edward
   élise elizabeth elliot émile émilie emily emma emmanuel eric éric erica estelle étienne eugène fabien fabrice fanny
   felix félix fiona florian françois françoise fred frédéric gabriel gary gaëlle geoff george georges gérard gilles
   gordon graham greg guillaume gustave hannah harold harriet harry helen hélène henri henry howard hugh hugo ian
   isabelle jack jacques jake james jane janet jason jean jeanne jeff jennifer jenny jérôme jessica jim joan joanna joe
   john jonathan joseph joséphine josh judith julia julie julien juliette karen karim kate kathleen keith kevin kylian
   larry laura laurence laurent léa lena léo léon leslie lewis liam linda lionel lisa louis louise luc lucas lucie lucy
   lydia madeleine manon marc marcel margaret margot marguerite marie marine marion martha martin martine mary mathieu
   mathilde matt matthew maud maurice maxime megan mélanie melissa michael michel michelle mike mohamed molly monique
   muriel nadia nancy natalie nathalie nathan neil nicholas nick nicolas nicole noah noémie nora olaf oliver olivia
   olivier oscar owen pascal patricia patrick paul paula pauline peter phil philip philippe pierre quentin rachel raphaël
   raymond rebecca régis rémi rené richard robert roger roland romain ronald ross ruth ryan sally sam samuel sandra sarah
   scott sean sébastien serge sharon simon simone solène sonia sophie stanley stéphane stephen steve steven stuart susan
   suzanne sylvain sylvie ted théo théodore theresa thibault thierry thomas tim timothy tom tony valérie vanessa véronique
   vincent virginie vivian walter wendy william xavier yann yannick yves yvonne zoé`.split(/\s+/),
);
/** Given names that are words as well: "Will Smith", but "Grace period" and "Max Speed". */
const ALSO_WORDS = new Set(
  `aimé april art aurore autumn basil bill blanche brad bridget carole chance chase christian clément constance dale dawn
   dean désiré drew eve faith fleur florence france frank gene ginger glen grace grant guy hank harmony heather holly hope
   iris ivy jasmine jay jewel joy june lance laurel lily mark mat max may melody mercy miles modeste norma olive parfait
   pat pearl penny pat ray reed rich rob robin rod rose ruby rusty sandy skip solange sue summer terry vera victor victoria violet
   violette virginia will wade`.split(/\s+/),
);

/** Most words of somebody's name. */
const MAX_PERSON = 4;
/** Odds of being a name that the word behind a given name which is a word as well must have. */
const SURNAME = -3;

/** Whether words are a given name before capitals: "Peter Cook", "Will Smith", "Charles de Gaulle". */
export function isPerson(
  [first, ...rest]: readonly Word[],
  reader: WordReader,
  parameters: Parameters,
): boolean {
  if (first?.capital !== 'initial') return false;
  const plain = PLAIN.has(first.lower);
  if (!plain && !ALSO_WORDS.has(first.lower)) return false;
  const capitals = rest.filter((word) => !PARTICLES.has(word.lower) || word.capital !== 'none');
  if (capitals.length === 0 || rest.length >= MAX_PERSON) return false;
  const surname = (word: Word) =>
    word.capital !== 'none' &&
    (plain || word.text.length === 1 || reader.nameOdds(word, parameters.word) > SURNAME);
  return capitals.every(surname);
}
