/**
 * Protection: what must come through a translation unchanged is hidden from the model and put back afterwards.
 *
 * A text is taken apart into a prefix and a suffix that are no language (bullets, a dateline, arrows and where they
 * point) and a core. In the core, every protected token (URL, address, handle, hashtag, placeholder, emoji, foreign
 * script, time of day, glossary term) is replaced by a slot `<x0>`, `<x1>`, …: the markers that a model was trained to copy, and the
 * spelling that untrained ones copied best of a dozen tried. Each slot must come back exactly once, else the translation
 * is refused.
 * @module
 */
import type { RewrittenTime } from '../language/clock.ts';
import { findTerms, type Glossary } from './glossary.ts';

/** A protected token: what stood in the text, and what must stand in the translation. */
export interface Slot {
  readonly placeholder: string;
  readonly source: string;
  readonly output: string;
  /** Set on a time of day, which the target may write with other figures. */
  readonly time?: true;
  /** Set on a term of a glossary, which is a word of the sentence. */
  readonly term?: true;
  /** The inline mark that the slot stands for, which is no text; by its index. */
  readonly mark?: SlottedMark;
}

/** An inline mark that the model is to carry through. */
export interface SlottedMark {
  readonly index: number;
  readonly kind: 'open' | 'close' | 'empty';
  /** Position in the text (UTF-16 code units). */
  readonly at: number;
  /** Index of the element's other tag. */
  readonly pair?: number;
}

/** A text taken apart: `prefix + core + suffix`, with slots in the core. */
export interface ShieldedText {
  readonly prefix: string;
  readonly core: string;
  readonly suffix: string;
  readonly slots: readonly Slot[];
}

/** What to protect besides the tokens that always are. */
export interface ShieldOptions {
  readonly glossary?: Glossary | undefined;
  /** `slots`: numbers are hidden too, for a model that did not copy them. */
  readonly numbers: 'free' | 'slots';
  /** Inline marks that get slots of their own, in order. */
  readonly marks?: readonly SlottedMark[] | undefined;
  /** Writes a hidden number in the manner of the target; as it is unless told. */
  readonly writeNumber?: ((raw: string) => string) | undefined;
  /** Finds times of day; they are always hidden, and written in the manner of the target. */
  readonly rewriteTimes?: ((text: string) => readonly RewrittenTime[]) | undefined;
  /** Ranges that the model cannot read; the words that hold them are hidden. */
  readonly unreadable?:
    | ((text: string) => readonly { readonly start: number; readonly end: number }[])
    | undefined;
}

const TOKENS = new RegExp(
  [
    String.raw`https?:\/\/[^\s<>"«»]+`,
    String.raw`www\.[^\s<>"«»]+`,
    String.raw`[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+`,
    String.raw`(?<![\p{L}\p{N}])[@#][\p{L}\p{N}_]+`,
    String.raw`%(?:\d{1,2}\$)?[sd@]`,
    String.raw`[{⟦][^{}⟦⟧\n]{0,40}[}⟧]`,
    String.raw`<\/?[A-Za-z][^<>]{0,80}>`,
    String.raw`\p{Lu}+(?:&\p{Lu}+)+`,
    String.raw`(?<![\p{L}\p{N}_])[\p{L}\p{N}]*_[\p{L}\p{N}_]*`,
    // Control characters, SentencePiece's own mark for a space, and lone braces, which small models lose.
    String.raw`[\p{Cc}\u2581]+|[{}⟦⟧]+`,
    String.raw`(?<![\p{L}\p{N}])[\p{Lu}]\p{L}*-\d+(?![\p{L}\p{N}])`,
    String.raw`[\p{Extended_Pictographic}\p{Regional_Indicator}][\p{Extended_Pictographic}\p{Regional_Indicator}\p{Emoji_Modifier}\u200d\ufe0f]*`,
    String.raw`[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+(?:[^\p{Script=Latin}\p{L}]+[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]+)*`,
  ].join('|'),
  'gu',
);
const WORD = /[\p{L}\p{M}\p{N}\uD800-\uDFFF]/u;
const NUMBER = /(?<![\p{L}\p{N}])\d+(?:[.,:\u00a0\u202f]\d+)*(?![\p{L}\p{N}])/gu;
const LEADING = /^[\s•·▪►▶→›»|*–—-]+/u;
/** Arrows, and the address that an arrow points to. */
const TRAILING = /\s*[→›»|]\s*(?:https?:\/\/[^\s«»]+)?\s*$|\s+$/u;
/** A place in capitals, perhaps with its state or country and the agency, and a dash: "SEOUL, South Korea (AP) — ". */
const DATELINE =
  /^\p{Lu}[\p{Lu}.'’ -]{2,40}(?:, [\p{L}. -]{2,30})?(?: \((?:AP|AFP|Reuters|REUTERS|CP|PC|ANSA|DPA|dpa|EFE|UPI|PA)\) ?[—–-]| [—–]) /u;

/** A slot as a model may write it, in capitals or with spaces. */
export const SLOT = /< ?x ?(\d{1,3}) ?>/giu;

/** The text without its slots. */
export function withoutSlots(core: string): string {
  return core.replace(SLOT, '');
}

function slot(number: number): string {
  return `<x${number}>`;
}

/** The number of a slot that {@link SLOT} has matched. */
export function slotNumber(match: RegExpMatchArray): number {
  return Number(match[1]);
}

/** Hides what must not be translated. Linear in the length of `text`. */
export function shield(text: string, options: ShieldOptions): ShieldedText {
  const dateline = DATELINE.exec(text)?.[0] ?? '';
  const prefix = dateline || (LEADING.exec(text)?.[0] ?? '');
  const rest = text.slice(prefix.length);
  const suffix = rest.includes('«') ? '' : (TRAILING.exec(rest)?.[0] ?? '');
  const core = rest.slice(0, rest.length - suffix.length);
  return { prefix, suffix, ...fillSlots(core, prefix.length, options) };
}

/** A translation with its protected tokens in place. */
export interface UnshieldedText {
  readonly text: string;
  /** Positions of the marks that had slots, by index. */
  readonly marks: ReadonlyMap<number, number>;
}

/**
 * Puts the slots back.
 * @returns `undefined` unless every slot stands exactly once in the translation, and no other slot does.
 */
export function unshield(shielded: ShieldedText, translation: string): UnshieldedText | undefined {
  const { slots, prefix, suffix } = shielded;
  const found = [...translation.matchAll(SLOT)];
  const numbers = new Set(found.map(slotNumber));
  if (found.length !== slots.length || numbers.size !== slots.length) return undefined;
  if (found.some((match) => slots[slotNumber(match)] === undefined)) return undefined;
  const marks = new Map<number, number>();
  let text = prefix;
  let at = 0;
  let glue: 'none' | 'drop-space' | 'need-space' | 'drop-stop' = 'none';
  const add = (stretch: string) => {
    if (glue === 'drop-space' && stretch.startsWith(' ')) text += stretch.slice(1);
    else if (glue === 'drop-stop' && /^\.(?!\.)/u.test(stretch)) text += stretch.slice(1);
    else if (glue === 'need-space' && /^[\p{L}\p{N}]/u.test(stretch)) text += ` ${stretch}`;
    else text += stretch;
    if (stretch !== '') glue = 'none';
  };
  for (const match of found) {
    add(translation.slice(at, match.index));
    at = match.index + match[0].length;
    const { output, mark } = slots[slotNumber(match)]!;
    if (!mark) {
      add(output);
      if (output.endsWith('.')) glue = 'drop-stop';
      continue;
    }
    // The spaces that a mark's slot has around it are the slot's own, but for one between words.
    if (mark.kind === 'close' && text.endsWith(' ')) {
      text = text.slice(0, -1);
      glue = 'need-space';
    } else if (mark.kind !== 'close' && (mark.kind === 'open' || /(?:^|\s)$/u.test(text)))
      glue = 'drop-space';
    marks.set(mark.index, text.length);
  }
  add(translation.slice(at));
  return { text: text + suffix, marks };
}

interface Hidden extends Omit<Slot, 'placeholder' | 'source'> {
  readonly start: number;
  readonly end: number;
}

function fillSlots(
  core: string,
  offset: number,
  options: ShieldOptions,
): Pick<ShieldedText, 'core' | 'slots'> {
  const taken: Hidden[] = findTerms(core, options.glossary).map((found) => ({ ...found, term: true }));
  const hide = (hidden: Hidden) => {
    if (taken.every(({ start, end }) => hidden.end <= start || hidden.start >= end)) taken.push(hidden);
  };
  const add = (start: number, end: number, output = core.slice(start, end)) => hide({ start, end, output });
  for (const match of core.matchAll(TOKENS)) {
    const token = /^(?:https?:|www\.)/u.test(match[0])
      ? match[0].replace(/[.,;:!?)\]'’]+$/u, '')
      : match[0].trimEnd();
    add(match.index, match.index + token.length);
  }
  for (const time of options.rewriteTimes?.(core) ?? []) hide({ ...time, time: true });
  for (const { start, end } of options.unreadable?.(core) ?? []) {
    add(start - wordBefore(core, start), end + wordAfter(core, end));
  }
  if (options.numbers === 'slots') {
    const { writeNumber = (raw: string) => raw } = options;
    for (const { 0: raw, index } of core.matchAll(NUMBER)) add(index, index + raw.length, writeNumber(raw));
  }
  for (const mark of options.marks ?? []) {
    const at = Math.min(Math.max(mark.at - offset, 0), core.length);
    // A mark inside of what is hidden goes with it, to its end.
    const inside = taken.find(({ start, end }) => start < at && at < end);
    const place = inside ? (mark.kind === 'open' ? inside.start : inside.end) : at;
    taken.push({ start: place, end: place, output: '', mark });
  }
  // Of what stands at one place, closing marks come first and others before the token; marks keep their order.
  taken.sort((a, b) => a.start - b.start || a.end - b.end);

  const slots: Slot[] = [];
  let out = '';
  let at = 0;
  for (const { start, end, ...hidden } of taken) {
    const { mark } = hidden;
    const placeholder = slot(slots.length);
    slots.push({ placeholder, source: core.slice(start, end), ...hidden });
    out += core.slice(at, start);
    const before = mark && mark.kind !== 'open' && /[^\s([«“"']$/u.test(out) ? ' ' : '';
    const after =
      mark && mark.kind !== 'close' && /^[\p{L}\p{N}<]/u.test(core.slice(end, end + 2)) ? ' ' : '';
    out += before + placeholder + after;
    at = end;
  }
  return { core: out + core.slice(at), slots };
}

/** Length of the part of a word that ends at `at`. */
function wordBefore(text: string, at: number): number {
  let length = 0;
  while (length < at && WORD.test(text[at - length - 1]!)) length++;
  return length;
}

/** Length of the part of a word that begins at `at`. */
function wordAfter(text: string, at: number): number {
  let length = 0;
  while (at + length < text.length && WORD.test(text[at + length]!)) length++;
  return length;
}
