/**
 * Attributes whose value is text for readers.
 * @module
 */
import type { Block, Escaping, Role } from './document.ts';
import { decodeInto, decodeValue } from './html-decode.ts';
import type { Attribute, OpenTag } from './html-tokens.ts';
import { MappedText } from './mapped-text.ts';

const TEXT_ATTRIBUTES = new Set(['title', 'alt', 'placeholder', 'aria-label']);
const META_HEADLINES = new Set(['og:title', 'twitter:title']);
const META_CAPTIONS = new Set(['og:image:alt', 'twitter:image:alt']);
const META_TEXTS = new Set([
  'description',
  'og:description',
  'twitter:description',
  ...META_HEADLINES,
  ...META_CAPTIONS,
]);
const BUTTON_TYPES = new Set(['submit', 'button', 'reset']);

/** An attribute that is text, with the role of its block. */
export interface TextAttribute {
  readonly attribute: Attribute;
  readonly role: Role;
}

/** The attributes of a tag that are text; of two with one name, a browser sees the first. */
export function textAttributes(source: string, tag: OpenTag): readonly TextAttribute[] {
  const value = (name: string) => {
    const found = tag.attributes.find((attribute) => attribute.name === name);
    return found ? decodeValue(source, found.start, found.end).trim().toLowerCase() : '';
  };
  if (tag.name === 'meta') {
    const name = [value('name'), value('property')].find((one) => META_TEXTS.has(one));
    if (name === undefined) return [];
    const role = META_HEADLINES.has(name) ? 'headline' : META_CAPTIONS.has(name) ? 'caption' : 'body';
    return first(tag, (one) => one === 'content').map((attribute) => ({ attribute, role }));
  }
  if (tag.name !== 'input' && !tag.attributes.some(({ name }) => TEXT_ATTRIBUTES.has(name))) return [];
  const isButton = tag.name === 'input' && BUTTON_TYPES.has(value('type'));
  const wanted = first(tag, (name) => TEXT_ATTRIBUTES.has(name) || (isButton && name === 'value'));
  return wanted.map((attribute) => ({ attribute, role: attribute.name === 'alt' ? 'caption' : 'chrome' }));
}

function first(tag: OpenTag, wanted: (name: string) => boolean): Attribute[] {
  return tag.attributes.filter(
    (attribute, i) =>
      wanted(attribute.name) && tag.attributes.findIndex(({ name }) => name === attribute.name) === i,
  );
}

const ESCAPING: Readonly<Record<Attribute['quote'], Escaping>> = {
  double: 'double-quoted',
  single: 'single-quoted',
  unquoted: 'unquoted',
  none: 'unquoted',
};

/** What a text attribute makes of a block; `undefined` for an empty one. */
export function attributeText(
  source: string,
  attribute: Attribute,
): Pick<Block, 'text' | 'map' | 'marks' | 'escaping'> | undefined {
  const mapped = new MappedText();
  decodeInto(mapped, source, attribute.start, attribute.end, 'attribute');
  const { text, map } = mapped.finish();
  return text === '' ? undefined : { text, map, marks: [], escaping: ESCAPING[attribute.quote] };
}
