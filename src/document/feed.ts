/**
 * RSS 2.0, with its modules for content and media, and Atom.
 * @module
 * @see https://www.rssboard.org/rss-specification
 * @see https://www.rfc-editor.org/rfc/rfc4287
 * @see https://www.rssboard.org/media-rss
 */
import { parseLanguage } from '../language/codes.ts';
import { DocumentBuilder } from './builder.ts';
import type { Document, ParseOptions, Role } from './document.ts';
import type { Layer } from './layer.ts';
import { xmlAttributeLayer } from './notation.ts';
import { type Part, type PartKind, readPart } from './part.ts';
import { unparseable } from './source-position.ts';
import { attributesOf, tokenizeXml, type XmlName, type XmlStart, type XmlToken } from './xml.ts';
import { elementScope, languageAttribute, XmlContent } from './xml-part.ts';

const ATOM = 'http://www.w3.org/2005/Atom';
const CONTENT = 'http://purl.org/rss/1.0/modules/content/';
const MEDIA = /^https?:\/\/(?:search\.yahoo\.com\/mrss|www\.rssboard\.org\/media-rss)\/?$/;
const ITUNES = 'http://www.itunes.com/dtds/podcast-1.0.dtd';

interface Field {
  readonly role: Role;
  readonly kind: PartKind;
}

const HEADLINE: Field = { role: 'headline', kind: 'any' };
const BODY: Field = { role: 'body', kind: 'any' };
const LABEL: Field = { role: 'chrome', kind: 'any' };
const CAPTION: Field = { role: 'caption', kind: 'any' };

const RSS_FIELDS: Readonly<Record<string, Field>> = { title: HEADLINE, description: BODY, category: LABEL };
const MEDIA_FIELDS: Readonly<Record<string, Field>> = {
  title: CAPTION,
  description: CAPTION,
  text: CAPTION,
  keywords: LABEL,
};
const ITUNES_FIELDS: Readonly<Record<string, Field>> = { subtitle: HEADLINE, summary: BODY, title: HEADLINE };
const ATOM_FIELDS: Readonly<Record<string, Field>> = {
  title: HEADLINE,
  subtitle: BODY,
  summary: BODY,
  content: BODY,
};

/** The field that an element is, by its namespace. `rss` is the namespace of RSS itself, mostly none. */
function fieldOf({ namespace, local }: XmlName, rss: string | undefined): Field | undefined {
  const own = (fields: Readonly<Record<string, Field>>) =>
    Object.hasOwn(fields, local) ? fields[local] : undefined;
  if (namespace === rss) return own(RSS_FIELDS);
  if (namespace === ATOM) return own(ATOM_FIELDS);
  if (namespace === CONTENT) return local === 'encoded' ? { role: 'body', kind: 'html' } : undefined;
  if (namespace === ITUNES) return own(ITUNES_FIELDS);
  return MEDIA.test(namespace) ? own(MEDIA_FIELDS) : undefined;
}

/** Parses RSS 2.0. @throws NewsglotError `unparseable_document` with line and column; as {@link ParseOptions} says */
export function parseRss(source: string, options: ParseOptions = {}): Document {
  return new FeedReader(new DocumentBuilder(source, 'rss', options)).read('RSS', ['rss']);
}

/** Parses Atom. @throws NewsglotError `unparseable_document` with line and column; as {@link ParseOptions} says */
export function parseAtom(source: string, options: ParseOptions = {}): Document {
  return new FeedReader(new DocumentBuilder(source, 'atom', options)).read('Atom', ['feed', 'entry']);
}

/** An element while it is open. */
interface Open {
  readonly tag: XmlStart;
  readonly path: string;
  readonly scope: number | undefined;
  /** How often a child of each name has come. */
  readonly children: Map<string, number>;
}

/** A field while it is read; nothing inside of it is read by itself. */
interface OpenField {
  readonly field: Field;
  readonly depth: number;
  readonly content: XmlContent;
}

class FeedReader {
  readonly #open: Open[] = [];
  #field: OpenField | undefined;
  /** The namespace of RSS in this document; `undefined` in Atom. */
  #rss: string | undefined;
  /** Scope of the feed, once there is one. */
  #feedScope: number | undefined;
  /** Where a channel could state its language, and whether it does. */
  #channel: { statesLanguage: boolean; titleEnd: number; indent: string } | undefined;

  constructor(private readonly builder: DocumentBuilder) {}

  read(format: string, roots: readonly string[]): Document {
    tokenizeXml(this.builder.root.source, format, (token) => {
      if (this.#open.length === 0 && token.kind === 'start') {
        const { local, namespace } = token.name;
        const atom = format === 'Atom';
        if (!roots.includes(local) || (atom && namespace !== ATOM))
          throw unparseable(format, 'its first element is of another format', { line: 1, column: 1 });
        if (!atom) this.#rss = namespace;
      }
      this.#take(token);
    });
    return this.builder.finish(this.builder.declaredIn(this.#feedScope));
  }

  #take(token: XmlToken): void {
    if (token.kind === 'end') this.#end(token);
    else this.#field?.content.take(token);
    if (token.kind === 'start') this.#start(token);
  }

  #start(tag: XmlStart): void {
    const parent = this.#open.at(-1);
    const { qualified, namespace, local } = tag.name;
    const index = (parent?.children.get(qualified) ?? 0) + 1;
    parent?.children.set(qualified, index);
    const step = index > 1 ? `${qualified}[${index}]` : qualified;
    const path = parent ? `${parent.path}/${step}` : step;
    const scope = this.#scopeOf(tag, parent?.scope);
    this.#open.push({ tag, path, scope, children: new Map() });
    if (this.#field) return;
    const field = this.#isLanguage(tag.name) ? LABEL : fieldOf(tag.name, this.#rss);
    if (field) this.#field = { field, depth: this.#open.length, content: new XmlContent(tag.end) };
    if (namespace === ATOM && local === 'category') this.#readLabel(tag, path, scope);
  }

  /** `xml:lang` anywhere; in Atom the feed itself, in RSS its channel, is in a language whether it says so or not. */
  #scopeOf(tag: XmlStart, parent: number | undefined): number | undefined {
    const { namespace, local } = tag.name;
    const depth = this.#open.length;
    if (namespace === ATOM && depth === 0) {
      this.#feedScope = elementScope(this.builder, tag, ['xml:lang'], { kind: 'document' });
      return this.#feedScope;
    }
    if (namespace === this.#rss && local === 'channel' && depth === 1) {
      this.#feedScope = this.builder.addScope({ kind: 'document', slots: () => [] });
      this.#channel = { statesLanguage: false, titleEnd: tag.end, indent: '' };
      return this.#feedScope;
    }
    if (!languageAttribute(this.builder.root.source, tag, ['xml:lang'])) return parent;
    const kind = local === 'item' || local === 'entry' ? 'document' : 'element';
    return elementScope(this.builder, tag, ['xml:lang'], { kind, parent });
  }

  #isLanguage({ namespace, local }: XmlName): boolean {
    return namespace === this.#rss && local === 'language' && this.#open.length === 3;
  }

  #readLabel(tag: XmlStart, path: string, scope: number | undefined): void {
    const { root } = this.builder;
    const label = attributesOf(root.source, tag).find(({ qualified }) => qualified === 'label');
    if (!label) return;
    this.#readPart(xmlAttributeLayer(root, label), {
      kind: 'line',
      role: 'chrome',
      path: `${path}/@label`,
      scope,
    });
  }

  #end(token: Extract<XmlToken, { kind: 'end' }>): void {
    const depth = this.#open.length;
    const element = this.#open.pop() as Open;
    const { namespace, local } = token.name;
    if (this.#field?.depth === depth) {
      const { field, content } = this.#field;
      this.#field = undefined;
      if (namespace === this.#rss && local === 'language') this.#readLanguage(content);
      else this.#readField(element, field, content, token.start);
    }
    if (!this.#channel || namespace !== this.#rss) return;
    if (local === 'title' && depth === 3) {
      const { source } = this.builder.root;
      const { start } = element.tag;
      this.#channel.titleEnd = token.end;
      this.#channel.indent = /[ \t\r\n]*$/.exec(source.slice(Math.max(0, start - 200), start))?.[0] ?? '';
    } else if (local === 'channel' && depth === 2) this.#offerLanguage();
  }

  #readLanguage(content: XmlContent): void {
    const { root } = this.builder;
    const range = content.range(root.source);
    if (!range || this.#feedScope === undefined || !this.#channel || this.#channel.statesLanguage) return;
    this.#channel.statesLanguage = true;
    const declared = parseLanguage(root.source.slice(range.start, range.end));
    if (declared !== undefined) this.builder.declare(this.#feedScope, declared);
    this.builder.addSlot(this.#feedScope, {
      kind: 'language',
      layer: root,
      source: range,
      parts: [{ value: 'to' }],
    });
  }

  /** A channel without language gets one behind its title, indented alike. */
  #offerLanguage(): void {
    if (!this.#channel || this.#channel.statesLanguage || this.#feedScope === undefined) return;
    const { titleEnd, indent } = this.#channel;
    this.builder.addSlot(this.#feedScope, {
      kind: 'language',
      layer: this.builder.root,
      source: { start: titleEnd, end: titleEnd },
      parts: [`${indent}<language>`, { value: 'to' }, '</language>'],
    });
  }

  #readField({ tag, path, scope }: Open, field: Field, content: XmlContent, end: number): void {
    const { root } = this.builder;
    const type = attributesOf(root.source, tag).find(({ qualified }) => qualified === 'type');
    const written = type && root.source.slice(type.start, type.end).toLowerCase();
    if (written === 'xhtml' || written === 'application/xhtml+xml') {
      this.#readPart(content.markup(this.builder, end), { ...field, kind: 'html', path, scope });
      return;
    }
    const layer = content.text(this.builder);
    if (layer) this.#readPart(layer, { ...field, kind: kindOf(field, tag.name, written), path, scope });
  }

  #readPart(layer: Layer, part: Part): void {
    readPart(this.builder, layer, { ...part, declared: this.builder.declaredIn(part.scope) });
  }
}

/** What a field holds, by what its `type` says: Atom's text is plain unless it says otherwise. */
function kindOf(field: Field, { namespace }: XmlName, type: string | undefined): PartKind {
  if (type === 'html' || type === 'text/html') return 'html';
  if (namespace === ATOM || type === 'plain') return field.role === 'body' ? 'text' : 'line';
  return field.kind;
}
