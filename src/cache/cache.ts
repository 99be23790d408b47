/**
 * The segment cache: tiers looked at in order, and one computation for all who want the same key.
 * @module
 */
import type { Hash } from './key.ts';
import { SingleFlight } from './single-flight.ts';

/**
 * What the cache keeps of a segment. A text that failed a check is never kept: only the verdict is, so that the
 * engine is not asked again for what it cannot do.
 */
export type CachedTranslation =
  | {
      readonly status: 'translated';
      readonly text: string;
      /** Places of the segment's inline marks, in the order to write them; absent for a segment without any. */
      readonly marks?: readonly { readonly index: number; readonly at: number }[];
      /** Whether any of these places is a guess. */
      readonly guessed?: true;
    }
  | { readonly status: 'failed'; readonly reason: string };

/** One place that keeps translations. A tier that fails behaves as if it were empty: it must not throw. */
export interface CacheTier {
  readonly name: string;
  get(key: Hash): CachedTranslation | undefined | Promise<CachedTranslation | undefined>;
  set(key: Hash, value: CachedTranslation): void | Promise<void>;
}

/** An answer of the cache. `hit`: this call did not start the computation. */
export interface CacheAnswer {
  readonly value: CachedTranslation;
  readonly cache: 'hit' | 'miss';
}

/** A cache of translated segments over any number of tiers, fastest first. */
export class SegmentCache {
  readonly #tiers: readonly CacheTier[];
  readonly #flights = new SingleFlight<CachedTranslation>();

  constructor(tiers: readonly CacheTier[]) {
    this.#tiers = tiers;
  }

  /**
   * The translation under `key`, computed by `compute` if no tier has it. Concurrent calls with one key share one
   * look-up and one computation; it is aborted only when every caller has left.
   * @throws what `compute` throws, or the signal's reason when `signal` is aborted.
   */
  async through(
    key: Hash,
    compute: (signal: AbortSignal) => Promise<CachedTranslation>,
    signal?: AbortSignal,
  ): Promise<CacheAnswer> {
    let computed = false;
    const value = await this.#flights.run(
      key,
      async (shared) => {
        const found = await this.#find(key);
        if (found) return found;
        computed = true;
        const fresh = await compute(shared);
        this.#store(key, fresh, this.#tiers);
        return fresh;
      },
      signal,
    );
    return { value, cache: computed ? 'miss' : 'hit' };
  }

  /** Looks the tiers up in order; what a slower one has is copied to the faster ones. */
  async #find(key: Hash): Promise<CachedTranslation | undefined> {
    for (const [index, tier] of this.#tiers.entries()) {
      const found = tier.get(key);
      const value = found instanceof Promise ? await found : found;
      if (value) {
        this.#store(key, value, this.#tiers.slice(0, index));
        return value;
      }
    }
    return undefined;
  }

  #store(key: Hash, value: CachedTranslation, tiers: readonly CacheTier[]): void {
    for (const tier of tiers) void tier.set(key, value);
  }
}
