/**
 * What a start tag says of its element: language, zone, whether its content is left alone.
 * @module
 */
import { type LanguageCode, parseLanguage } from '../language/codes.ts';
import { decodeValue } from './html-decode.ts';
import { INVISIBLE, isOpaque } from './html-elements.ts';
import { ElementNode, MAX_DEPTH } from './html-stack.ts';
import type { OpenTag } from './html-tokens.ts';
import { classWords, isBoxed, zoneOf } from './roles.ts';

/** The decoded value of the first attribute of a name, white space collapsed; `undefined` if the tag has none. */
function attributeValue(source: string, tag: OpenTag, name: string): string | undefined {
  const found = tag.attributes.find((attribute) => attribute.name === name);
  return found && decodeValue(source, found.value.start, found.value.end);
}

/** The language that a tag declares for its content. */
export function declaredLanguage(source: string, tag: OpenTag): LanguageCode | undefined {
  const written = attributeValue(source, tag, 'lang') ?? attributeValue(source, tag, 'xml:lang');
  return written === undefined ? undefined : parseLanguage(written);
}

/** The language in `<meta http-equiv="content-language">`; of several, the first. */
export function metaLanguage(source: string, tag: OpenTag): LanguageCode | undefined {
  if (attributeValue(source, tag, 'http-equiv')?.toLowerCase() !== 'content-language') return undefined;
  return parseLanguage((attributeValue(source, tag, 'content') ?? '').split(',')[0] ?? '');
}

/** Values of class and id whose words are remembered. */
const MAX_MEMO = 1000;

/** What all elements of a page are made with. */
export interface ElementContext {
  /** Words of classes and ids seen before in the page. */
  readonly memo: Map<string, readonly string[]>;
  /** Names of elements that are kept. */
  readonly ignored: readonly string[];
}

/** The element that a start tag opens in `parent`. */
export function elementOf(
  source: string,
  tag: OpenTag,
  parent: ElementNode,
  { memo, ignored }: ElementContext,
): ElementNode {
  const value = (name: string) => attributeValue(source, tag, name) ?? '';
  const names = `${value('class')} ${value('id')}`;
  let words = memo.get(names);
  if (!words) {
    words = classWords(names);
    if (memo.size < MAX_MEMO) memo.set(names, words);
  }
  return new ElementNode(
    parent,
    tag.name,
    zoneOf(parent.zone, tag.name, value('role').toLowerCase(), words),
    parent.inLink || tag.name === 'a' || tag.name === 'button',
    isBoxed(tag.name, words),
    declaredLanguage(source, tag) ?? parent.declared,
    ignored.includes(tag.name) || isKept(source, tag, parent),
    tag,
    parent.depth < MAX_DEPTH ? parent.nextIndex(tag.name) : 1,
  );
}

/** Whether the text attributes of a tag are read: not where translation is off, but on a `<code>` or `<textarea>` itself. */
export function readsAttributes(
  source: string,
  tag: OpenTag,
  node: ElementNode,
  parent: ElementNode,
): boolean {
  if (INVISIBLE.has(tag.name)) return false;
  return !node.kept || (isOpaque(tag.name) && !parent.kept && !refuses(source, tag));
}

/** `translate="no"` or its older form, the class `notranslate`. */
function refuses(source: string, tag: OpenTag): boolean {
  if (attributeValue(source, tag, 'translate')?.toLowerCase() === 'no') return true;
  const classes = attributeValue(source, tag, 'class') ?? '';
  return /(?:^|\s)notranslate(?:\s|$)/i.test(classes.slice(0, 1000));
}

/** Whether a tag opens a script of JSON-LD. */
export function isJsonLd(source: string, tag: OpenTag): boolean {
  if (tag.name !== 'script') return false;
  return /^application\/ld\+json\s*(?:;|$)/i.test(attributeValue(source, tag, 'type')?.trim() ?? '');
}

/** Elements that are kept by their nature and yet heed `translate="yes"`. */
const REOPENED = new Set(['code', 'kbd', 'samp', 'var', 'pre']);

function isKept(source: string, tag: OpenTag, parent: ElementNode): boolean {
  if (refuses(source, tag)) return true;
  const wish = attributeValue(source, tag, 'translate')?.toLowerCase();
  const asked = wish === 'yes' || wish === '';
  if (isOpaque(tag.name) && !(asked && REOPENED.has(tag.name))) return true;
  if (!parent.kept) return false;
  return !asked || parent.depth >= MAX_DEPTH || isInvisible(parent);
}

function isInvisible(element: ElementNode): boolean {
  for (let node: ElementNode | undefined = element; node; node = node.parent)
    if (INVISIBLE.has(node.name)) return true;
  return false;
}
