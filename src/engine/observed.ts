/**
 * A decode loop that tells of its batches.
 * @module
 */
import type { EngineObserver } from './engine.ts';
import type { Seq2Seq } from './seq2seq.ts';

/** Tells `observer` of every batch that is decoded. @param now milliseconds on any steady clock. */
export function observeBatches(seq2seq: Seq2Seq, observer: EngineObserver, now: () => number): Seq2Seq {
  return {
    ...seq2seq,
    async decode(rows, options) {
      const started = now();
      let outcome: 'decoded' | 'failed' = 'failed';
      try {
        const outcomes = await seq2seq.decode(rows, options);
        outcome = 'decoded';
        return outcomes;
      } finally {
        observer.batch({ sentences: rows.length, ms: now() - started, outcome });
      }
    },
  };
}
