/**
 * HTML as a flat sequence of tokens with exact source ranges. Every code unit of the source belongs to one token.
 * @module
 */
import { QuoteType, Tokenizer } from 'htmlparser2';
import type { MarkupOptions, SourceRange } from './document.ts';
import { FOREIGN_BREAKOUT } from './html-elements.ts';

/** An attribute of a start tag. */
export interface Attribute extends SourceRange {
  /** Lower-case. */
  readonly name: string;
  readonly quote: 'double' | 'single' | 'unquoted' | 'none';
  /** Where the value begins, without quotes; at the end of the name where there is none. */
  readonly start: number;
  /** Where the value ends; it may be empty. */
  readonly end: number;
}

/** A token of an HTML source. */
export type Token =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly start: number;
      readonly end: number;
      /** End of the tag's name, where an attribute could be inserted. */
      readonly nameEnd: number;
      readonly attributes: readonly Attribute[];
      readonly selfClosing: boolean;
    }
  | { readonly kind: 'close'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  /** Comments, declarations and what a browser drops. */
  | { readonly kind: 'comment'; readonly start: number; readonly end: number };

const QUOTES = {
  [QuoteType.NoValue]: 'none',
  [QuoteType.Unquoted]: 'unquoted',
  [QuoteType.Single]: 'single',
  [QuoteType.Double]: 'double',
} as const;

/** A start tag. */
export type OpenTag = Extract<Token, { kind: 'open' }>;

/** The start tag that stands at `[start, end)` of a source, read once more. */
export function readTag(source: string, start: number, end: number): OpenTag | undefined {
  let found: OpenTag | undefined;
  tokenizeHtml(source.slice(start, end), (token) => {
    if (token.kind === 'open') found ??= token;
  });
  return (
    found && {
      ...found,
      start,
      end,
      nameEnd: start + found.nameEnd,
      attributes: found.attributes.map((attribute) => ({
        ...attribute,
        start: start + attribute.start,
        end: start + attribute.end,
      })),
    }
  );
}

/** Attributes of one tag beyond this number are not looked at. */
const MAX_ATTRIBUTES = 256;

/**
 * Cuts an HTML source into tokens, in linear time, and hands them to `take` in source order. Never throws on bad markup.
 * @param syntax `xml`: names of elements are as they are written, and the content of every one is read
 */
export function tokenizeHtml(
  source: string,
  take: (token: Token) => void,
  syntax: MarkupOptions['syntax'] = 'html',
): void {
  const xmlMode = syntax === 'xml';
  const nameAt = (start: number, end: number) => {
    const written = source.slice(start, end);
    return xmlMode ? written : written.toLowerCase();
  };
  let cursor = 0;
  let textStart = -1;
  let foreign = 0;
  let name = '';
  let nameStart = 0;
  let nameEnd = 0;
  let attributes: Attribute[] = [];
  let attributeName = '';
  let valueStart = -1;
  let valueEnd = -1;

  const flushText = () => {
    if (textStart >= 0 && cursor > textStart) take({ kind: 'text', start: textStart, end: cursor });
    textStart = -1;
  };
  /** Takes what the tokenizer passed over without a word, such as `</>`. */
  const skipTo = (start: number) => {
    flushText();
    if (start > cursor) take({ kind: 'comment', start: cursor, end: start });
    cursor = Math.max(cursor, start);
  };
  const other = (_start: number, endIndex: number) => {
    const end = Math.min(endIndex + 1, source.length);
    flushText();
    if (end > cursor) take({ kind: 'comment', start: cursor, end });
    cursor = Math.max(cursor, end);
  };
  const endOpenTag = (endIndex: number, selfClosing: boolean) => {
    skipTo(nameStart - 1);
    if (name === 'svg' || name === 'math') foreign += selfClosing ? 0 : 1;
    else if (foreign > 0 && FOREIGN_BREAKOUT.has(name)) foreign = 0;
    take({ kind: 'open', name, start: nameStart - 1, end: endIndex + 1, nameEnd, attributes, selfClosing });
    cursor = endIndex + 1;
  };

  const tokenizer = new Tokenizer(
    { decodeEntities: false, xmlMode },
    {
      ontext(start, end) {
        // A tag that the end of the source cuts off comes without its "<": it is no text.
        if (start === cursor + 1 && source[cursor] === '<') return;
        if (textStart < 0 || start !== cursor) {
          skipTo(start);
          textStart = start;
        }
        cursor = end;
      },
      ontextentity() {},
      onopentagname(start, end) {
        name = nameAt(start, end);
        nameStart = start;
        nameEnd = end;
        attributes = [];
      },
      onattribname(start, end) {
        attributeName = source.slice(start, end).toLowerCase();
        valueStart = -1;
        valueEnd = end;
      },
      onattribdata(start, end) {
        if (valueStart < 0) valueStart = start;
        valueEnd = end;
      },
      onattribentity() {},
      onattribend(quote) {
        if (attributes.length >= MAX_ATTRIBUTES) return;
        const start = valueStart < 0 ? valueEnd : valueStart;
        attributes.push({ name: attributeName, quote: QUOTES[quote], start, end: valueEnd });
      },
      onopentagend: (endIndex) => endOpenTag(endIndex, false),
      onselfclosingtag: (endIndex) => endOpenTag(endIndex, true),
      onclosetag(start, endIndex) {
        skipTo(start - 2);
        const closeName = nameAt(start, endIndex);
        const bracket = source.indexOf('>', endIndex);
        const end = bracket < 0 ? source.length : bracket + 1;
        if (closeName === 'svg' || closeName === 'math') foreign = Math.max(0, foreign - 1);
        take({ kind: 'close', name: closeName, start: start - 2, end });
        cursor = end;
      },
      oncomment: other,
      oncdata: other,
      ondeclaration: other,
      onprocessinginstruction: other,
      onend() {},
      isInForeignContext: () => foreign > 0,
    },
  );
  tokenizer.write(source);
  tokenizer.end();
  skipTo(source.length);
}
