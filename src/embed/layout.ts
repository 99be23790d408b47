/**
 * The text of a page as the embed sees it: units, and what stands inside of each.
 *
 * A unit is an element with text of its own: a paragraph, a heading, a link that is laid out as a box. Its layout is the tree of
 * its inline elements, with the text nodes in the gaps between them. Blocks inside of it are units of their own.
 * @module
 */
import { isInline } from '../document/html-elements.ts';

/** Attributes that are text for readers. */
export const TEXT_ATTRIBUTES = ['title', 'alt', 'placeholder', 'aria-label'] as const;

/**
 * What is never read or sent: code, what people type in, what is marked as not to be translated, ligatures that are icons, and
 * this element itself.
 */
const OPAQUE =
  'script,style,noscript,template,textarea,select,code,pre,kbd,samp,var,svg,math,object,iframe,canvas,audio,video,img,input,br,wbr,hr,embed,' +
  '[translate="no"],.notranslate,[contenteditable]:not([contenteditable="false"]),[class*="material-icons"],[class*="material-symbols"],newsglot-switch';
/** Opaque elements whose text attributes are the page's own words. */
const LABELLED = 'img,input';

/** An element of a unit, the unit itself or inline inside of it. */
export interface Layout {
  readonly element: Element;
  /** Text nodes before, between and behind the parts: one more than there are parts. */
  readonly gaps: readonly (readonly Text[])[];
  readonly parts: readonly Part[];
}

/** What stands between two gaps. */
export type Part =
  | { readonly kind: 'inline'; readonly element: Element; readonly layout: Layout }
  /** Left alone, its text attributes perhaps excepted. */
  | { readonly kind: 'opaque'; readonly element: Element }
  /** Ends a run of text. */
  | { readonly kind: 'block'; readonly element: Element };

/** Whether an element and all inside of it is left alone. */
export function isOpaque(element: Element): boolean {
  return element.matches(OPAQUE);
}

/** Whether a node lies in something that is left alone. */
export function isInsideOpaque(node: Node): boolean {
  return (node instanceof Element ? node : node.parentElement)?.closest(OPAQUE) != null;
}

/** Whether an element ends the run of text around it: by its nature, or because the page lays it out as a box. */
export function isBlock(element: Element): boolean {
  return (
    !isInline(element.localName) || !/^(?:inline|contents|ruby|none)/.test(getComputedStyle(element).display)
  );
}

/** The unit that an element's text belongs to: the nearest block around it. */
export function unitOf(element: Element): Element {
  let unit = element;
  while (!isBlock(unit) && unit.parentElement) unit = unit.parentElement;
  return unit;
}

/** The text attributes of an element that are the page's own words. */
export function textAttributes(element: Element): { readonly name: string; readonly value: string }[] {
  if (isOpaque(element) && !isLabelled(element)) return [];
  return TEXT_ATTRIBUTES.flatMap((name) => {
    const value = element.getAttribute(name);
    return value !== null && hasWords(value) ? [{ name, value }] : [];
  });
}

function isLabelled(element: Element): boolean {
  return element.matches(LABELLED) && !element.matches('[translate="no"],.notranslate');
}

/** The units in a part of a page, in document order. */
export function findUnits(root: Element): Set<Element> {
  const units = new Set<Element>();
  if (root.parentElement && isInsideOpaque(root.parentElement)) return units;
  const visit = (element: Element, unit: Element) => {
    const opaque = isOpaque(element);
    const own = !opaque && isBlock(element) ? element : unit;
    if (textAttributes(element).length > 0) units.add(own);
    if (opaque) return;
    for (const child of element.childNodes) {
      if (child instanceof Element) visit(child, own);
      else if (child instanceof Text && hasWords(child.data)) units.add(own);
    }
  };
  visit(root, root.parentElement ? unitOf(root.parentElement) : root);
  return units;
}

/** Whether only parts of a table can stand in an element: markup between them would be moved out of it. */
export function isTabular(element: Element): boolean {
  return element.matches('table,thead,tbody,tfoot,tr,colgroup');
}

/** Reads the layout of a unit. */
export function layoutOf(element: Element): Layout {
  const gaps: Text[][] = [[]];
  const parts: Part[] = [];
  if (isTabular(element)) return { element, gaps, parts };
  for (const child of element.childNodes) {
    if (child instanceof Text) gaps.at(-1)?.push(child);
    else if (child instanceof Element) {
      parts.push(partOf(child));
      gaps.push([]);
    }
  }
  return { element, gaps, parts };
}

function partOf(element: Element): Part {
  if (isOpaque(element))
    return { kind: isBlock(element) && !isLabelled(element) ? 'block' : 'opaque', element };
  if (isBlock(element)) return { kind: 'block', element };
  return { kind: 'inline', element, layout: layoutOf(element) };
}

/** Whether a unit has words of its own. */
export function hasOwnWords({ element, gaps, parts }: Layout): boolean {
  return (
    textAttributes(element).length > 0 ||
    gaps.some((gap) => gap.some(({ data }) => hasWords(data))) ||
    parts.some((part) =>
      part.kind === 'inline'
        ? hasOwnWords(part.layout)
        : part.kind === 'opaque' && textAttributes(part.element).length > 0,
    )
  );
}

/** Whether there is anything to translate. */
function hasWords(text: string): boolean {
  return /\p{L}{2}/u.test(text);
}
