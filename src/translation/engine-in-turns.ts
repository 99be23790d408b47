/**
 * The engine's work on the event loop, in turns: sentences are tokenised there, and whoever gets an answer checks it.
 * @module
 */
import type { SentenceEngine } from '../engine/engine.ts';
import type { TakeTurn } from '../turns.ts';

/**
 * An engine that reads one sentence a turn, and gives its answers one a turn: those of a batch come all at once, and each takes
 * as long to check as its sentence to read.
 */
export function engineInTurns<E extends SentenceEngine>(engine: E, turn: TakeTurn): E {
  return {
    ...engine,
    async translate(request, signal) {
      await turn(signal);
      const hypothesis = await engine.translate(request, signal);
      await turn(signal);
      return hypothesis;
    },
  };
}
