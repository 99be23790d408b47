/**
 * Language scopes of HTML: the page, elements that declare a language, and blocks, which can be made to.
 * @module
 */

import type { LanguageCode } from '../language/codes.ts';
import type { DocumentBuilder } from './builder.ts';
import { type ElementNode, MAX_DEPTH } from './html-stack.ts';
import { declaredLanguage, metaLanguage } from './html-tags.ts';
import { type Attribute, type OpenTag, readTag } from './html-tokens.ts';
import type { LanguageScope, LanguageSlot, SlotPart } from './language-scopes.ts';
import type { Layer } from './layer.ts';

const LANGUAGE: SlotPart = { value: 'to' };
const DIRECTION: SlotPart = { value: 'direction' };

/** The scope of an element, made if there is none yet, with those of the elements around it. */
export function scopeOf(builder: DocumentBuilder, layer: Layer, element: ElementNode): number | undefined {
  if (element.scope !== undefined) return element.scope ?? undefined;
  const path: ElementNode[] = [];
  let node: ElementNode | undefined = element;
  for (; node?.parent && node.scope === undefined; node = node.parent) path.push(node);
  let scope = node?.scope ?? undefined;
  for (const inner of path.reverse()) {
    const { declares, start, end } = inner;
    const kind = isPage(inner) ? 'document' : declares ? 'element' : 'block';
    // Deep down and in lines, only what declares a language is a scope.
    if (kind !== 'block' || !(inner.kind.inline || inner.depth > MAX_DEPTH)) {
      const declared = declares ? inner.declared : undefined;
      scope = builder.addScope(new TagScope(kind, scope, declared, layer, start, end));
    }
    inner.scope = scope ?? null;
  }
  return scope;
}

/** Whether an element states the language of the page: `<html>`, or `<body>` where that tag is left out. */
export function isPage({ name, parent }: ElementNode): boolean {
  return name === 'html' || (name === 'body' && parent?.parent === undefined);
}

/** The scope of a start tag. A page has one for nearly every block, and few change: what the tag holds is read again then. */
class TagScope implements LanguageScope {
  constructor(
    readonly kind: LanguageScope['kind'],
    readonly parent: number | undefined,
    readonly declared: LanguageCode | undefined,
    private readonly layer: Layer,
    private readonly start: number,
    private readonly end: number,
  ) {}

  slots(): readonly LanguageSlot[] {
    const tag = readTag(this.layer.source, this.start, this.end);
    return tag ? languageSlots(this.layer, tag) : [];
  }
}

/** Where the language and the direction of an element are written, or would be, in its start tag. */
function languageSlots(layer: Layer, tag: OpenTag): LanguageSlot[] {
  const attribute = (name: string) => tag.attributes.find((one) => one.name === name);
  const insertAt = { start: tag.nameEnd, end: tag.nameEnd };
  const [lang, xmlLang, dir] = [attribute('lang'), attribute('xml:lang'), attribute('dir')];
  const slots: LanguageSlot[] = [];
  if (lang || !xmlLang) {
    slots.push(
      lang
        ? { kind: 'language', layer, source: rangeOf(lang), parts: valueParts(lang, LANGUAGE) }
        : { kind: 'language', layer, source: insertAt, parts: [' lang="', LANGUAGE, '"'] },
    );
  }
  if (xmlLang)
    slots.push({ kind: 'language', layer, source: rangeOf(xmlLang), parts: valueParts(xmlLang, LANGUAGE) });
  slots.push(
    dir
      ? { kind: 'direction', layer, source: rangeOf(dir), parts: valueParts(dir, DIRECTION) }
      : { kind: 'direction', layer, source: insertAt, parts: [' dir="', DIRECTION, '"'] },
  );
  return slots;
}

const rangeOf = ({ start, end }: Attribute) => ({ start, end });

/** A value with what an attribute without one lacks. */
function valueParts({ quote }: Attribute, value: SlotPart): SlotPart[] {
  return quote === 'none' ? ['="', value, '"'] : [value];
}

/** The place of a language in `<meta http-equiv="content-language">`; none for a list of languages. */
function metaLanguageSlot(layer: Layer, tag: OpenTag): LanguageSlot | undefined {
  const content = tag.attributes.find(({ name }) => name === 'content');
  if (!content || layer.source.slice(content.start, content.end).includes(',')) return undefined;
  return { kind: 'language', layer, source: rangeOf(content), parts: valueParts(content, LANGUAGE) };
}

/**
 * What a page declares of its own language, in `<html>`, in `<body>` where there is no such tag, or in a `<meta>` tag. A
 * fragment without any of them is declared to be in no language: where it goes, something around it says so.
 */
export class PageLanguage {
  #scope: number | undefined;
  #hasTag = false;
  #ofTag: LanguageCode | undefined;
  #ofMeta: LanguageCode | undefined;

  /** @param root stands for what is around the page */
  constructor(
    private readonly builder: DocumentBuilder,
    private readonly layer: Layer,
    private readonly root: ElementNode,
  ) {}

  /** What it is declared to be; its tag comes first. */
  get declared(): LanguageCode | undefined {
    return this.#ofTag ?? this.#ofMeta;
  }

  /** Takes the tag of an element that {@link isPage}; only the first counts. */
  readPageTag(tag: OpenTag, node: ElementNode): void {
    if (this.#hasTag) return;
    this.#hasTag = true;
    this.#scope ??= scopeOf(this.builder, this.layer, node);
    this.#ofTag = declaredLanguage(this.layer.source, tag);
  }

  /** Takes a `<meta>` tag. */
  readMetaTag(tag: OpenTag): void {
    const language = metaLanguage(this.layer.source, tag);
    if (language === undefined) return;
    this.#ofMeta ??= language;
    const slot = metaLanguageSlot(this.layer, tag);
    if (!slot) return;
    this.#scope ??= this.#withoutTag();
    this.builder.addSlot(this.#scope, slot);
  }

  /** The scope of a page that no tag stands for so far. */
  #withoutTag(): number {
    const { root } = this;
    root.scope = this.builder.addScope({
      kind: 'document',
      parent: root.scope ?? undefined,
      slots: () => [],
    });
    return root.scope;
  }
}
