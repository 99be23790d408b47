/**
 * A unit as the service gave it back, in plain data: what stands in its gaps, and in which order its parts come.
 * @module
 */
import type { Layout } from './layout.ts';
import { PART, UNIT } from './markup.ts';

/** What an element of a unit becomes. */
export interface Rendition {
  /** Text attributes by name. */
  readonly attributes: ReadonlyMap<string, string>;
  /** One more than there are parts. */
  readonly gaps: readonly string[];
  /** In the order of the translation; `place` is where the part stands in the layout. */
  readonly parts: readonly { readonly place: number; readonly rendition: Rendition }[];
}

/** The renditions of an answer, by the numbers of their units; those whose parts do not fit their layouts are left out. */
export function readAnswer(html: string, layouts: readonly Layout[]): Map<Layout, Rendition> {
  const answer = new DOMParser().parseFromString(trusted(html), 'text/html');
  const found = new Map<Layout, Rendition>();
  for (const element of answer.querySelectorAll(`[${UNIT}]`)) {
    const layout = layouts[Number(element.getAttribute(UNIT))];
    const rendition = layout && renditionOf(element, layout);
    if (layout && rendition) found.set(layout, rendition);
  }
  return found;
}

/** @returns `undefined` if a part is missing, there twice, or somewhere else. */
function renditionOf(element: Element, layout: Layout | undefined): Rendition | undefined {
  const gaps = [''];
  const parts: Rendition['parts'][number][] = [];
  const attributes = new Map(Array.from(element.attributes, ({ name, value }) => [name, value]));
  if (!layout || layout.parts.length === 0) {
    // Below a table, or in a part that is left alone, whatever stands there is not the unit's.
    const own = layout?.gaps[0]?.length ? (element.textContent ?? '') : '';
    return { attributes, gaps: [own], parts };
  }
  const places = new Set<number>();
  for (const child of element.childNodes) {
    if (child instanceof Text) gaps[gaps.length - 1] += child.data;
    else if (child instanceof Element) {
      const place = Number(child.getAttribute(PART) ?? Number.NaN);
      const part = layout.parts[place];
      if (!part || places.has(place)) return undefined;
      places.add(place);
      const rendition = renditionOf(child, part.kind === 'inline' ? part.layout : undefined);
      if (!rendition) return undefined;
      parts.push({ place, rendition });
      gaps.push('');
    }
  }
  return places.size === layout.parts.length ? { attributes, gaps, parts } : undefined;
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): string };
}

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** For pages that require trusted types: what is parsed here is never put into the page. */
function trusted(html: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (!trustedTypes) return html;
  policy ??= trustedTypes.createPolicy('newsglot', { createHTML: (markup) => markup });
  return policy.createHTML(html);
}
