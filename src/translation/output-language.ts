/**
 * Whether a translation is in the language that it should be in: small models copy what they do not know.
 * @module
 */
import { classifyWord, NAME, WORD_LANGUAGES } from '../language/word-model.ts';
import { splitWords, type Word } from '../language/words.ts';
import type { WrittenText } from './checks.ts';

/** Log-odds of the source language against the target's from which a word is plainly of the source; a word says no more than ±. */
const CLEAR = 2;
const MOST = 4;
/** Plain words of the source in a row that no translation has, and with one among them that nobody borrows. */
const RUN = 3;
const RUN_WITH_FUNCTION_WORD = 2;
const FUNCTION_WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    `the of and to for with such from by was were is are been has had this that these those which who whose their his
     her its they we our your into about than then when where while because although between during after before
     through against without not nor`,
  ),
  fr: words(
    `le les des du et aux dans pour avec par sur sont était étaient été cette ces ceux celles qui dont leur leurs ses
     nous notre vous votre ils elles mais donc quand lorsque pendant parce entre après avant contre sans chez comme
     ainsi aussi très`,
  ),
};
/** Words that a text needs to be judged as a whole, and mean log-odds from which it is of the source language. */
const LEAST_WORDS = 4;
const MEAN = 0.5;

/**
 * Whether a translation is still in the language of its source, as a whole or in a run of words that stand in the source
 * too. Names say nothing; languages that the word model does not know are not judged.
 */
export function isStillInSource(from: WrittenText, to: WrittenText): boolean {
  const known: readonly string[] = WORD_LANGUAGES;
  const source = known.indexOf(from.language);
  const target = known.indexOf(to.language);
  if (source < 0 || target < 0 || source === target) return false;
  const copied = new Set(splitWords(from.text).map(({ lower }) => lower));
  const functionWords = FUNCTION_WORDS[from.language];
  let run: Word[] = [];
  let opened: 'by-name' | 'by-word' = 'by-word';
  let sum = 0;
  let judged = 0;
  const isCopied = (closed: typeof opened) => {
    // "Lord of the Rings": small words between capitals are of the name.
    if (opened === 'by-name' && closed === 'by-name') return false;
    const grammatical = run.some(({ lower }) => functionWords?.has(lower));
    return run.length >= (grammatical ? RUN_WITH_FUNCTION_WORD : RUN);
  };
  for (const word of splitWords(to.text)) {
    const odds = oddsOf(word, source, target);
    if (odds !== undefined) {
      judged++;
      sum += odds;
    }
    if (odds !== undefined && odds > CLEAR && copied.has(word.lower)) {
      run.push(word);
      continue;
    }
    const closed = odds === undefined ? 'by-name' : 'by-word';
    if (isCopied(closed)) return true;
    run = [];
    opened = closed;
  }
  return isCopied('by-word') || (judged >= LEAST_WORDS && sum > MEAN * judged);
}

/** Log-odds that a word is of the language of class `source` and not of `target`; `undefined` for what may be a name. */
function oddsOf(word: Word, source: number, target: number): number | undefined {
  if (word.capital !== 'none' && word.position === 'inside') return undefined;
  const { classes } = classifyWord(word.lower);
  if (classes[NAME]! > classes[source]! && classes[NAME]! > classes[target]!) return undefined;
  return Math.max(-MOST, Math.min(MOST, classes[source]! - classes[target]!));
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
