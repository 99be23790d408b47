/**
 * Protection: what must come through a translation unchanged is hidden from the model and put back afterwards.
 *
 * A text is taken apart into a prefix and a suffix that are no language (bullets, a dateline, arrows and where they
 * point) and a core. In
 * the core, every protected token (URL, address, handle, hashtag, placeholder, emoji, foreign script, glossary term)
 * is replaced by a slot `<x0>`, `<x1>`, …: of a dozen spellings tried on the embedded model, this one came back most often
 * (nine times of ten when it stands alone). Each slot must come back exactly once, else the translation is refused.
 * @module
 */
import { findTerms, type Glossary } from './glossary.ts';

/** A protected token: what stood in the text, and what must stand in the translation. */
export interface Slot {
  readonly placeholder: string;
  readonly source: string;
  readonly output: string;
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
  /** Writes a hidden number in the manner of the target; as it is unless told. */
  readonly writeNumber?: ((raw: string) => string) | undefined;
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
const SLOT = /< ?x ?(\d{1,3}) ?>/giu;

/** The text without its slots. */
export function withoutSlots(core: string): string {
  return core.replace(SLOT, '');
}

function slot(number: number | string): string {
  return `<x${number}>`;
}

/** Hides what must not be translated. Linear in the length of `text`. */
export function shield(text: string, options: ShieldOptions): ShieldedText {
  const dateline = DATELINE.exec(text)?.[0] ?? '';
  const prefix = dateline || (LEADING.exec(text)?.[0] ?? '');
  const rest = text.slice(prefix.length);
  const suffix = rest.includes('«') ? '' : (TRAILING.exec(rest)?.[0] ?? '');
  const core = rest.slice(0, rest.length - suffix.length);
  return { prefix, suffix, ...fillSlots(core, options) };
}

/**
 * Puts the slots back.
 * @returns `undefined` unless every slot stands exactly once in the translation, and no other slot does.
 */
export function unshield(shielded: ShieldedText, translation: string): string | undefined {
  let used = 0;
  const bySlot = new Map(shielded.slots.map((slot) => [slot.placeholder, slot.output]));
  const seen = new Set<string>();
  const text = translation.replace(SLOT, (all, number: string) => {
    const placeholder = slot(number);
    const output = bySlot.get(placeholder);
    used++;
    if (output === undefined) return all;
    seen.add(placeholder);
    return output;
  });
  if (used !== shielded.slots.length || seen.size !== shielded.slots.length) return undefined;
  return shielded.prefix + text + shielded.suffix;
}

function fillSlots(core: string, options: ShieldOptions): Pick<ShieldedText, 'core' | 'slots'> {
  const terms = findTerms(core, options.glossary);
  const taken = terms.map(({ start, end, output }) => ({ start, end, output }));
  const add = (start: number, end: number, output = core.slice(start, end)) => {
    if (taken.every((other) => end <= other.start || start >= other.end)) taken.push({ start, end, output });
  };
  for (const match of core.matchAll(TOKENS)) {
    const token = /^(?:https?:|www\.)/u.test(match[0])
      ? match[0].replace(/[.,;:!?)\]'’]+$/u, '')
      : match[0].trimEnd();
    add(match.index, match.index + token.length);
  }
  for (const { start, end } of options.unreadable?.(core) ?? []) {
    add(start - wordBefore(core, start), end + wordAfter(core, end));
  }
  if (options.numbers === 'slots') {
    const { writeNumber = (raw: string) => raw } = options;
    for (const { 0: raw, index } of core.matchAll(NUMBER)) add(index, index + raw.length, writeNumber(raw));
  }
  taken.sort((a, b) => a.start - b.start);

  const slots: Slot[] = [];
  let out = '';
  let at = 0;
  for (const { start, end, output } of taken) {
    const placeholder = slot(slots.length);
    slots.push({ placeholder, source: core.slice(start, end), output });
    out += core.slice(at, start) + placeholder;
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
