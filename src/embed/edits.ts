/**
 * Changes to a page that can be taken back. Text nodes and attributes are edited in place; elements stay the same ones, and move
 * only where a translation has them in another order.
 * @module
 */
import { type Layout, TEXT_ATTRIBUTES } from './layout.ts';
import { textOf } from './markup.ts';
import type { Rendition } from './rendition.ts';

/** Takes a change back, as far as the page has not changed the same thing since. */
export type Undo = () => void;

/** Puts a rendition in the place of a unit's source. @returns `undefined` if nothing had to be changed, or nothing may be. */
export function applyRendition(layout: Layout, rendition: Rendition, language: string): Undo | undefined {
  if (!canMove(layout, rendition)) return undefined;
  const undos: Undo[] = [];
  edit(layout, rendition, undos);
  if (undos.length === 0) return undefined;
  markLanguage(layout, language, undos);
  return () => {
    for (const undo of undos.reverse()) undo();
  };
}

function edit(layout: Layout, rendition: Rendition, undos: Undo[]): void {
  const { element, gaps, parts } = layout;
  editWords(element, rendition, undos);
  for (const { place, rendition: inner } of rendition.parts) {
    const part = parts[place];
    if (part?.kind === 'inline') edit(part.layout, inner, undos);
    else if (part?.kind === 'opaque') editWords(part.element, inner, undos);
  }
  rendition.gaps.forEach((text, i) => {
    const gap = gaps[i] ?? [];
    if (textOf(gap) === text) return;
    const first = gap.find(({ data }) => data.trim() !== '') ?? gap[0];
    if (!first) insertText(element, parts[i]?.element, text, undos);
    else for (const node of gap) setText(node, node === first ? text : '', undos);
  });
  reorder(layout, rendition, undos);
}

function setText(node: Text, text: string, undos: Undo[]): void {
  const source = node.data;
  if (source === text) return;
  node.data = text;
  undos.push(() => {
    if (node.data === text) node.data = source;
  });
}

function insertText(parent: Element, before: Element | undefined, text: string, undos: Undo[]): void {
  const node = document.createTextNode(text);
  parent.insertBefore(node, before ?? null);
  undos.push(() => node.remove());
}

function editWords(element: Element, { attributes }: Rendition, undos: Undo[]): void {
  for (const name of TEXT_ATTRIBUTES) {
    const value = attributes.get(name);
    if (value !== undefined && element.hasAttribute(name)) setAttribute(element, name, value, undos);
  }
}

function setAttribute(element: Element, name: string, value: string, undos: Undo[]): void {
  const source = element.getAttribute(name);
  if (source === value) return;
  element.setAttribute(name, value);
  undos.push(() => {
    if (element.getAttribute(name) !== value) return;
    if (source === null) element.removeAttribute(name);
    else element.setAttribute(name, source);
  });
}

/** States the language of what has changed; of a unit with other blocks in it, that of its inline elements alone. */
function markLanguage({ element, parts }: Layout, language: string, undos: Undo[]): void {
  const inline = parts.flatMap((part) => (part.kind === 'inline' ? part.element : []));
  const marked = parts.some(({ kind }) => kind === 'block') ? inline : [element];
  for (const one of marked) {
    if (sameLanguage(one.closest('[lang]')?.getAttribute('lang'), language)) continue;
    setAttribute(one, 'lang', language, undos);
    const direction = directionOf(language);
    if (getComputedStyle(one).direction !== direction) setAttribute(one, 'dir', direction, undos);
  }
}

function sameLanguage(stated: string | null | undefined, language: string): boolean {
  return stated?.toLowerCase().split('-')[0] === language;
}

function directionOf(language: string): string {
  return /^(?:ar|dv|fa|he|ps|sd|ug|ur|yi)$/.test(language) ? 'rtl' : 'ltr';
}

/** What is better not moved: it would load anew, or lose what people are at. */
const STUCK = 'iframe,video,audio,object,embed,canvas';

function canMove({ parts }: Layout, rendition: Rendition): boolean {
  return rendition.parts.every(({ place, rendition: inner }, i) => {
    const part = parts[place];
    if (!part) return false;
    const { element, kind } = part;
    const held =
      element.matches(STUCK) || element.querySelector(STUCK) || element.contains(document.activeElement);
    if (place !== i && (kind === 'block' || held)) return false;
    return part.kind !== 'inline' || canMove(part.layout, inner);
  });
}

/** Brings the parts into the order of the translation, each into a place that another one had. */
function reorder({ element, parts }: Layout, rendition: Rendition, undos: Undo[]): void {
  const before = parts.map((part) => part.element);
  const after = rendition.parts.map(({ place }) => before[place] as Element);
  if (after.every((one, i) => one === before[i])) return;
  exchange(element, before, after);
  undos.push(() => exchange(element, after, before));
}

/** Puts `after[i]` where `before[i]` stands, as long as all of them are children of one element still. */
function exchange(parent: Element, before: readonly Element[], after: readonly Element[]): void {
  if (!before.every((one) => one.parentNode === parent)) return;
  const moved = before.flatMap((one, i) => (one === after[i] ? [] : [{ one, next: after[i] as Element }]));
  const places = moved.map(({ one }) => {
    const place = document.createComment('');
    one.before(place);
    return place;
  });
  moved.forEach(({ next }, i) => {
    places[i]?.replaceWith(next);
  });
}
