/**
 * What the names of HTML elements mean for finding text: where a run of text ends, what is never text, what ends what.
 * @module
 * @see https://html.spec.whatwg.org/multipage/syntax.html
 */

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

/** Elements without content or end tag. */
export const VOID = set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr',
);

/** Elements of which sentences are made. */
const PHRASING = set(
  'a abbr acronym b bdi bdo big cite data del dfn em font i img input ins mark meter nobr output progress q rb rp rt rtc ruby s small span strike strong sub sup time tt u wbr map area link meta source track param embed slot',
);

/** Inline elements whose content is not text for readers; in a paragraph they count as one object. */
const INLINE_OPAQUE = set(
  'code kbd samp var script style textarea template svg math object iframe canvas audio video noembed noframes',
);

/** Block-level elements whose content is kept as it is. */
const BLOCK_OPAQUE = set('pre listing xmp plaintext');

/** Elements that end a run of text: blocks, and what is no part of a sentence even in a line, as labels and controls are. */
const BLOCK = set(
  'address article aside base basefont bgsound blockquote body br button caption center col colgroup datalist dd details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html keygen label legend li main menu menuitem nav noscript ol optgroup option p picture search section select summary table tbody td tfoot th thead title tr ul',
);

/** Inline elements that are kept as they are and stand for no words. */
const WORDLESS = set(
  'script style textarea template svg iframe canvas audio video noembed noframes object select img input br wbr',
);

/** Whether an inline element that is kept as it is stands for words of the sentence around it: `<code>`, a name. */
export function isObjectOfText(name: string): boolean {
  return /^[^/]/.test(name) && !VOID.has(name) && !WORDLESS.has(name);
}

/** Elements that emphasise words of a sentence rather than stand as a label of their own. */
export const EMPHASIS = set(
  'b strong em i u s mark sub sup abbr acronym q dfn del ins big tt font bdo bdi ruby strike nobr',
);

/** Headings, whose inline elements are parts of one line. */
export const HEADINGS = set('h1 h2 h3 h4 h5 h6');

/** Whether text before and after a tag of this name can belong to one run; browsers take a name that they do not know for inline. */
export function isInline(name: string): boolean {
  return !BLOCK.has(name) && !BLOCK_OPAQUE.has(name);
}

/** Whether elements of this name are made to stand in a sentence. */
export function isPhrasing(name: string): boolean {
  return PHRASING.has(name);
}

/** Whether the content of an element is left alone by its nature. */
export function isOpaque(name: string): boolean {
  return INLINE_OPAQUE.has(name) || BLOCK_OPAQUE.has(name);
}

/** Elements that live outside the page a reader sees: their attributes are not text either. */
export const INVISIBLE = set('script style template link base noembed noframes param source svg math');

/** HTML elements that end an unclosed `<svg>` or `<math>` (the "breakout" list of the specification). */
export const FOREIGN_BREAKOUT = set(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);

const P_ENDERS = set(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul li dd dt',
);

/** A rule by which a start tag ends open elements that have no end tag. */
export interface ImpliedEnd {
  /** Open elements that the start tag ends. */
  readonly ends: ReadonlySet<string>;
  /** Open elements beyond which it ends none. */
  readonly until: ReadonlySet<string>;
}

const P_SCOPE = set('button table td th caption object template html body');
const CELL: ImpliedEnd = { ends: set('td th'), until: set('table tr template') };
const ROW: ImpliedEnd = { ends: set('td th tr'), until: set('table template') };
const SECTION: ImpliedEnd = {
  ends: set('td th tr thead tbody tfoot caption colgroup'),
  until: set('table template'),
};
const IMPLIED: Readonly<Record<string, ImpliedEnd>> = {
  li: { ends: set('li'), until: set('ul ol menu dir table td th template') },
  dt: { ends: set('dt dd'), until: set('dl table td th template') },
  dd: { ends: set('dt dd'), until: set('dl table td th template') },
  option: { ends: set('option'), until: set('select datalist optgroup template') },
  optgroup: { ends: set('option optgroup'), until: set('select template') },
  td: CELL,
  th: CELL,
  tr: ROW,
  tbody: SECTION,
  thead: SECTION,
  tfoot: SECTION,
  body: { ends: set('head'), until: set('template') },
};
const PARAGRAPH: ImpliedEnd = { ends: set('p'), until: P_SCOPE };

/** Elements that an end tag of another, outer element may not reach across. */
const SCOPE_BARRIERS = set('table td th caption template html body');

/** End tags that close everything inside them, barriers or not. */
const STRUCTURAL = set('html body table tbody thead tfoot tr td th template caption');

/** All that the name of an element means, found once for every name. */
export interface ElementKind {
  readonly name: string;
  /** See {@link isInline}. */
  readonly inline: boolean;
  /** Whether text is never cut at it: so says who sent the document. */
  readonly unsplit: boolean;
  /** Whether its content is left alone because who sent the document says so. */
  readonly ignored: boolean;
  /** See {@link isOpaque}. */
  readonly opaque: boolean;
  /** Whether it has neither content nor end tag. */
  readonly empty: boolean;
  /** Whether it lies outside of the page that a reader sees. */
  readonly invisible: boolean;
  readonly heading: boolean;
  /** `<svg>` or `<math>`. */
  readonly foreign: boolean;
  /** Whether it ends an unclosed `<svg>` or `<math>`. */
  readonly breakout: boolean;
  /** Whether an end tag of another, outer element may not reach across it. */
  readonly barrier: boolean;
  /** Whether its end tag closes everything inside of it, barriers or not. */
  readonly structural: boolean;
  /** The rules by which its start tag ends open elements that have no end tag. */
  readonly ends: readonly ImpliedEnd[];
}

/** Names that are remembered; a page can invent as many as it likes. */
const MAX_KINDS = 400;
const kinds = new Map<string, ElementKind>();

/** What an element's name, in lower case, means. */
export function elementKind(name: string): ElementKind {
  const known = kinds.get(name);
  if (known) return known;
  const own = Object.hasOwn(IMPLIED, name) ? [IMPLIED[name] as ImpliedEnd] : [];
  const kind: ElementKind = {
    name,
    inline: isInline(name),
    unsplit: false,
    ignored: false,
    opaque: isOpaque(name),
    empty: VOID.has(name),
    invisible: INVISIBLE.has(name),
    heading: HEADINGS.has(name),
    foreign: name === 'svg' || name === 'math',
    breakout: FOREIGN_BREAKOUT.has(name),
    barrier: SCOPE_BARRIERS.has(name),
    structural: STRUCTURAL.has(name),
    ends: P_ENDERS.has(name) ? [PARAGRAPH, ...own] : own,
  };
  if (kinds.size < MAX_KINDS && name.length < 24) kinds.set(name, kind);
  return kind;
}
