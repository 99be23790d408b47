/**
 * From a run of inline content to blocks of the document.
 * @module
 */
import type { DocumentBuilder, PartContext } from './builder.ts';
import { attributeText, textAttributes } from './html-attributes.ts';
import { cutLabels } from './html-labels.ts';
import { scopeOf } from './html-languages.ts';
import { assemble, type Run, type RunItem } from './html-run.ts';
import type { ElementNode } from './html-stack.ts';
import { readsAttributes } from './html-tags.ts';
import type { OpenTag } from './html-tokens.ts';
import type { Layer } from './layer.ts';
import { roleOf } from './roles.ts';

/** HTML that is being read: into what, where from, and what is around it. */
export interface HtmlPlace {
  readonly builder: DocumentBuilder;
  readonly layer: Layer;
  readonly context: PartContext;
}

/** Adds the texts of a run to the document, each label a block. */
export function addBlocks(place: HtmlPlace, run: Run): void {
  const { builder, layer } = place;
  for (const { from, to, holder, element } of cutLabels(layer.source, run.items, run.container)) {
    const content = assemble(layer.source, run.items, from, to);
    if (!content) continue;
    const around = holder ?? run.container;
    const scope = scopeOf(builder, layer, around);
    const innerScopes = scopesInside(place, run, from, to);
    builder.add({
      path: pathIn(place, (element ?? run.container.block).path),
      layer,
      role: roleOf({
        zone: around.zone,
        element: run.container.block.name,
        inLink: around.inLink,
        text: content.text,
      }),
      scope,
      innerScopes: innerScopes.length === 0 ? undefined : innerScopes,
      declared: around.declared,
      text: content.text,
      map: content.map,
      marks: content.marks,
      escaping: 'markup',
    });
  }
}

/** Adds the attributes of a tag that are text, each a block. */
export function addAttributes(
  place: HtmlPlace,
  tag: OpenTag,
  { node, parent }: { readonly node: ElementNode; readonly parent: ElementNode },
): void {
  const { builder, layer } = place;
  const { source } = layer;
  if (!readsAttributes(source, tag, node, parent)) return;
  for (const { attribute, role } of textAttributes(source, tag)) {
    const content = attributeText(source, attribute);
    if (!content) continue;
    const scope = scopeOf(builder, layer, node.declares ? node : parent);
    const { text, map, marks, escaping } = content;
    const path = pathIn(place, `${node.path}/@${attribute.name}`);
    builder.add({ path, role, layer, scope, declared: node.declared, text, map, marks, escaping });
  }
}

/** A path in the HTML as one in the document. */
export function pathIn({ context }: HtmlPlace, path: string): string {
  return context.path === '' ? path : path === '' ? context.path : `${context.path}/${path}`;
}

/** Scopes of the elements in a part of a run that declare a language. */
function scopesInside({ builder, layer }: HtmlPlace, { items }: Run, from: number, to: number): number[] {
  const scopes: number[] = [];
  for (let i = from; i < to; i++) {
    const { node } = items[i] as RunItem;
    if (!node?.declares) continue;
    const scope = scopeOf(builder, layer, node);
    if (scope !== undefined) scopes.push(scope);
  }
  return scopes;
}
