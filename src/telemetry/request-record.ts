/**
 * What is known of a request once it has been answered: all that logs and metrics are made of. It never holds text, keys or
 * addresses, and every string in it is one of a bounded number.
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';
import type { ErrorCode } from '../errors.ts';
import type { Localisation, SegmentStatus } from '../translation/localisation.ts';

/** An answered request. */
export interface RequestRecord {
  readonly id: string;
  readonly method: string;
  /** Pattern of the route, such as `/v1/articles/:hash/:target`; never the path, which a caller chooses. */
  readonly route: string;
  readonly status: number;
  /** Until the answer was ready, that of an event stream until its last event. */
  readonly durationMs: number;
  readonly error?: ErrorCode | undefined;
  /** Whose key it was; absent for callers without one. */
  readonly account?: Tenant | undefined;
  /** Absent where nothing was translated. */
  readonly translation?: TranslationRecord | undefined;
}

/** What a request had translated. */
export interface TranslationRecord {
  readonly model: string;
  readonly target: string;
  readonly documents: number;
  /** UTF-16 code units of source text. */
  readonly characters: number;
  /** Characters that the caller was charged. */
  readonly charged: number;
  /** Segments whose translation the cache had, or another request was already computing. */
  readonly cacheHits: number;
  readonly engineMs: number;
  readonly segments: readonly SegmentCount[];
}

/** Segments of one language with one status. */
export interface SegmentCount {
  readonly source: string;
  readonly status: SegmentStatus;
  count: number;
  /** UTF-16 code units of their source text. */
  characters: number;
}

/** What some results have in common with one another. @param results at least one, all of one model and one target. */
export function translationRecord(results: readonly Localisation[], charged: number): TranslationRecord {
  const [{ model, target }] = results as [Localisation];
  const sum = (pick: (result: Localisation) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  return {
    model,
    target,
    documents: results.length,
    characters: sum(({ stats }) => stats.characters),
    charged,
    cacheHits: sum(({ stats }) => stats.cacheHits),
    engineMs: sum(({ stats }) => stats.engineMs),
    segments: results.length === 1 ? countsOf(results[0]!) : merge(results.map(countsOf)),
  };
}

/** Counts of results that are answered many times over. */
const counted = new WeakMap<Localisation['segments'], readonly SegmentCount[]>();

function countsOf({ segments }: Localisation): readonly SegmentCount[] {
  let counts = counted.get(segments);
  if (!counts) {
    counts = merge(
      segments.map(({ language, status, text }): SegmentCount[] => [
        { source: language, status, count: 1, characters: text.length },
      ]),
    );
    counted.set(segments, counts);
  }
  return counts;
}

function merge(lists: readonly (readonly SegmentCount[])[]): SegmentCount[] {
  const merged = new Map<string, SegmentCount>();
  for (const list of lists) {
    for (const each of list) {
      const key = `${each.source} ${each.status}`;
      const sum = merged.get(key);
      if (!sum) merged.set(key, { ...each });
      else {
        sum.count += each.count;
        sum.characters += each.characters;
      }
    }
  }
  return [...merged.values()];
}
