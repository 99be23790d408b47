/**
 * What a block is for, read off element names, ARIA roles, class and id tokens, and the shape of the text itself.
 * @module
 */
import type { Role } from './document.ts';
import { HEADINGS } from './html-elements.ts';

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

/** Words that say what an element is only at the end of a class: `card__tag`, not `tag-politics`. */
const WEAK_WORDS = new Set('tag tags category cat more ad ads time date text content source by'.split(' '));

/**
 * The words of class and id attributes: `article__share mt-4` → article, share, mt. Left out are words that tell of
 * something else (`has-sidebar`, `category-sports`).
 */
export function classWords(value: string): readonly string[] {
  if (value === '' || value === ' ') return [];
  const tokens = value.slice(0, 400).split(/\s+/);
  return tokens.flatMap((token) => {
    const words = token
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((word) => word !== '');
    if (/^(?:has|with|without|no|is)$/.test(words[0] ?? '')) return [];
    return words.filter((word, i) => i === words.length - 1 || !WEAK_WORDS.has(word));
  });
}

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
 * @param words class and id tokens, see {@link classWords}
 */
export function zoneOf(parent: Zone, name: string, ariaRole: string, words: readonly string[]): Zone {
  if (name === 'title' || HEADINGS.has(name) || ariaRole === 'heading')
    return parent === 'chrome' ? 'chrome' : 'headline';
  if (name === 'figcaption' || name === 'caption') return 'caption';
  if (name === 'time' || name === 'address') return 'byline';
  if (name === 'main' || name === 'article' || ariaRole === 'main' || ariaRole === 'article')
    return 'content';
  if (CHROME_NAMES.has(name) || CHROME_ROLES.test(ariaRole))
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
  const words = countWords(text);
  if (zone === 'headline' || zone === 'byline' || zone === 'caption') return zone;
  if (zone === 'chrome') return words > 12 && /[.!?…]["»”’)]*$/u.test(text) ? 'other' : 'chrome';
  if (/[»›→]$/u.test(text) && words <= 6) return 'chrome';
  if (inLink) return words <= 3 ? 'chrome' : zone === 'prose' ? 'body' : 'headline';
  if (zone === 'prose') return 'body';
  if (words >= 8 || (words >= 4 && /[.!?…]["»”’)]*$/u.test(text))) return 'body';
  return element === 'p' && zone === 'content' ? 'body' : 'other';
}

/** Number of words, counted up to 40. */
export function countWords(text: string): number {
  let words = 0;
  let counted = false;
  const end = Math.min(text.length, 400);
  for (let at = 0; at < end && words < 40; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || (code >= 0x80 && /\s/u.test(text[at] as string))) counted = false;
    else if (!counted && isWordUnit(code, text, at)) {
      counted = true;
      words++;
    }
  }
  return words;
}

/** Whether a letter or a digit stands at a place. */
function isWordUnit(code: number, text: string, at: number): boolean {
  if (code < 0x80)
    return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return /[\p{L}\p{N}]/u.test(String.fromCodePoint(text.codePointAt(at) as number));
}
