/**
 * NITF, the IPTC's news in XML: headlines, paragraphs, captions and the like, with enriched text in them.
 * @module
 * @see https://iptc.org/standards/nitf/
 */
import { DocumentBuilder } from './builder.ts';
import type { Document, ParseOptions, Role } from './document.ts';
import { assemble, type RunItem } from './html-run.ts';
import { decodeXmlInto } from './notation.ts';
import { unparseable } from './source-position.ts';
import { tokenizeXml, type XmlStart, type XmlToken } from './xml.ts';
import { elementScope } from './xml-part.ts';

/** Elements that hold a text of their own. */
const BLOCKS: Readonly<Record<string, Role>> = {
  hl1: 'headline',
  hl2: 'headline',
  abstract: 'body',
  p: 'body',
  caption: 'caption',
  'media-caption': 'caption',
  li: 'body',
  dt: 'body',
  dd: 'body',
  td: 'body',
  th: 'body',
  note: 'body',
};

/** Elements inside of a text. All others end it. */
const INLINE = new Set(
  'a alt-code chron city classifier copyrite.holder copyrite.year country em event function lang location money name.given name.family num object.title org person postaddr pronounce q region state strong sub sup sublocation virtloc'.split(
    ' ',
  ),
);

/** Elements whose content is left alone: names, administration, what is set as it stands. */
const KEPT = new Set(
  'head byline bylin dateline distributor copyrite media-reference media-metadata media-producer media-object pre credit rights series ednote'.split(
    ' ',
  ),
);

/**
 * Parses NITF. The language is stated by `lang` or `xml:lang` on the root or the body.
 * @throws NewsglotError `unparseable_document` with line and column; as {@link ParseOptions} says
 */
export function parseNitf(source: string, options: ParseOptions = {}): Document {
  const reader = new NitfReader(new DocumentBuilder(source, 'nitf', options));
  tokenizeXml(source, 'NITF', (token) => reader.take(token));
  return reader.finish();
}

/** An element while it is open. */
interface Open {
  readonly name: string;
  readonly path: string;
  readonly scope: number | undefined;
  readonly kept: boolean;
  /** Role of the text that stands in it; none outside of all blocks. */
  readonly role: Role | undefined;
  /** Whether it is inside of a text rather than around it. */
  readonly inline: boolean;
  readonly children: Map<string, number>;
  /** Item of its start tag in the run. */
  readonly item: number;
}

class NitfReader {
  readonly #open: Open[] = [];
  #run: RunItem[] = [];
  #hasText = false;
  #rootScope: number | undefined;

  constructor(private readonly builder: DocumentBuilder) {}

  take(token: XmlToken): void {
    if (token.kind !== 'text') this.builder.countMark();
    const top = this.#open.at(-1);
    if (token.kind === 'start') this.#start(token, top);
    else if (token.kind === 'end') this.#end(token);
    else if (top && !top.kept && top.role) {
      const { start, end } = token;
      if (token.kind === 'text') {
        this.#run.push({ kind: 'text', name: '', start, end });
        this.#hasText ||= /[^ \t\r\n]/.test(this.builder.root.source.slice(start, end));
      } else if (token.kind === 'other') this.#run.push({ kind: 'empty', name: '', start, end });
      // CDATA amid enriched text stays as it is.
      else this.#run.push({ kind: 'empty', name: '#cdata', start: start - 9, end: end + 3 });
    }
  }

  finish(): Document {
    return this.builder.finish(this.builder.declaredIn(this.#rootScope));
  }

  #start(tag: XmlStart, parent: Open | undefined): void {
    const { local: name } = tag.name;
    if (!parent && name !== 'nitf')
      throw unparseable('NITF', 'its first element is of another format', { line: 1, column: 1 });
    const inline = parent?.role !== undefined && INLINE.has(name);
    const kept = parent?.kept === true || KEPT.has(name);
    if (!inline && !parent?.kept) this.#flush();
    const index = (parent?.children.get(name) ?? 0) + 1;
    parent?.children.set(name, index);
    const step = index > 1 ? `${name}[${index}]` : name;
    const item =
      inline && !kept ? this.#run.push({ kind: 'open', name, start: tag.start, end: tag.end }) - 1 : -1;
    this.#open.push({
      name,
      path: parent ? `${parent.path}/${step}` : step,
      scope: this.#scopeOf(tag, parent),
      kept,
      role: Object.hasOwn(BLOCKS, name) ? BLOCKS[name] : parent?.role,
      inline,
      children: new Map(),
      item,
    });
  }

  #scopeOf(tag: XmlStart, parent: Open | undefined): number | undefined {
    if (!parent) {
      this.#rootScope = elementScope(this.builder, tag, ['lang', 'xml:lang'], { kind: 'document' });
      return this.#rootScope;
    }
    const { scope } = parent;
    return elementScope(this.builder, tag, ['lang', 'xml:lang'], { kind: 'element', parent: scope }) ?? scope;
  }

  #end({ start, end }: Extract<XmlToken, { kind: 'end' }>): void {
    const element = this.#open.at(-1) as Open;
    if (element.inline && element.item >= 0) {
      const at = this.#run.push({ kind: 'close', name: element.name, start, end, pair: element.item }) - 1;
      (this.#run[element.item] as RunItem).pair = at;
    } else if (!element.kept) this.#flush();
    this.#open.pop();
  }

  /** Turns the run into a block. */
  #flush(): void {
    const run = this.#run;
    const hasText = this.#hasText;
    this.#run = [];
    this.#hasText = false;
    // The innermost element around all of it.
    const place = this.#open.findLast(({ inline }) => !inline);
    if (!hasText || !place?.role) return;
    const { root } = this.builder;
    const content = assemble(root.source, run, 0, run.length, decodeXmlInto);
    const declared = this.builder.declaredIn(place.scope);
    if (!content) return;
    this.builder.add({
      path: place.path,
      role: place.role,
      layer: root,
      scope: place.scope,
      declared,
      ...content,
      escaping: 'markup',
    });
  }
}
