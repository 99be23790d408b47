/**
 * Finds where aggregators have glued two texts together without a space: a headline and the teaser below it
 * ("… helpers help themselvesThere are …"), a label and what it labels ("Similar News:Vous pouvez …").
 * Names in camel case (YouTube, iPhone, McDonald) stay whole: both sides must be phrases of several words, and the
 * word before the joint must be a plain lower-case one, or the text after it must begin as a sentence or a dispatch does.
 * @module
 */
import { OPENERS } from './abbreviations.ts';

/** Lower-case beginnings of names and code. */
const NAME_PREFIXES = new Set(
  'mac web watch tv re open own next my de la le di da van von bin al el e i x m p un'.split(' '),
);

/** Words that no name in camel case ends in, so that they part a text even from a capitalised word. */
const SURE_OPENERS = new Set(
  'the this these those there they she he les des une elle elles ils cette dans pour when after while but'.split(
    ' ',
  ),
);

/** "SEOUL, South Korea (AP) —", "PARIS (Reuters) -", "MONTRÉAL — " */
const DATELINE =
  /^\p{Lu}{3,}[\p{Lu}.’' -]{0,30}(?:,\s[\p{L}.’' -]{2,40})?\s(?:\([\p{L}/., ]{2,40}\)(?:\s[-–—]|\s)|[—–]\s)/u;

/** Positions in a sentence at which a new one begins without a space before it, ascending. */
export function gluedBoundaries(sentence: string): number[] {
  const found: number[] = [];
  for (const { index, 0: before } of sentence.matchAll(/(?:\p{Ll}|\d|[.!?…»”"’):])(?=\p{Lu})/gu)) {
    const at = index + before.length;
    const left = sentence.slice(Math.max(found.at(-1) ?? 0, at - 160), at);
    const right = sentence.slice(at, at + 160);
    if (/[\p{Ll}\d]/u.test(before) ? isWordJoint(left, right) : isStopJoint(before, left, right))
      found.push(at);
  }
  return found;
}

/** Length in UTF-16 code units to which the end of a word is looked at; no word that parts a text is as long. */
const LONGEST_WORD = 60;

/** The letters, digits, hyphens and such at the end of a text; of a longer word, one unit over the longest. */
function lastWord(text: string): string {
  let start = text.length;
  const least = Math.max(0, start - LONGEST_WORD - 1);
  while (start > least && /[\p{L}\p{N}’'.-]/u.test(text[start - 1] as string)) start--;
  return text.slice(start);
}

/** Whether a text is more than one word: letters, white space behind them, letters again. Three linear searches. */
function isPhrase(text: string): boolean {
  const first = text.search(/\p{L}/u);
  if (first < 0) return false;
  const word = text.slice(first);
  const space = word.search(/\s/u);
  return space >= 0 && /\p{L}/u.test(word.slice(space));
}

function isWordJoint(left: string, right: string): boolean {
  if (!isPhrase(left) || !isPhrase(right)) return false;
  const tail = lastWord(left);
  const head = /^[\p{L}\p{N}’'-]+/u.exec(right)?.[0] ?? '';
  if (tail.length > LONGEST_WORD) return false;
  if (DATELINE.test(right)) return true;
  if (
    (tail === tail.toLowerCase() ? OPENERS : SURE_OPENERS).has(head.toLowerCase()) &&
    tail.length >= 2 &&
    head !== head.toUpperCase() &&
    /\p{Ll}{2}/u.test(tail)
  )
    return true;
  if (/^(?:A|I|À)$/u.test(head) && /^\p{Ll}{3,}$/u.test(tail)) return true;
  const words = /^[\p{Lu}][\p{Ll}\p{Lu}’'-]*$/u.test(head);
  if (/^[\p{Ll}’'-]{3,}$/u.test(tail))
    return words && !NAME_PREFIXES.has(tail) && !/^\p{Lu}{1,3}$/u.test(head) && !isCamel(head);
  // "PutinMeetingKim is expected": three humps are no name, and what follows runs on in lower case.
  const humps = tail.match(/\p{Lu}\p{Ll}{2,}/gu) ?? [];
  return humps.length >= 2 && humps.join('') === tail && /^\p{Lu}\p{Ll}+\s\p{Ll}/u.test(right);
}

/** `helloWorldAgain`-like code rather than a word. */
const isCamel = (word: string) =>
  /\p{Ll}\p{Lu}/u.test(word) && !/^\p{Lu}\p{Ll}+(?:['’-]\p{Lu}\p{Ll}*)*$/u.test(word);

function isStopJoint(stop: string, left: string, right: string): boolean {
  if (stop === '’' || !isPhrase(right) || (stop !== ':' && !isPhrase(left))) return false;
  let end = left.length;
  while (end > 0 && /[.!?…»”"’):]/u.test(left[end - 1] as string)) end--;
  const word = lastWord(left.slice(0, end));
  const head = /^[\p{L}’'-]+/u.exec(right)?.[0] ?? '';
  if (stop === ':')
    return /\p{L}{2}$/u.test(word) && /^\p{Lu}[\p{Ll}’']/u.test(head) && !/:\S*:/.test(left.slice(-40));
  if (stop === '.')
    return (
      /^\p{L}?\p{Ll}{2,}$/u.test(word) &&
      /^\p{Lu}/u.test(head) &&
      (/^\p{Ll}/u.test(word) || OPENERS.has(head.toLowerCase()))
    );
  if (stop === ')') return /\s\([^()]*\)$/u.test(left) && /^\p{Lu}\p{Ll}/u.test(head);
  return /\p{L}/u.test(head) && word !== '';
}
