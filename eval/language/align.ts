/**
 * Places predicted pieces on the characters of an annotated page.
 * @module
 */
import type { Document } from '../../src/document/document.ts';
import type { GoldPage, GoldRun } from './pages.ts';

/** A stretch of a block (UTF-16 code units of its text) and the language that a detector gives it. */
export interface Prediction {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly language: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** A run of the gold, or several that are one flow: its non-blank characters, one entry each. */
export interface AlignedUnit {
  readonly runs: readonly GoldRun[];
  /** Gold languages. */
  readonly gold: readonly string[];
  /** Number of the prediction that holds the character, −1 for none. */
  readonly piece: readonly number[];
}

/** A gold run while it is being filled. */
interface Slot {
  readonly run: GoldRun;
  readonly characters: string;
  readonly gold: readonly string[];
  readonly piece: Int32Array;
}

/** Characters that a block may lie ahead of the last one that was found. */
const REACH = 3000;

/** The units of a page with the predictions on them; characters that no block holds stay at −1. */
export function align(page: GoldPage, document: Document, predictions: readonly Prediction[]): AlignedUnit[] {
  const slots = page.gold.runs.map(toSlot);
  const text = new Stream(slots.filter(({ run }) => run.where === 'text'));
  const attributes = slots.filter(({ run }) => run.where !== 'text');
  const pieces = document.blocks.map((): number[] => []);
  predictions.forEach(({ block }, number) => {
    pieces[block]?.push(number);
  });
  for (const block of document.blocks) {
    // The gold leaves out the data in scripts.
    if (/\/script(?:\[|\/)/.test(block.path)) continue;
    const owners = new Int32Array(block.text.length).fill(-1);
    for (const number of pieces[block.id] ?? []) {
      const { start, end } = predictions[number]!;
      owners.fill(number, start, end);
    }
    const kept = [...block.text.matchAll(/\S/g)].map(({ index }) => index);
    const characters = kept.map((index) => block.text[index]).join('');
    const numbers = kept.map((index) => owners[index]!);
    if (!block.path.includes('@')) text.place(characters, numbers);
    else {
      const at = attributes.findIndex((slot) => slot.characters === characters);
      if (at >= 0) attributes.splice(at, 1)[0]?.piece.set(numbers);
    }
  }
  return joinFlows(slots);
}

function toSlot(run: GoldRun): Slot {
  let characters = '';
  const gold: string[] = [];
  for (const { start, end, lang } of run.spans) {
    for (const unit of run.text.slice(start, end).replace(/\s/gu, '').split('')) {
      characters += unit;
      gold.push(lang);
    }
  }
  return { run, characters, gold, piece: new Int32Array(characters.length).fill(-1) };
}

/** The text nodes of a page as one stream in which blocks are found in order. */
class Stream {
  readonly #characters: string;
  readonly #places: (readonly [Slot, number])[] = [];
  #at = 0;

  constructor(slots: readonly Slot[]) {
    this.#characters = slots.map(({ characters }) => characters).join('');
    for (const slot of slots) for (let k = 0; k < slot.characters.length; k++) this.#places.push([slot, k]);
  }

  /** A block as a whole; one that leaves out what lies inside it (code) character by character. */
  place(characters: string, numbers: readonly number[]): void {
    const found = this.#characters.indexOf(characters, this.#at);
    if (found >= 0 && found - this.#at < REACH) {
      this.#at = found;
      for (const number of numbers) this.#set(number);
      return;
    }
    for (const [k, character] of characters.split('').entries()) {
      const next = this.#characters.indexOf(character, this.#at);
      if (next < 0 || next - this.#at > REACH) return;
      this.#at = next;
      this.#set(numbers[k]!);
    }
  }

  #set(number: number): void {
    const place = this.#places[this.#at++];
    if (place) place[0].piece[place[1]] = number;
  }
}

function joinFlows(slots: readonly Slot[]): AlignedUnit[] {
  const units: { runs: GoldRun[]; gold: string[]; piece: number[] }[] = [];
  const flows = new Map<number, (typeof units)[number]>();
  for (const { run, gold, piece } of slots) {
    if (run.protected) continue;
    let unit = run.flow === undefined ? undefined : flows.get(run.flow);
    if (unit === undefined) {
      unit = { runs: [], gold: [], piece: [] };
      units.push(unit);
      if (run.flow !== undefined) flows.set(run.flow, unit);
    }
    unit.runs.push(run);
    unit.gold.push(...gold);
    unit.piece.push(...piece);
  }
  return units;
}
