/**
 * The name of the site a page is from: "Le Phare" is no French and "The Harbour Post" no English to be translated.
 * @module
 */
import type { Document } from '../document/document.ts';
import { lookupPhrase } from './phrasebook.ts';

const MAX_NAME = 60;
const MAX_WORDS = 6;
const MAX_NAMES = 8;
const NOTICE = /^(?:©|\(c\)|copyright)[\s©,]*(?:\d{4}(?:\s?[-–]\s?\d{4})?[\s,]*)?(\p{Lu}[^.|,]{1,59})/iu;
const BAR = /\s[|•·–—-]\s|\s?\|\s?/u;
/** Places of the page's own headings and sections, which a title may end in as well: "Rents rise | Housing". */
const SECTIONS = /\/(?:h[1-6]|nav|li)(?:\[\d+\])?(?:\/|$)/;

/**
 * Names that a title ends in or a copyright notice states, and that stand alone in another place too. That in the title of
 * a web page needs less: it may be written as a name, or stand where nothing is translated. A label of the phrasebook is
 * never taken for a name.
 */
export function findSiteNames(document: Document): ReadonlySet<string> {
  const claimed = new Map<string, Set<string>>();
  const alone = new Set<string>();
  let own: string | undefined;
  for (const { text, path } of document.blocks) {
    if (!SECTIONS.test(path)) alone.add(text);
    const notice = NOTICE.exec(text.slice(0, 2 * MAX_NAME))?.[1];
    if (notice !== undefined) claim(notice, 'notice');
    if (/(?:^|\/)title$/.test(path) && text.length < 500) {
      const parts = text.split(BAR);
      if (parts.length > 1) claim(parts.at(-1) ?? '', 'title');
      if (document.format === 'html') own ??= parts.at(-1)?.trim();
    }
  }
  const confirmed = [...claimed].filter(
    ([name, places]) =>
      places.size > 1 ||
      alone.has(name) ||
      (name === own && (isWrittenAsName(name) || isSetApart(document, name))),
  );
  return new Set(confirmed.slice(0, MAX_NAMES).map(([name]) => name));

  function claim(written: string, place: string): void {
    const name = written.trim();
    const short = name.length <= MAX_NAME && name.split(/\s+/).length <= MAX_WORDS;
    if (!short || !/^\p{Lu}/u.test(name) || lookupPhrase(name) !== undefined) return;
    claimed.set(name, (claimed.get(name) ?? new Set()).add(place));
  }
}

/**
 * Whether a title's last part is written as a name: "Le Courrier de la Plaine", "Harbor News", not "Trail conditions".
 * The logo that would confirm it is a picture or set apart from what is translated as often as not.
 */
function isWrittenAsName(name: string): boolean {
  const words = name.split(/[\s'’]+/);
  const titled = words.filter((word) => word.length >= 4).every((word) => /^\p{Lu}/u.test(word));
  return (words.length > 1 && titled) || /^(?:The|Le|La|Les) \p{Lu}|^L['’]\p{Lu}/u.test(name);
}

/** Whether a name stands alone in the source where it is no text to be translated: a logo, `og:site_name`. */
function isSetApart({ source, blocks }: Document, name: string): boolean {
  const stands = source.includes(`>${name}</`) || source.includes(` content="${name}"`);
  return stands && blocks.every(({ text }) => text !== name);
}

/** Whether a piece is a site's name with nothing but signs, a year or "Copyright" around it. */
export function isSiteName(text: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0 || text.length > 2 * MAX_NAME) return false;
  const bare = text.replace(/^(?:[^\p{L}]|copyright\b|\(c\))+|[^\p{L}\p{N})]+$/giu, '');
  return names.has(bare);
}

/** Where `text` ends in a bar and a site's name, or begins with a name and a colon or bar: the place to cut, or 0. */
export function siteNameCut(text: string, names: ReadonlySet<string>): number {
  for (const name of names) {
    if (text.length <= name.length + 2) continue;
    const head = text.slice(0, text.length - name.length);
    if (text.endsWith(name) && /(?:\s[|•·–—-]\s|\|)$/u.test(head)) return head.search(/\s?[|•·–—-]\s?$/u);
    const rest = text.slice(name.length);
    if (text.startsWith(name) && /^(?:\s?:\s|\s[|•·–—-]\s)/u.test(rest)) {
      return name.length + (/^\s?[:|•·–—-]\s/u.exec(rest)?.[0].length ?? 0);
    }
  }
  return 0;
}
