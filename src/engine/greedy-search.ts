/**
 * Greedy search: the most probable token at each step.
 * @module
 */
import { best, type Logits } from './logits.ts';
import { loopCut } from './repetition.ts';
import type { Continuation, RowOutcome, Search, SearchLimits, SourceRow } from './search.ts';

/** Starts a greedy search over a batch. */
export function greedySearch(rows: readonly SourceRow[], limits: SearchLimits): Search {
  const outcomes: (RowOutcome | undefined)[] = rows.map(() => undefined);
  const paths = rows.map((row) => ({ tokens: [] as number[], sum: 0, max: limits.maxTokens(row) }));
  let live = rows.map((_, i) => i);

  function settle(sentence: number, length: number, steps: number, complete: boolean): void {
    const path = paths[sentence]!;
    outcomes[sentence] = {
      status: 'decoded',
      tokens: path.tokens.slice(0, length),
      score: path.sum / steps,
      complete,
    };
  }

  /** Whether the sentence goes on. */
  function extend(sentence: number, row: number, logits: Logits): boolean {
    const signal = rows[sentence]!.signal;
    if (signal?.aborted) {
      outcomes[sentence] = { status: 'failed', error: signal.reason };
      return false;
    }
    const path = paths[sentence]!;
    const { token, logProbability } = best(logits, row);
    path.sum += logProbability;
    const length = path.tokens.length;
    if (token === limits.endToken) {
      settle(sentence, length, length + 1, true);
      return false;
    }
    path.tokens.push(token);
    const cut = loopCut(path.tokens);
    if (cut === undefined && length + 1 < path.max) return true;
    settle(sentence, cut ?? length + 1, length + 1, false);
    return false;
  }

  return {
    advance(logits: Logits): Continuation {
      const parents: number[] = [];
      for (let row = 0; row < live.length; row++) if (extend(live[row]!, row, logits)) parents.push(row);
      live = parents.map((row) => live[row]!);
      return { parents, tokens: live.map((sentence) => paths[sentence]!.tokens.at(-1)!), sentences: live };
    },
    outcomes: () => outcomes.map((outcome) => outcome!),
  };
}
