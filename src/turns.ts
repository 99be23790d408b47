/**
 * Turns on the event loop. Long work is done in short stretches, and of all stretches that wait the loop does one at a time: what
 * comes in between them is answered, however many documents are under way.
 *
 * For a runtime that serves all requests from one thread. A Worker must not have one request wait for another's turn.
 * @module
 */

/**
 * Waits for a turn: first come, first served.
 * @throws the signal's reason, if it is aborted by then.
 */
export type TakeTurn = (signal?: AbortSignal) => Promise<void>;

/** @param soon runs something when the event loop has ended its turn. */
export function createTurns(soon: (run: () => void) => void): TakeTurn {
  let waiting: (() => void)[] = [];
  let served = 0;
  const next = () => {
    waiting[served++]!();
    // Half of them at a time: to shift them off one by one would move all others each time.
    if (2 * served >= waiting.length) {
      waiting = waiting.slice(served);
      served = 0;
    }
    if (waiting.length > 0) soon(next);
  };
  return async (signal) => {
    await new Promise<void>((resolve) => {
      if (waiting.push(resolve) === 1) soon(next);
    });
    signal?.throwIfAborted();
  };
}

/** Steps of a loop, before each of which there may be something to wait for. */
export type Step = () => Promise<void> | undefined;

/** Steps of which every `stretch`th waits for a turn, where turns are taken at all. */
export function inStretches(stretch: number, turn: (() => Promise<void>) | undefined): Step {
  let steps = 0;
  return () => (turn && ++steps % stretch === 0 ? turn() : undefined);
}
