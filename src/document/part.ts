/**
 * Texts that are fields of a larger document: a line, plain text, or HTML.
 * @module
 */
import type { DocumentBuilder, PartContext } from './builder.ts';
import type { Role } from './document.ts';
import { readHtml } from './html.ts';
import type { Layer } from './layer.ts';
import { MappedText } from './mapped-text.ts';
import type { Zone } from './roles.ts';
import { readText } from './text.ts';

/** What a field holds. `line`: one line; `text`: plain text; `html`; `any`: HTML if it looks like it, else a line. */
export type PartKind = 'line' | 'text' | 'html' | 'any';

/** A field and where it stands. */
export interface Part extends PartContext {
  readonly kind: PartKind;
  readonly role: Role;
}

const ZONES: Readonly<Record<Role, Zone>> = {
  headline: 'headline',
  byline: 'byline',
  caption: 'caption',
  chrome: 'chrome',
  body: 'content',
  other: 'content',
};

/** Reads a field. @throws as {@link readHtml} does */
export function readPart(builder: DocumentBuilder, layer: Layer, part: Part): void {
  const kind = part.kind === 'any' ? (looksLikeHtml(layer.source) ? 'html' : 'line') : part.kind;
  if (kind === 'html') readHtml(builder, layer, { ...part, zone: ZONES[part.role] });
  else if (kind === 'text') readText(builder, layer, part);
  else readLine(builder, layer, part);
}

/** Whether a text that may be HTML is: it holds a tag, a comment or a reference. */
export function looksLikeHtml(text: string): boolean {
  return /<(?:[a-z][^<>]*|\/[a-z][^<>]*|!--[\s\S]*?--)>|&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,31}\d{0,2});/i.test(
    text,
  );
}

/** A part of a layer as one block. */
export function readLine(
  builder: DocumentBuilder,
  layer: Layer,
  { path, role, declared, scope }: Omit<Part, 'kind'>,
  { start, end } = { start: 0, end: layer.source.length },
): void {
  const mapped = new MappedText();
  mapped.pushRange(layer.source, start, end);
  const content = mapped.finish();
  if (content.text === '') return;
  builder.add({
    path,
    role,
    layer,
    scope,
    declared,
    ...content,
    marks: [],
    escaping: 'none',
  });
}
