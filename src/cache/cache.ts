/**
 * The segment cache: memory, then what is shared with other instances, then one computation for all who want the same key.
 * @module
 */
import type { Hash } from './key.ts';
import { SingleFlight } from './single-flight.ts';

/** A segment's text in another language. */
export interface Rendition {
  readonly text: string;
  /** Places of the segment's inline marks, in the order to write them; absent for a segment without any. */
  readonly marks?: readonly { readonly index: number; readonly at: number }[];
}

/**
 * What the cache keeps of a segment. A text that failed a check is never kept: only the verdict is, so that the
 * engine is not asked again for what it cannot do.
 */
export type CachedTranslation =
  | (Rendition & {
      readonly status: 'translated';
      /** Whether the place of any mark is a guess. */
      readonly guessed?: true;
      /** Other translations that passed all checks, the best first; only under keys that ask for them. */
      readonly alternatives?: readonly Rendition[];
    })
  | { readonly status: 'failed'; readonly reason: string };

/** Translations in this process's memory. */
export interface MemoryTier {
  get(key: Hash): CachedTranslation | undefined;
  set(key: Hash, value: CachedTranslation): void;
}

/** Where a translation or a result was found: `in_flight` is a computation that another segment had started. */
export type CacheTier = 'memory' | 'redis' | 'kv' | 'in_flight';

/** Is told what was found where. It must be quick and must not throw. */
export interface CacheObserver {
  hits(kind: 'segment' | 'result', tier: CacheTier, count: number): void;
}

/**
 * Translations that instances share. It never rejects and never takes long: a store that fails is as if it were empty
 * (`best-effort.ts`). What it gives back has been checked (`sealed.ts`), since others can write to such a store.
 */
export interface SharedTier {
  /** Under what its hits are counted. */
  readonly tier: Extract<CacheTier, 'redis' | 'kv'>;
  /** Looks all keys up, if possible in one round trip; the answer has their order. */
  getMany(keys: readonly Hash[]): Promise<readonly (CachedTranslation | undefined)[]>;
  set(key: Hash, value: CachedTranslation): Promise<void>;
}

/** What a cache is made of. */
export interface SegmentCacheParts {
  readonly memory: MemoryTier;
  /** The quickest first. */
  readonly shared?: readonly SharedTier[];
  /** Is given writes to shared tiers, for runtimes that end with the request what nobody keeps alive. */
  readonly keepAlive?: ((work: Promise<unknown>) => void) | undefined;
  /** Is told of what is found. */
  readonly observer?: CacheObserver | undefined;
}

/** A segment to look up. */
export interface Recalled {
  readonly key: Hash;
  /** Whether a value that was kept elsewhere is one of this segment; another is as if it were not there. */
  readonly fits: (value: CachedTranslation) => boolean;
}

/** An answer of the cache. `hit`: this call did not start the computation. */
export interface CacheAnswer {
  readonly value: CachedTranslation;
  readonly cache: 'hit' | 'miss';
}

/** What keeps the translations of segments, as those see it that want some. */
export interface TranslationCache {
  /** What is known of the segments of a document, looked up at once. */
  recall(segments: Iterable<Recalled>): Promise<ReadonlyMap<Hash, CachedTranslation>>;
  /**
   * The translation under `key`, computed by `compute` if it is not known by now.
   * @throws what `compute` throws, or the signal's reason when `signal` is aborted.
   */
  through(
    key: Hash,
    compute: (signal: AbortSignal) => Promise<CachedTranslation>,
    signal?: AbortSignal,
  ): Promise<CacheAnswer>;
}

/** A cache of translated segments. */
export class SegmentCache implements TranslationCache {
  readonly #memory: MemoryTier;
  readonly #shared: readonly SharedTier[];
  readonly #keepAlive: (work: Promise<unknown>) => void;
  readonly #observer: CacheObserver | undefined;
  readonly #flights = new SingleFlight<CachedTranslation>();

  constructor({ memory, shared = [], keepAlive = () => {}, observer }: SegmentCacheParts) {
    this.#memory = memory;
    this.#shared = shared;
    this.#keepAlive = keepAlive;
    this.#observer = observer;
  }

  /** Shared tiers are asked once for all segments, and what they have is copied to memory and to the quicker ones. */
  async recall(segments: Iterable<Recalled>): Promise<ReadonlyMap<Hash, CachedTranslation>> {
    const wanted = new Map(Array.from(segments, ({ key, fits }) => [key, fits]));
    const known = new Map<Hash, CachedTranslation>();
    let missing: Hash[] = [];
    for (const key of wanted.keys()) {
      const value = this.#memory.get(key);
      if (value) known.set(key, value);
      else missing.push(key);
    }
    this.#tell('memory', known.size);
    for (const [index, tier] of this.#shared.entries()) {
      if (missing.length === 0) break;
      const before = known.size;
      const values = await tier.getMany(missing);
      missing = missing.filter((key, i) => {
        const value = values[i];
        if (!value || !wanted.get(key)?.(value)) return true;
        known.set(key, value);
        this.#store(key, value, this.#shared.slice(0, index));
        return false;
      });
      this.#tell(tier.tier, known.size - before);
    }
    return known;
  }

  /**
   * Memory is asked again; shared tiers are asked by {@link recall} alone. Concurrent calls with one key share one
   * computation; it is aborted only when every caller has left.
   */
  async through(
    key: Hash,
    compute: (signal: AbortSignal) => Promise<CachedTranslation>,
    signal?: AbortSignal,
  ): Promise<CacheAnswer> {
    // Who starts no computation of its own has joined another's.
    let started: 'computed' | 'memory' | undefined;
    const value = await this.#flights.run(
      key,
      async (shared) => {
        const found = this.#memory.get(key);
        started = found ? 'memory' : 'computed';
        if (found) return found;
        const fresh = await compute(shared);
        this.#store(key, fresh, this.#shared);
        return fresh;
      },
      signal,
    );
    if (started === 'computed') return { value, cache: 'miss' };
    this.#tell(started ?? 'in_flight', 1);
    return { value, cache: 'hit' };
  }

  #tell(tier: CacheTier, count: number): void {
    if (count > 0) this.#observer?.hits('segment', tier, count);
  }

  #store(key: Hash, value: CachedTranslation, tiers: readonly SharedTier[]): void {
    this.#memory.set(key, value);
    for (const tier of tiers) this.#keepAlive(tier.set(key, value));
  }
}
