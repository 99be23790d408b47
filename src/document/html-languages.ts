/**
 * Language scopes of HTML: the page, elements that declare a language, and blocks, which can be made to.
 * @module
 */
import type { DocumentBuilder } from './builder.ts';
import { isInline } from './html-elements.ts';
import { type ElementNode, MAX_DEPTH } from './html-stack.ts';
import { declaredLanguage } from './html-tags.ts';
import type { Attribute, OpenTag } from './html-tokens.ts';
import type { LanguageSlot, SlotPart } from './language-scopes.ts';
import type { Layer } from './layer.ts';

const LANGUAGE: SlotPart = { value: 'to' };
const DIRECTION: SlotPart = { value: 'direction' };

/** The scope of an element, made if there is none yet, with those of the elements around it. */
export function scopeOf(builder: DocumentBuilder, layer: Layer, element: ElementNode): number | undefined {
  const path: ElementNode[] = [];
  let node: ElementNode | undefined = element;
  for (; node && node.scope === undefined && node.tag; node = node.parent) path.push(node);
  let scope = node?.scope ?? undefined;
  for (const inner of path.reverse()) {
    const tag = inner.tag as OpenTag;
    const declared = declaredLanguage(layer.source, tag);
    const kind = inner.name === 'html' ? 'document' : declared === undefined ? 'block' : 'element';
    // Deep down and in lines, only what declares a language is a scope.
    if (kind !== 'block' || !(isInline(inner.name) || inner.depth > MAX_DEPTH)) {
      scope = builder.addScope({
        kind,
        slots: () => languageSlots(layer, tag),
        parent: scope,
        declared,
      });
    }
    inner.scope = scope ?? null;
  }
  return scope;
}

/** Whether a tag declares a language for its element. */
export function declaresLanguage(source: string, tag: OpenTag): boolean {
  return declaredLanguage(source, tag) !== undefined;
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
        ? { kind: 'language', layer, source: lang.value, parts: valueParts(lang, LANGUAGE) }
        : { kind: 'language', layer, source: insertAt, parts: [' lang="', LANGUAGE, '"'] },
    );
  }
  if (xmlLang)
    slots.push({ kind: 'language', layer, source: xmlLang.value, parts: valueParts(xmlLang, LANGUAGE) });
  slots.push(
    dir
      ? { kind: 'direction', layer, source: dir.value, parts: valueParts(dir, DIRECTION) }
      : { kind: 'direction', layer, source: insertAt, parts: [' dir="', DIRECTION, '"'] },
  );
  return slots;
}

/** A value with what an attribute without one lacks. */
function valueParts({ quote }: Attribute, value: SlotPart): SlotPart[] {
  return quote === 'none' ? ['="', value, '"'] : [value];
}

/** The place of a language in `<meta http-equiv="content-language">`; none for a list of languages. */
export function metaLanguageSlot(layer: Layer, tag: OpenTag): LanguageSlot | undefined {
  const content = tag.attributes.find(({ name }) => name === 'content');
  if (!content || layer.source.slice(content.value.start, content.value.end).includes(',')) return undefined;
  return { kind: 'language', layer, source: content.value, parts: valueParts(content, LANGUAGE) };
}
