/**
 * Localises the page that it stands on, and gives it back as it was.
 *
 * A unit is read, sent and changed when it comes near the window. What the page changes afterwards is put back to its source and
 * goes the same way again.
 * @module
 */
import { applyRendition, type Undo } from './edits.ts';
import { findUnits, hasOwnWords, isInsideOpaque, type Layout, layoutOf } from './layout.ts';
import { documentOf, unitMarkup } from './markup.ts';
import { type Rendition, readAnswer } from './rendition.ts';
import { type Failure, type Service, ServiceError } from './service.ts';
import { PageWatch } from './watch.ts';

/** What the localiser is at. */
export type State =
  | { readonly kind: 'original' }
  | { readonly kind: 'working' | 'done'; readonly target: string }
  | { readonly kind: 'failed'; readonly target: string; readonly failure: Failure };

/** Most UTF-16 code units of markup, and most units, in one request; a unit that is longer goes alone. */
const BATCH = { length: 6_000, units: 60 };
/** Longest unit that is sent at all. */
const MAX_UNIT = 100_000;
/** Requests under way at a time. */
const AT_A_TIME = 2;
/** Wait for more units before a request, in milliseconds. */
const GATHER_MS = 40;
/** Times within a minute that a page may rewrite a unit before it is left alone. */
const REWRITES = { most: 10, within: 60_000 };
/** Translations of units that are kept, so that going back and forth costs nothing. */
const MAX_KEPT = 3_000;

/** What is known of a unit of the page. */
interface Followed {
  readonly undo?: Undo | undefined;
  /** Times that the page has changed it, since when. */
  readonly rewrites: number;
  readonly since: number;
}

/** A unit on its way to the service, and how it was when it left. */
interface Sent {
  readonly layout: Layout;
  readonly markup: string;
}

/** The localiser of a document. There is one: two would translate each other's text. */
export class Localiser {
  readonly #service: Service;
  readonly #onState: (state: State) => void;
  readonly #followed = new Map<Element, Followed>();
  readonly #kept = new Map<string, Rendition>();
  readonly #waiting = new Set<Element>();
  readonly #watch = new PageWatch({
    near: (unit) => this.#wait(unit),
    changed: (units) => this.#changed(units),
    removed: () => this.#forgetRemoved(),
  });
  #target: string | undefined;
  #running = new AbortController();
  #requests = 0;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  /** @param onState told whenever the state changes. */
  constructor(service: Service, onState: (state: State) => void) {
    this.#service = service;
    this.#onState = onState;
  }

  /** Shows the page in a language, beginning with what is in sight. */
  show(target: string): void {
    this.#giveBack();
    this.#target = target;
    this.#running = new AbortController();
    this.#watch.start();
    this.#onState({ kind: 'working', target });
    this.#follow([...document.querySelectorAll('head > title'), ...findUnits(document.body)]);
    this.#gather();
  }

  /** Shows the page as it was. */
  restore(): void {
    this.#giveBack();
    this.#onState({ kind: 'original' });
  }

  #giveBack(): void {
    this.#stop();
    for (const { undo } of this.#followed.values()) undo?.();
    this.#followed.clear();
  }

  /** Goes no further; what has been done stays. */
  #stop(): void {
    this.#running.abort();
    this.#target = undefined;
    this.#waiting.clear();
    this.#watch.stop();
  }

  #follow(units: Iterable<Element>): void {
    for (const unit of units) {
      if (!this.#followed.has(unit)) this.#followed.set(unit, { rewrites: 0, since: Date.now() });
      this.#watch.awaitNear(unit);
    }
  }

  #wait(unit: Element): void {
    this.#waiting.add(unit);
    this.#gather();
  }

  #gather(): void {
    this.#gathering ??= setTimeout(() => {
      this.#gathering = undefined;
      this.#send();
    }, GATHER_MS);
  }

  /** Sends what waits, as far as there is room for requests. */
  #send(): void {
    const target = this.#target;
    if (target === undefined) return;
    this.#watch.quietly(() => {
      while (this.#requests < AT_A_TIME) {
        const batch = this.#nextBatch(target);
        if (batch.length === 0) break;
        void this.#request(batch, target, this.#running.signal);
      }
    });
    this.#onState({ kind: this.#requests === 0 ? 'done' : 'working', target });
  }

  /** Takes units out of those that wait, in the order of the page; those whose translation is known are done at once. */
  #nextBatch(target: string): Sent[] {
    const batch: Sent[] = [];
    let length = 0;
    for (const unit of [...this.#waiting].sort(inPageOrder)) {
      this.#waiting.delete(unit);
      if (!unit.isConnected || isInsideOpaque(unit) || this.#followed.get(unit)?.undo) continue;
      const layout = layoutOf(unit);
      const markup = unitMarkup(layout);
      const known = this.#kept.get(keyOf(target, markup));
      if (known) this.#apply(layout, known, target);
      if (known || !hasOwnWords(layout) || markup.length > MAX_UNIT) continue;
      if (batch.length > 0 && length + markup.length > BATCH.length) {
        this.#waiting.add(unit);
        break;
      }
      length += markup.length;
      batch.push({ layout, markup });
      if (batch.length === BATCH.units) break;
    }
    return batch;
  }

  async #request(batch: readonly Sent[], target: string, signal: AbortSignal): Promise<void> {
    this.#requests++;
    const layouts = batch.map(({ layout }) => layout);
    try {
      const answer = await this.#service.localise(documentOf(layouts), target, signal);
      const renditions = readAnswer(answer, layouts);
      if (!signal.aborted) this.#watch.quietly(() => this.#take(batch, renditions, target));
    } catch (error) {
      if (!signal.aborted) this.#fail(error, target);
    }
    this.#requests--;
    this.#send();
  }

  /** Puts an answer into the page, but for what the page has changed in the meantime. */
  #take(batch: readonly Sent[], renditions: ReadonlyMap<Layout, Rendition>, target: string): void {
    for (const { layout, markup } of batch) {
      const rendition = renditions.get(layout);
      if (!rendition) continue;
      this.#keep(keyOf(target, markup), rendition);
      const now = layoutOf(layout.element);
      if (unitMarkup(now) === markup) this.#apply(now, rendition, target);
      else this.#wait(layout.element);
    }
  }

  #apply(layout: Layout, rendition: Rendition, target: string): void {
    const followed = this.#followed.get(layout.element) ?? { rewrites: 0, since: Date.now() };
    this.#followed.set(layout.element, { ...followed, undo: applyRendition(layout, rendition, target) });
  }

  #keep(key: string, rendition: Rendition): void {
    this.#kept.set(key, rendition);
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
  }

  #fail(error: unknown, target: string): void {
    this.#stop();
    this.#onState({
      kind: 'failed',
      target,
      failure: error instanceof ServiceError ? error.failure : 'unreachable',
    });
  }

  /** Puts units back to their source, the page's changes included, and has them go the way again. */
  #changed(units: ReadonlySet<Element>): void {
    for (const unit of units) {
      const followed = this.#followed.get(unit);
      if (!followed) continue;
      followed.undo?.();
      const now = Date.now();
      const again = now - followed.since < REWRITES.within;
      this.#followed.set(
        unit,
        again ? { rewrites: followed.rewrites + 1, since: followed.since } : { rewrites: 1, since: now },
      );
    }
    this.#follow(
      [...units].filter((unit) => {
        const { rewrites = 0 } = this.#followed.get(unit) ?? {};
        return rewrites <= REWRITES.most && hasOwnWords(layoutOf(unit));
      }),
    );
  }

  /** Lets go of units that are no longer in the page, so that one that scrolls without end does not hold them all. */
  #forgetRemoved(): void {
    for (const [unit, { undo }] of this.#followed) {
      if (unit.isConnected) continue;
      // Should it come back, it comes as the page has made it.
      undo?.();
      this.#followed.delete(unit);
    }
  }
}

function keyOf(target: string, markup: string): string {
  return `${target} ${markup}`;
}

function inPageOrder(a: Element, b: Element): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}
