/**
 * The cache of translations as a job sees it that is done in steps, each of which may end in the midst of a document: what a
 * step has computed is kept for the next one, wherever that is done. It is not looked for in the tiers that all share, since
 * those promise neither to have it nor to have it by then (KV keeps for a minute that a key was not there).
 * @module
 */
import type { CachedTranslation, TranslationCache } from '../cache/cache.ts';
import { parseCachedTranslation } from '../cache/cached-translation.ts';
import type { Hash } from '../cache/key.ts';
import type { JobKeeper } from './durable-jobs.ts';
import type { TaskState } from './job.ts';

/** Translations that are kept at a time. */
const KEPT_AT_ONCE = 32;

/** What a step is done with. */
export interface JobCacheOptions {
  readonly cache: TranslationCache;
  readonly keeper: Pick<JobKeeper, 'translations' | 'keep'>;
  /** As they stand, kept along with the translations. */
  readonly tasks: readonly TaskState[];
  /** Is told of every translation that this step has computed. */
  readonly onComputed: (value: CachedTranslation) => void;
  /** Is told when the job has been cancelled. */
  readonly onCancelled: () => void;
}

/** A cache for one step of a job. */
export interface JobCache extends TranslationCache {
  /** Keeps what is not kept yet. @throws what the keeper throws, now or before */
  flush(): Promise<void>;
}

/** Opens the cache for a step. */
export function createJobCache({ cache, keeper, tasks, onComputed, onCancelled }: JobCacheOptions): JobCache {
  /** What earlier steps have computed of the documents of this one. */
  const earlier = new Map<Hash, CachedTranslation>();
  /** What has been a miss by now. */
  const counted = new Set<Hash>();
  let unkept: (readonly [Hash, string])[] = [];
  let keeping = Promise.resolve();

  function keep(): void {
    const some = unkept;
    unkept = [];
    keeping = keeping.then(async () => {
      if (!(await keeper.keep(some, tasks))) onCancelled();
    });
    keeping.catch(() => {}); // Whoever flushes is told.
  }

  return {
    async recall(segments) {
      const wanted = [...segments];
      const kept = await keeper.translations(wanted.map(({ key }) => key));
      const unknown = wanted.filter(({ key, fits }, i) => {
        const found = kept[i];
        const value = found ? parseCachedTranslation(JSON.parse(found.json)) : undefined;
        if (!value || !fits(value)) return true;
        earlier.set(key, value);
        if (found?.counted) counted.add(key);
        return false;
      });
      return cache.recall(unknown);
    },
    async through(key, compute, signal) {
      const value = earlier.get(key);
      if (value) {
        // To the job it is a translation that it had to compute: once, however often the text is in its documents.
        const first = !counted.has(key);
        counted.add(key);
        return { value, cache: first ? 'miss' : 'hit' };
      }
      const answer = await cache.through(key, compute, signal);
      if (answer.cache === 'miss') {
        counted.add(key);
        unkept.push([key, JSON.stringify(answer.value)]);
        if (unkept.length >= KEPT_AT_ONCE) keep();
        onComputed(answer.value);
      }
      return answer;
    },
    async flush() {
      if (unkept.length > 0) keep();
      await keeping;
    },
  };
}
