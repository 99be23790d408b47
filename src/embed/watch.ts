/**
 * Watches a page: which units come near the window, and which ones the page itself changes.
 * @module
 */
import { findUnits, isInsideOpaque, TEXT_ATTRIBUTES, unitOf } from './layout.ts';

/** What a watch tells of. */
export interface WatchEvents {
  /** A unit that was awaited is near the window. */
  near(unit: Element): void;
  /** The page has changed what is in these units, or has put them there. Called within {@link PageWatch.quietly}. */
  changed(units: ReadonlySet<Element>): void;
  /** The page has taken something out. */
  removed(): void;
}

/** A watch over the document. */
export class PageWatch {
  readonly #events: WatchEvents;
  readonly #mutations = new MutationObserver((records) => this.#pageChanged(records));
  /** Half a window more at either side: what is scrolled to is ready. */
  readonly #sight = new IntersectionObserver((entries) => this.#seen(entries), { rootMargin: '50% 0px' });

  constructor(events: WatchEvents) {
    this.#events = events;
  }

  /** Begins to hear of changes. */
  start(): void {
    this.#mutations.observe(document.documentElement, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: [...TEXT_ATTRIBUTES],
    });
  }

  /** Hears and sees no more. */
  stop(): void {
    this.#mutations.disconnect();
    this.#sight.disconnect();
  }

  /** Tells when a unit is near, at once if it has no place on the page of its own. */
  awaitNear(unit: Element): void {
    if (unit.localName === 'title' || getComputedStyle(unit).display === 'contents') this.#events.near(unit);
    else this.#sight.observe(unit);
  }

  /** Changes the page without hearing of it. What the page itself has changed before is heard of first. */
  quietly(change: () => void): void {
    this.#pageChanged(this.#mutations.takeRecords());
    change();
    this.#mutations.takeRecords();
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      this.#sight.unobserve(target);
      this.#events.near(target);
    }
  }

  #pageChanged(records: readonly MutationRecord[]): void {
    if (records.length === 0) return;
    const units = new Set<Element>();
    for (const { type, target, addedNodes } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      // An image is left alone, its attributes are not.
      const around = type === 'attributes' ? element?.parentElement : element;
      if (!element?.isConnected || !around || isInsideOpaque(around)) continue;
      units.add(unitOf(element));
      for (const node of addedNodes) {
        if (node instanceof Element && node.isConnected) for (const unit of findUnits(node)) units.add(unit);
      }
    }
    this.quietly(() => this.#events.changed(units));
    if (records.some(({ removedNodes }) => removedNodes.length > 0)) this.#events.removed();
  }
}
