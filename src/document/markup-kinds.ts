/**
 * What the names of elements mean in a document whose sender says how its markup is to be read. Names in XML are anyone's:
 * an element that stands beside text somewhere is part of a sentence, another one is not, unless HTML has the name.
 * @module
 */
import type { MarkupOptions } from './document.ts';
import { type ElementKind, elementKind, isPhrasing } from './html-elements.ts';
import { tokenizeHtml } from './html-tokens.ts';
import { isBlankRange } from './mapped-text.ts';

/** The meaning of the names in a source, each found once. */
export function kindsIn(source: string, markup: MarkupOptions): (name: string) => ElementKind {
  const ignored = new Set(markup.ignored);
  const splitting = new Set(markup.splitting);
  const nonSplitting = new Set(markup.nonSplitting);
  const xml = markup.syntax === 'xml' ? kindsOfXml(source, markup.outline) : undefined;
  const kinds = new Map<string, ElementKind>();
  return (name) => {
    const known = kinds.get(name);
    if (known) return known;
    const usual = xml ? xml(name) : elementKind(name);
    const splits = splitting.has(name);
    const unsplit = !splits && (usual.unsplit || nonSplitting.has(name));
    const inline = unsplit || (usual.inline && !splits);
    const kind = { ...usual, inline, unsplit, ignored: ignored.has(name) };
    kinds.set(name, kind);
    return kind;
  };
}

/** What is true of all elements of well-formed XML. */
const XML = {
  opaque: false,
  empty: false,
  invisible: false,
  foreign: false,
  breakout: false,
  barrier: false,
  structural: false,
  ends: [],
} as const;

/** Kinds of elements by their place, or none that splits. What stands in a sentence is never a label there. */
function kindsOfXml(source: string, outline: MarkupOptions['outline']): (name: string) => ElementKind {
  const beside = outline === 'detected' ? namesBesideText(source) : undefined;
  return (name) => {
    const html = elementKind(name);
    const block = html.empty || html.ends.length > 0;
    const inline = !beside || isPhrasing(name) || (beside.has(name) && !block);
    return { ...html, ...XML, inline, unsplit: inline };
  };
}

/** What stands in an element, at its own level. */
interface Content {
  hasText: boolean;
  readonly names: Set<string>;
}

const emptyContent = (): Content => ({ hasText: false, names: new Set() });

/** Names of the elements of well-formed XML that have text for a sibling. */
function namesBesideText(source: string): ReadonlySet<string> {
  const found = new Set<string>();
  const outer: Content[] = [];
  let inner = emptyContent();
  const end = () => {
    if (inner.hasText) for (const name of inner.names) found.add(name);
  };
  tokenizeHtml(
    source,
    (token) => {
      if (token.kind === 'text') inner.hasText ||= !isBlankRange(source, token.start, token.end);
      else if (token.kind === 'open') {
        inner.names.add(token.name);
        if (token.selfClosing) return;
        outer.push(inner);
        inner = emptyContent();
      } else if (token.kind === 'close') {
        end();
        inner = outer.pop() ?? emptyContent();
      }
    },
    'xml',
  );
  end();
  return found;
}
