/**
 * Greedy search: the most probable token at each step.
 * @module
 */
import { mayFollow, spareCandidates } from './continuation-rules.ts';
import { loopCut } from './repetition.ts';
import type { Candidates, Continuation, RowOutcome, Search, SearchLimits, SourceRow } from './search.ts';

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
  function extend(sentence: number, row: number, { count, tokens, logProbabilities }: Candidates): boolean {
    const signal = rows[sentence]!.signal;
    if (signal?.aborted) {
      outcomes[sentence] = { status: 'failed', error: signal.reason };
      return false;
    }
    const path = paths[sentence]!;
    const first = row * count;
    let at = first;
    while (at < first + count && !mayFollow(Number(tokens[at]), path.tokens, rows[sentence]!, limits)) at++;
    // If nothing may follow, what the model likes best of what it may ever write does: the checks see what comes of it.
    if (at === first + count) for (at = first; limits.forbidden.has(Number(tokens[at])); ) at++;
    const token = Number(tokens[at]);
    path.sum += logProbabilities[at]!;
    const length = path.tokens.length;
    if (Number.isNaN(path.sum)) {
      path.sum = Number.NEGATIVE_INFINITY;
      settle(sentence, length, 1, false);
      return false;
    }
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
    candidates: 1 + spareCandidates(limits),
    advance(candidates): Continuation {
      const parents: number[] = [];
      for (let row = 0; row < live.length; row++) if (extend(live[row]!, row, candidates)) parents.push(row);
      live = parents.map((row) => live[row]!);
      return { parents, tokens: live.map((sentence) => paths[sentence]!.tokens.at(-1)!), sentences: live };
    },
    outcomes: () => outcomes.map((outcome) => outcome!),
  };
}
