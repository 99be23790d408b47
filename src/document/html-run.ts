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
  readonly node?: ElementNode | undefined;
  /** Index of the other tag's item in the run. */
  pair?: number | undefined;
  /** Number of the mark that it has become. */
  mark?: number | undefined;
}

/** An item with all of its properties: those of one shape are quicker to go through. */
export function runItem(
  kind: RunItem['kind'],
  name: string,
  start: number,
  end: number,
  node?: ElementNode,
): RunItem {
  return { kind, name, start, end, node, pair: undefined, mark: undefined };
}

/** Inline content under construction, in its container. */
export interface Run {
  container: ElementNode;
  readonly items: RunItem[];
  /** Whether a text item holds anything but white space. */
  hasText: boolean;
}

const NO_MARKS: readonly Mark[] = [];

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
  const add = (kind: Mark['kind'], name: string, start: number, end: number): number =>
    marks.push({
      id: marks.length,
      kind,
      name,
      at: mapped.position,
      source: { start, end },
      pair: undefined,
    }) - 1;
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
    item.mark = id;
    if (item.kind !== 'close' || item.pair === undefined || item.pair < from) continue;
    const partner = (items[item.pair] as RunItem).mark as number;
    (marks[id] as { pair?: number }).pair = partner;
    (marks[partner] as { pair?: number }).pair = id;
  }
  const { text, map } = mapped.finish();
  if (text === '') return undefined;
  if (marks.length === 0) return { text, map, marks: NO_MARKS };
  for (const mark of marks) mark.at = Math.min(mark.at, text.length);
  // Without the room that was kept for growing.
  return { text, map, marks: marks.slice() };
}
