/**
 * What the XML formats have in common: declarations of language, and elements that hold a field.
 * @module
 */
import { type LanguageCode, parseLanguage } from '../language/codes.ts';
import type { DocumentBuilder } from './builder.ts';
import type { SourceRange } from './document.ts';
import type { LanguageScope, LanguageSlot } from './language-scopes.ts';
import { type Layer, sliceLayer } from './layer.ts';
import { cdataLayer, xmlTextLayer } from './notation.ts';
import { attributesOf, type XmlStart, type XmlToken } from './xml.ts';

/** The attribute of a start tag that states a language, with what it states. */
export function languageAttribute(
  source: string,
  tag: XmlStart,
  names: readonly string[],
): { readonly range: SourceRange; readonly language: LanguageCode | undefined } | undefined {
  if (!source.slice(tag.nameEnd, tag.end).includes('lang')) return undefined;
  const found = attributesOf(source, tag).find(({ qualified }) => names.includes(qualified));
  return found && { range: found, language: parseLanguage(source.slice(found.start, found.end)) };
}

/**
 * The scope of an element whose language an attribute states.
 * @param names of the attribute; the first is the one to insert where there is none
 * @returns `undefined` for an element that states none, unless it is the document
 */
export function elementScope(
  builder: DocumentBuilder,
  tag: XmlStart,
  names: readonly [string, ...string[]],
  { kind, parent }: Pick<LanguageScope, 'kind' | 'parent'>,
): number | undefined {
  const { root } = builder;
  const stated = languageAttribute(root.source, tag, names);
  if (!stated && kind !== 'document') return undefined;
  const slot: LanguageSlot = stated
    ? { kind: 'language', layer: root, source: stated.range, parts: [{ value: 'to' }] }
    : {
        kind: 'language',
        layer: root,
        source: { start: tag.nameEnd, end: tag.nameEnd },
        parts: [` ${names[0]}="`, { value: 'to' }, '"'],
      };
  return builder.addScope({
    kind,
    slots: () => [slot],
    parent,
    declared: stated?.language,
  });
}

/** The content of an element while it is read. */
export class XmlContent {
  readonly #chunks: (SourceRange & { readonly kind: 'text' | 'cdata' })[] = [];
  /** Whether there are elements in it. */
  #hasElements = false;

  constructor(readonly start: number) {}

  take(token: XmlToken): void {
    if (token.kind === 'start') this.#hasElements = true;
    else if (token.kind === 'text' || token.kind === 'cdata') this.#chunks.push(token);
  }

  /**
   * The content as text. One that is put together from several notations (CDATA beside text) or holds elements is none:
   * a sentence might reach across.
   */
  text(builder: DocumentBuilder): Layer | undefined {
    const { root } = builder;
    const chunks = this.#chunks.filter(({ start, end }) => /[^ \t\r\n]/.test(root.source.slice(start, end)));
    const [chunk] = chunks;
    if (this.#hasElements || !chunk || chunks.length > 1) return undefined;
    return chunk.kind === 'cdata' ? cdataLayer(root, chunk) : xmlTextLayer(root, chunk);
  }

  /** The range of the content, if it is nothing but a word as it stands. */
  range(source: string): SourceRange | undefined {
    const [chunk] = this.#chunks;
    if (this.#hasElements || this.#chunks.length !== 1 || !chunk) return undefined;
    const text = source.slice(chunk.start, chunk.end);
    const word = text.trim();
    if (!/^[\w-]+$/.test(word)) return undefined;
    const start = chunk.start + text.indexOf(word);
    return { start, end: start + word.length };
  }

  /** The content as it stands, elements and all. */
  markup(builder: DocumentBuilder, end: number): Layer {
    return sliceLayer(builder.root, { start: this.start, end });
  }
}
