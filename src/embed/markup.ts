/**
 * Units of a page as a document for the service: their text and inline elements, in the elements around them. Nothing else of
 * the page is in it; of attributes there are those that are text, `lang`, and `class` and `role`, which say what a part of a page
 * is for.
 * @module
 */
import { isInline, isObjectOfText } from '../document/html-elements.ts';
import { isBlock, isTabular, type Layout, type Part, textAttributes } from './layout.ts';

/** By these the answer is read: a unit has its number in the document, a part its place in the layout that it belongs to. */
export const UNIT = 'data-u';
export const PART = 'data-p';

/** Longest value of an attribute that says what an element is for. */
const MAX_HINT = 200;

/** Writes a block that stands in another; `''` for one of which nothing is sent. */
type WriteBlock = (element: Element, number: string) => string;

/** The document that units of one page make; their numbers are their places in the list. */
export function documentOf(layouts: readonly Layout[]): string {
  const sent = new Map(layouts.map((layout, index) => [layout.element, { layout, index }]));
  const around = new Set<Element>();
  for (const { element } of layouts) {
    for (let up = element.parentElement; up && !around.has(up); up = up.parentElement) around.add(up);
  }
  const write = (element: Element, number: string): string => {
    const found = sent.get(element);
    if (!found && !around.has(element)) return '';
    const own = found ? contentOf(found.layout, write) : '';
    const others =
      found && !isTabular(element) ? '' : Array.from(element.children, (one) => write(one, '')).join('');
    return enclose(element, own + others, { number, unit: found ? ` ${UNIT}="${found.index}"` : '' });
  };
  return `<!DOCTYPE html>${write(document.documentElement, '')}`;
}

/** A unit by itself. Two that are the same here have the same translation, as far as their own words tell. */
export function unitMarkup(layout: Layout): string {
  return enclose(
    layout.element,
    contentOf(layout, () => ''),
    { number: '', unit: '' },
  );
}

/** The text that stands in a gap. */
export function textOf(gap: readonly Text[]): string {
  return gap.map(({ data }) => data).join('');
}

function contentOf({ gaps, parts }: Layout, write: WriteBlock): string {
  const pieces = gaps.map((gap, i) => {
    const part = parts[i];
    return escapeText(textOf(gap)) + (part ? partMarkup(part, ` ${PART}="${i}"`, write) : '');
  });
  return pieces.join('');
}

function partMarkup(part: Part, number: string, write: WriteBlock): string {
  const { element } = part;
  switch (part.kind) {
    case 'block':
      return write(element, number) || `<div${number}></div>`;
    case 'opaque':
      if (element.localName === 'br') return `<br${number}>`;
      // What stands for words of the sentence does so without telling them.
      return isObjectOfText(element.localName) ? `<code${number}></code>` : `<img${number}${words(element)}>`;
    case 'inline': {
      const name = nameOf(element, 'span');
      return `<${name}${number}${attributes(element)}>${contentOf(part.layout, write)}</${name}>`;
    }
  }
}

/** A block around its content. What is inline by name gets a box around it that says that it is none. */
function enclose(
  element: Element,
  content: string,
  { number, unit }: { number: string; unit: string },
): string {
  const boxed = isInline(element.localName) && isBlock(element);
  // A paragraph that scripts have put blocks into would end where the first of them begins.
  const parted = element.localName === 'p' && BLOCK_TAG.test(content);
  const name = parted ? 'div' : nameOf(element, 'div');
  const written = `<${name}${unit}${boxed ? '' : number}${attributes(element)}>${content}</${name}>`;
  return boxed ? `<div${number}>${written}</div>` : written;
}

const BLOCK_TAG =
  /<(?:address|article|aside|blockquote|d[dlt]|div|fieldset|fig|footer|form|h[1-6]|header|li|main|nav|ol|p\b|section|table|ul)/;

/** The name of an element; a custom one means nothing to others. */
function nameOf({ localName }: Element, otherwise: string): string {
  return /^[a-z][a-z0-9]*$/.test(localName) ? localName : otherwise;
}

function attributes(element: Element): string {
  const hints = ['lang', 'class', 'role'].map((name) => {
    const value = element.getAttribute(name);
    return value ? ` ${name}="${escapeText(value.slice(0, MAX_HINT))}"` : '';
  });
  return hints.join('') + words(element);
}

function words(element: Element): string {
  return textAttributes(element)
    .map(({ name, value }) => ` ${name}="${escapeText(value)}"`)
    .join('');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"\r]/g, (sign) => ESCAPES[sign] as string);
}
