/**
 * The queue before the decode loops. Documents take turns by the work they have had, so that a feed of thousands of
 * sentences does not keep a headline waiting.
 *
 * Start-time fair queueing: a document's clock advances by the length of each sentence it gets translated, divided by its
 * weight, and the one that is furthest behind is next. A document that comes, or comes back, starts no earlier than the
 * queue's own time, so that nobody saves up turns.
 * @module
 * @see https://doi.org/10.1109/90.649569 (Goyal, Vin, Cheng: start-time fair queueing)
 */

/** A sentence in the queue. */
export interface QueuedSentence {
  /** Source length in tokens. */
  readonly length: number;
  /** Width of the beam; only equal widths share a batch. */
  readonly beams: number;
  /** Whose turn it takes: one and the same object for all sentences of a document. */
  readonly flow: object;
  /** Its share against others, 1 for most; `next` goes before all that have a share. */
  readonly weight: number | 'next';
}

/** How large a batch may be. */
export interface BatchLimits {
  /** Most rows of the decoder: sentences × beams. */
  readonly rows: number;
  /** Most encoder positions: sentences × longest source, padding included. */
  readonly tokens: number;
}

interface Flow<T> {
  readonly key: object;
  clock: number;
  readonly waiting: T[];
}

/** A fair queue of sentences. */
export class FairQueue<T extends QueuedSentence> {
  readonly #flows = new Map<object, Flow<T>>();
  /** Clocks of flows that have nothing waiting. */
  readonly #clocks = new WeakMap<object, number>();
  #clock = 0;
  #size = 0;

  /** Sentences that wait. */
  get size(): number {
    return this.#size;
  }

  /** Puts a sentence behind the others of its flow. */
  push(sentence: T): void {
    const { flow: key } = sentence;
    const flow = this.#flows.get(key);
    if (flow) flow.waiting.push(sentence);
    else {
      const clock = Math.max(this.#clock, this.#clocks.get(key) ?? 0);
      this.#flows.set(key, { key, clock, waiting: [sentence] });
    }
    this.#size++;
  }

  /** Takes a sentence out, if it still waits. */
  remove(sentence: T): void {
    const flow = this.#flows.get(sentence.flow);
    const at = flow?.waiting.indexOf(sentence) ?? -1;
    if (!flow || at < 0) return;
    flow.waiting.splice(at, 1);
    this.#size--;
    if (flow.waiting.length > 0) return;
    this.#clocks.set(flow.key, flow.clock);
    this.#flows.delete(flow.key);
  }

  /** The sentence whose turn it is. */
  peek(): T | undefined {
    return firstOf(this.#flows.values())?.waiting[0];
  }

  /**
   * Takes a batch out: the sentence whose turn it is, whatever its size, and as many more as the limits allow. Of every
   * flow in turn it takes the sentence that is nearest to the first in length, for the sake of little padding.
   * @returns no sentences when none wait.
   */
  next(limits: BatchLimits): T[] {
    const lead = this.peek();
    if (!lead) return [];
    this.#clock = Math.max(this.#clock, this.#flows.get(lead.flow)!.clock);
    const batch = [this.#take(lead)];
    let longest = lead.length;
    const open = new Set(this.#flows.values());
    while ((batch.length + 1) * lead.beams <= limits.rows) {
      const flow = firstOf(open);
      if (!flow) break;
      const nearest = nearestTo(lead, flow.waiting);
      const width = Math.max(longest, nearest?.length ?? 0);
      if (nearest && (batch.length + 1) * width <= limits.tokens) {
        longest = width;
        batch.push(this.#take(nearest));
      } else open.delete(flow);
    }
    return batch;
  }

  #take(sentence: T): T {
    const { flow, weight, length } = sentence;
    if (weight !== 'next') this.#flows.get(flow)!.clock += length / weight;
    this.remove(sentence);
    return sentence;
  }
}

/** The flow whose turn it is; of two that are level the one that came first. */
function firstOf<T extends QueuedSentence>(flows: Iterable<Flow<T>>): Flow<T> | undefined {
  let first: Flow<T> | undefined;
  for (const flow of flows) if (!first || turn(flow) < turn(first)) first = flow;
  return first;
}

function turn<T extends QueuedSentence>({ waiting, clock }: Flow<T>): number {
  return waiting[0]?.weight === 'next' ? Number.NEGATIVE_INFINITY : clock;
}

/** The sentence, among those that may share a batch with `lead`, whose length is nearest to its. */
function nearestTo<T extends QueuedSentence>(lead: T, waiting: readonly T[]): T | undefined {
  let nearest: T | undefined;
  const distance = (sentence: T) => Math.abs(sentence.length - lead.length);
  for (const sentence of waiting) {
    if (sentence.beams !== lead.beams) continue;
    if (!nearest || distance(sentence) < distance(nearest)) nearest = sentence;
  }
  return nearest;
}
