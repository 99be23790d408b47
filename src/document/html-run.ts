/**
 * A run: the inline content between two block boundaries, and how it becomes blocks with marks.
 * @module
 */
import type { Block, Mark } from './document.ts';
import { decodeInto } from './html-decode.ts';
import type { ElementNode } from './html-stack.ts';
import { MappedText } from './mapped-text.ts';

/** A stretch of the source inside a run. */
export interface RunItem {
  readonly kind: 'text' | 'open' | 'close' | 'empty';
  /** Name of the element; empty for text and comments. */
  readonly name: string;
  readonly start: number;
  /** Not final for an element that is kept until it is closed. */
  end: number;
  /** The element of an `open` item. */
  readonly node?: ElementNode;
  /** Index of the other tag's item in the run. */
  pair?: number;
}

/** Inline content under construction, in its container. */
export interface Run {
  readonly container: ElementNode;
  readonly items: RunItem[];
  /** Whether a text item holds anything but white space. */
  hasText: boolean;
}

/** Adds the text that an item stands for. */
export type TextDecoder = (target: MappedText, source: string, item: RunItem) => void;

const decodeHtmlText: TextDecoder = (target, source, { start, end }) =>
  decodeInto(target, source, start, end, 'text');

/**
 * The text and marks of items `[from, to)`; `undefined` if there is no text. What lies between two items was left alone
 * (the rest of a badly nested element) and becomes an empty mark, so that all of the source between them is accounted for.
 */
export function assemble(
  source: string,
  items: readonly RunItem[],
  from: number,
  to: number,
  decode: TextDecoder = decodeHtmlText,
): Pick<Block, 'text' | 'map' | 'marks'> | undefined {
  const mapped = new MappedText();
  const marks: { -readonly [K in keyof Mark]: Mark[K] }[] = [];
  const idOf = new Map<number, number>();
  const add = (kind: Mark['kind'], name: string, start: number, end: number): number =>
    marks.push({ id: marks.length, kind, name, at: mapped.position, source: { start, end } }) - 1;
  let reached = items[from]?.start ?? 0;
  for (let i = from; i < to; i++) {
    const item = items[i] as RunItem;
    if (item.start > reached) add('empty', '', reached, item.start);
    reached = item.end;
    if (item.kind === 'text') {
      decode(mapped, source, item);
      continue;
    }
    const id = add(item.kind, item.name, item.start, item.end);
    idOf.set(i, id);
    const partner = item.kind === 'close' && item.pair !== undefined ? idOf.get(item.pair) : undefined;
    if (partner !== undefined) {
      (marks[id] as { pair?: number }).pair = partner;
      (marks[partner] as { pair?: number }).pair = id;
    }
  }
  const { text, map } = mapped.finish();
  if (text === '') return undefined;
  for (const mark of marks) mark.at = Math.min(mark.at, text.length);
  return { text, map, marks };
}
