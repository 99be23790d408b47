/**
 * What a start tag says of its element: language, zone, whether its content is left alone.
 * @module
 */
import { type LanguageCode, parseLanguage } from '../language/codes.ts';
import { type ClassWords, classWords } from './class-words.ts';
import { decodeValue } from './html-decode.ts';
import type { ElementKind } from './html-elements.ts';
import { ElementNode, MAX_DEPTH } from './html-stack.ts';
import type { Attribute, OpenTag } from './html-tokens.ts';
import { isBoxed, zoneOf } from './roles.ts';

/** The decoded value of the first attribute of a name, white space collapsed; `undefined` if the tag has none. */
function attributeValue(source: string, tag: OpenTag, name: string): string | undefined {
  return decodedValue(
    source,
    tag.attributes.find((attribute) => attribute.name === name),
  );
}

const decodedValue = (source: string, attribute: Attribute | undefined) =>
  attribute && decodeValue(source, attribute.start, attribute.end);

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
  /** Words of classes and ids seen before in the page, by what is written. */
  readonly memo: Map<string, ClassWords>;
}

/** The attributes of a start tag that say something of its element, each the first of its name. */
interface Telling {
  className: Attribute | undefined;
  id: Attribute | undefined;
  role: Attribute | undefined;
  translate: Attribute | undefined;
}

function tellingOf({ attributes }: OpenTag): Telling {
  const telling: Telling = { className: undefined, id: undefined, role: undefined, translate: undefined };
  for (const attribute of attributes) {
    const { name } = attribute;
    if (name === 'class') telling.className ??= attribute;
    else if (name === 'id') telling.id ??= attribute;
    else if (name === 'role') telling.role ??= attribute;
    else if (name === 'translate') telling.translate ??= attribute;
  }
  return telling;
}

/** The element that a start tag opens in `parent`. */
export function elementOf(
  source: string,
  tag: OpenTag,
  kind: ElementKind,
  parent: ElementNode,
  context: ElementContext,
): ElementNode {
  const { name } = tag;
  const bare = tag.attributes.length === 0;
  const telling = bare ? undefined : tellingOf(tag);
  const { words, refuses } = telling ? wordsOf(source, telling, context) : NO_WORDS;
  const role = decodedValue(source, telling?.role)?.toLowerCase() ?? '';
  const declared = bare ? undefined : declaredLanguage(source, tag);
  const facts = {
    zone: zoneOf(parent.zone, kind, role, words),
    inLink: parent.inLink || name === 'a' || name === 'button',
    boxed: isBoxed(name, words),
    declared: declared ?? parent.declared,
    declares: declared !== undefined,
    kept:
      kind.ignored || isKept(decodedValue(source, telling?.translate)?.toLowerCase(), refuses, kind, parent),
  };
  return new ElementNode(parent, kind, facts, tag.start, tag.end);
}

const NO_WORDS: ClassWords = { words: [], refuses: false };

function wordsOf(source: string, { className, id }: Telling, { memo }: ElementContext): ClassWords {
  if (!className && !id) return NO_WORDS;
  const written = `${rawValue(source, className)}\n"${rawValue(source, id)}`;
  const known = memo.get(written);
  if (known) return known;
  const found = classWords(decodedValue(source, className) ?? '', decodedValue(source, id) ?? '');
  if (memo.size < MAX_MEMO) memo.set(written, found);
  return found;
}

const rawValue = (source: string, attribute: Attribute | undefined) =>
  attribute ? source.slice(attribute.start, attribute.end) : '';

/** Whether the text attributes of a tag are read: not where translation is off, but on a `<code>` or `<textarea>` itself. */
export function readsAttributes(
  source: string,
  tag: OpenTag,
  { kind, kept }: ElementNode,
  parent: ElementNode,
): boolean {
  if (kind.invisible) return false;
  return !kept || (kind.opaque && !parent.kept && !refuses(source, tag));
}

/** `translate="no"` or its older form, the class `notranslate`. */
function refuses(source: string, tag: OpenTag): boolean {
  if (attributeValue(source, tag, 'translate')?.toLowerCase() === 'no') return true;
  return classWords(attributeValue(source, tag, 'class') ?? '', '').refuses;
}

/** Whether a tag opens a script of JSON-LD. */
export function isJsonLd(source: string, tag: OpenTag): boolean {
  if (tag.name !== 'script') return false;
  return /^application\/ld\+json\s*(?:;|$)/i.test(attributeValue(source, tag, 'type')?.trim() ?? '');
}

/** Elements that are kept by their nature and yet heed `translate="yes"`. */
const REOPENED = new Set(['code', 'kbd', 'samp', 'var', 'pre']);

/** Whether the content of an element is left alone, given its `translate` attribute and whether its class refuses. */
function isKept(
  wish: string | undefined,
  refused: boolean,
  { name, opaque }: ElementKind,
  parent: ElementNode,
): boolean {
  if (refused || wish === 'no') return true;
  const asked = wish === 'yes' || wish === '';
  if (opaque && !(asked && REOPENED.has(name))) return true;
  if (!parent.kept) return false;
  return !asked || parent.depth >= MAX_DEPTH || isInvisible(parent);
}

function isInvisible(element: ElementNode): boolean {
  for (let node: ElementNode | undefined = element; node; node = node.parent)
    if (node.kind.invisible) return true;
  return false;
}
