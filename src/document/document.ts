/**
 * The document model that every format shares: blocks of text cut out of an untouched source.
 *
 * A document keeps its source and only ever edits ranges of it. What is not replaced is therefore the same to the
 * byte by construction: `render(parse(x), []) === x`.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';
import type { LanguageScope } from './language-scopes.ts';
import type { Layer } from './layer.ts';
import type { SourceMap } from './source-map.ts';

/** Formats that can be parsed and rendered. */
export const FORMATS = ['text', 'html', 'markdown', 'rss', 'atom', 'jsonfeed', 'ninjs', 'nitf'] as const;

/** The name of a document format in the HTTP interface. */
export type Format = (typeof FORMATS)[number];

/** What a block is for on the page. */
export type Role = 'headline' | 'byline' | 'body' | 'caption' | 'chrome' | 'other';

/**
 * Inline markup inside a block's text. `open` and `close` marks of one element share their `pair`;
 * `empty` marks (comments, `<img>`, code that is not text) stand alone.
 */
export interface Mark {
  /** Number of the mark in its block, in source order from 0. */
  readonly id: number;
  readonly kind: 'open' | 'close' | 'empty';
  /** Name of the element, in HTML lower-case; empty for a comment. */
  readonly name: string;
  /** Position in the block's `text` (UTF-16 code units) that the mark stands before. */
  readonly at: number;
  /** Range of the raw markup in the block's layer (UTF-16 code units, end exclusive). */
  readonly source: SourceRange;
  /** `id` of the other mark of the element; `undefined` on `empty` marks and on a tag whose partner is in no or another block. */
  readonly pair?: number | undefined;
}

/** A range of a layer's source in UTF-16 code units, end exclusive. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}

/** How text is written into a layer's source at a block's place. */
export type Escaping = 'none' | 'markup' | 'double-quoted' | 'single-quoted' | 'unquoted' | 'markdown';

/** A run of text that belongs together: a paragraph, a heading, a list item, an attribute value. */
export interface Block {
  /** Index in `Document.blocks`. */
  readonly id: number;
  /** Where the block stands, e.g. `html/body/main/p[3]` or `html/body/img[1]/@alt`; names are lower-case. */
  readonly path: string;
  readonly role: Role;
  /** The text that the block is cut out of. */
  readonly layer: Layer;
  /** Index of the innermost of the document's language scopes around it, if any. */
  readonly scope?: number | undefined;
  /** Scopes of elements inside of its text. */
  readonly innerScopes?: readonly number[] | undefined;
  /** Language that the nearest declaration (`lang`, `xml:lang`) states, if any. It may be wrong. */
  readonly declared?: LanguageCode | undefined;
  /** Decoded text, ASCII white space collapsed and trimmed; never empty. No-break spaces stay. */
  readonly text: string;
  /** Where the units of `text` stand in the layer. */
  readonly map: SourceMap;
  readonly marks: readonly Mark[];
  readonly escaping: Escaping;
  /** How its lines are broken, where that is done by hand. */
  readonly wrap?: Wrap | undefined;
}

/** Lines broken by hand. */
export interface Wrap {
  /** Length of the longest line in UTF-16 code units. */
  readonly width: number;
  /** What stands between two lines: the line break, indentation, marks of quotation. */
  readonly separator: string;
}

/** A parsed document. Plain data; see `render.ts` for the way back. */
export interface Document {
  readonly format: Format;
  readonly source: string;
  /** Language declared for the whole document, if any. */
  readonly declared?: LanguageCode | undefined;
  /** Where the language of the document and of its parts is stated; a scope comes after the one around it. */
  readonly scopes: readonly LanguageScope[];
  /** In source order; an element's attributes come before its text. */
  readonly blocks: readonly Block[];
}

/** What bounds the parsing of a document. */
export interface ParseOptions {
  /**
   * Most blocks that a document may have, and a tenth of the marks; one with more is refused by NewsglotError
   * `content_too_large` as soon as they are counted. @default no limit
   */
  readonly maxBlocks?: number;
  /** How markup is read in HTML. @default as browsers do */
  readonly markup?: MarkupOptions | undefined;
}

/** How a caller wants markup to be read. Names of elements are in lower case for HTML, as they are written for XML. */
export interface MarkupOptions {
  /** `xml`: the source is known to be well-formed XML, where a name means nothing but what is said of it here. */
  readonly syntax: 'html' | 'xml';
  /** Elements whose content is left alone. */
  readonly ignored: readonly string[];
  /** Elements that text never reaches across. */
  readonly splitting: readonly string[];
  /** Elements at which text is never cut. */
  readonly nonSplitting: readonly string[];
  /** What of the other elements of XML: told by what stands around them (`detected`), or none of them splits (`stated`). */
  readonly outline: 'detected' | 'stated';
}

/** A range of a block's text, trimmed, end exclusive: the unit that is identified, translated and cached. */
export interface Piece {
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

/** New text for a piece, with the place of every mark that stands inside it. */
export interface Replacement extends Piece {
  readonly text: string;
  /** Marks of the block strictly inside the piece, in the order to write them; `at` counts in the new `text`. */
  readonly marks: readonly PlacedMark[];
}

/** A mark that has found its place in a translation. */
export interface PlacedMark {
  /** `Mark.id` in the block. */
  readonly id: number;
  readonly at: number;
}
