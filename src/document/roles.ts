/**
 * What a block is for, read off element names, ARIA roles, class and id tokens, and the shape of the text itself.
 * @module
 */
import type { Role } from './document.ts';
import type { ElementKind } from './html-elements.ts';
import { isLetterOrDigit } from './letters.ts';

/** The part of a page an element belongs to; inherited by what is inside, unless that says something of its own. */
export type Zone = 'page' | 'content' | 'chrome' | 'headline' | 'byline' | 'caption' | 'prose';

const CHROME_NAMES = new Set(
  'nav header footer aside button label form menu select option legend summary dialog'.split(' '),
);
const PROSE_NAMES = new Set('p li blockquote td dd'.split(' '));
const CHROME_ROLES =
  /^(?:navigation|banner|contentinfo|complementary|search|menu|menubar|menuitem|button|tab|tablist|toolbar|alert|dialog|form)$/;
const CHROME_WORDS =
  /^(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|share|sharing|social|cookies?|consent|cmp|tags?|pagination|pager|pg|footer|sidebar|widget|toolbar|newsletter|subscribe|ad|ads|advert|advertisement|promo|skip|btn|button|more|readmore|related|similar|recommended|outbrain|taboola|lang|login|paywall|badge|kicker|category|cat)$/;
const BYLINE_WORDS =
  /^(?:byline|by|author|authors|auteur|credit|credits|copyright|dateline|date|time|timestamp|published|posted|updated|meta|source|signature|sig|fn|who)$/;
const CAPTION_WORDS = /^(?:caption|legend|legende|figcaption)$/;
const CONTENT_WORDS = /^(?:articlebody|story|entry|body|content|text)$/;

/** Words of a class that mark an element as a box of its own in a line: a credit, a date, a badge. */
export function isBoxed(name: string, words: readonly string[]): boolean {
  if (name === 'small' || name === 'time') return true;
  return words.some((word) => BYLINE_WORDS.test(word) || BOX_WORDS.has(word));
}
const BOX_WORDS = new Set(
  'badge label tag cat category count kicker more readmore cta ad subtitle'.split(' '),
);

/**
 * The zone of an element from that of its parent.
 * @param words class and id tokens, see `class-words.ts`
 */
export function zoneOf(
  parent: Zone,
  { name, heading }: ElementKind,
  ariaRole: string,
  words: readonly string[],
): Zone {
  if (name === 'title' || heading || ariaRole === 'heading')
    return parent === 'chrome' ? 'chrome' : 'headline';
  if (name === 'figcaption' || name === 'caption') return 'caption';
  if (name === 'time' || name === 'address') return 'byline';
  if (name === 'main' || name === 'article' || ariaRole === 'main' || ariaRole === 'article')
    return 'content';
  if (CHROME_NAMES.has(name) || (ariaRole !== '' && CHROME_ROLES.test(ariaRole)))
    return parent === 'content' && name === 'header' ? 'content' : 'chrome';
  const last = name === 'body' || name === 'html' ? [] : words;
  for (const word of last) {
    if (CHROME_WORDS.test(word)) return 'chrome';
    if (BYLINE_WORDS.test(word)) return 'byline';
    if (CAPTION_WORDS.test(word)) return 'caption';
  }
  if (parent === 'content' && PROSE_NAMES.has(name)) return 'prose';
  if (parent === 'page' && last.some((word) => CONTENT_WORDS.test(word))) return 'content';
  return parent;
}

/** What a block looks like, beside the zone it stands in. */
export interface BlockShape {
  readonly zone: Zone;
  /** The innermost element that holds the whole block. */
  readonly element: string;
  readonly inLink: boolean;
  readonly text: string;
}

/** The role of a block of HTML text. */
export function roleOf({ zone, element, inLink, text }: BlockShape): Role {
  if (zone === 'headline' || zone === 'byline' || zone === 'caption') return zone;
  if (zone === 'chrome') return endsSentence(text) && countWords(text) > 12 ? 'other' : 'chrome';
  if (/[»›→]/.test(text[text.length - 1] ?? '') && countWords(text) <= 6) return 'chrome';
  if (inLink) return countWords(text) <= 3 ? 'chrome' : zone === 'prose' ? 'body' : 'headline';
  if (zone === 'prose') return 'body';
  const words = countWords(text);
  if (words >= 8 || (words >= 4 && endsSentence(text))) return 'body';
  return element === 'p' && zone === 'content' ? 'body' : 'other';
}

/** Whether a text ends as sentences do, quotation marks and brackets behind it included. */
function endsSentence(text: string): boolean {
  let end = text.length;
  while (end > 0 && /["»”’)]/.test(text[end - 1] as string)) end--;
  return /[.!?…]/.test(text[end - 1] ?? '');
}

/** Number of words, counted up to 40. */
export function countWords(text: string): number {
  let words = 0;
  let counted = false;
  const end = Math.min(text.length, 400);
  for (let at = 0; at < end && words < 40; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || (code >= 0x80 && /\s/u.test(text[at] as string))) counted = false;
    else if (!counted && isLetterOrDigit(code, text, at)) {
      counted = true;
      words++;
    }
  }
  return words;
}
