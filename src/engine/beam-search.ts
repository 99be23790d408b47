/**
 * Beam search with length normalisation.
 *
 * Hypotheses compete by their mean log-probability (the exponent of the length is 1). Every step draws the 2n best
 * continuations of a sentence's n live hypotheses, so that n stay even if n of them end. A sentence is settled when n
 * have ended and no live one has a better mean (Wu et al. 2016, section 7; the stopping rule of Hugging Face's
 * `early_stopping=False`).
 * @module
 * @see https://arxiv.org/abs/1609.08144
 */
import { mayFollow, spareCandidates } from './continuation-rules.ts';
import { loopCut } from './repetition.ts';
import type {
  Candidates,
  Continuation,
  Decoded,
  RowOutcome,
  Search,
  SearchLimits,
  SourceRow,
} from './search.ts';

interface Path {
  readonly tokens: readonly number[];
  readonly sum: number;
}

interface Candidate extends Path {
  readonly parent: number;
  readonly ends: boolean;
}

/** Starts a beam search over a batch; `beams` hypotheses for each sentence. */
export function beamSearch(rows: readonly SourceRow[], limits: SearchLimits, beams: number): Search {
  const outcomes: (RowOutcome | undefined)[] = rows.map(() => undefined);
  const ended: Decoded[][] = rows.map(() => []);
  let live: { readonly sentence: number; readonly path: Path }[] = rows.map((_, sentence) => ({
    sentence,
    path: { tokens: [], sum: 0 },
  }));

  function advance(drawn: Candidates): Continuation {
    const next: { sentence: number; parent: number; path: Path }[] = [];
    for (let from = 0; from < live.length; ) {
      const { sentence } = live[from]!;
      let to = from;
      while (to < live.length && live[to]!.sentence === sentence) to++;
      for (const path of extend(sentence, from, to, drawn))
        next.push({ sentence, parent: path.parent, path });
      from = to;
    }
    live = next;
    return {
      parents: next.map(({ parent }) => parent),
      tokens: next.map(({ path }) => path.tokens.at(-1)!),
      sentences: next.map(({ sentence }) => sentence),
    };
  }

  /** The hypotheses of a sentence, which are rows `from` to `to`, that go on; none when it is settled. */
  function extend(sentence: number, from: number, to: number, drawn: Candidates): Candidate[] {
    const source = rows[sentence]!;
    if (source.signal?.aborted) {
      outcomes[sentence] = { status: 'failed', error: source.signal.reason };
      return [];
    }
    const finished = ended[sentence]!;
    const kept: Candidate[] = [];
    for (const candidate of candidates(from, to, drawn)) {
      if (kept.length === beams) break;
      const cut = candidate.ends ? undefined : loopCut(candidate.tokens);
      if (candidate.ends)
        finished.push(end(candidate, candidate.tokens.length, candidate.tokens.length + 1, true));
      else if (cut !== undefined) finished.push(end(candidate, cut, candidate.tokens.length, false));
      else kept.push(candidate);
    }
    finished.sort(byRank);
    finished.length = Math.min(finished.length, beams);
    const length = kept[0]?.tokens.length ?? 0;
    const bestLive = (kept[0]?.sum ?? Number.NEGATIVE_INFINITY) / length;
    const full = finished.length === beams && finished.every(({ complete }) => complete);
    if (
      kept.length > 0 &&
      length < limits.maxTokens(source) &&
      !(full && finished[beams - 1]!.score >= bestLive)
    )
      return kept;
    for (const path of kept) finished.push(end(path, length, length, false));
    outcomes[sentence] = outcomeOf(source, finished.sort(byRank));
    return [];
  }

  /** The 2n best continuations of rows `from` to `to`, best first. */
  function candidates(from: number, to: number, drawn: Candidates): Candidate[] {
    const { count } = drawn;
    const all: Candidate[] = [];
    for (let row = from; row < to; row++) {
      const { path, sentence } = live[row]!;
      for (let at = row * count; at < (row + 1) * count; at++) {
        const token = Number(drawn.tokens[at]);
        const sum = path.sum + drawn.logProbabilities[at]!;
        if (Number.isNaN(sum) || !mayFollow(token, path.tokens, rows[sentence]!, limits)) continue;
        const ends = token === limits.endToken;
        all.push({ parent: row, ends, tokens: ends ? path.tokens : [...path.tokens, token], sum });
      }
    }
    return all.sort((a, b) => b.sum - a.sum).slice(0, 2 * beams);
  }

  return {
    candidates: 2 * beams + spareCandidates(limits),
    advance,
    outcomes: () => outcomes.map((outcome) => outcome!),
  };
}

/** @param ranked what has ended of a sentence, the best first. */
function outcomeOf(
  { alternatives = 0 }: SourceRow,
  [best = NOTHING, ...others]: readonly Decoded[],
): RowOutcome {
  return {
    status: 'decoded',
    ...best,
    ...(alternatives > 0 && { alternatives: others.slice(0, alternatives) }),
  };
}

function end(path: Path, keep: number, steps: number, complete: boolean): Decoded {
  return { tokens: path.tokens.slice(0, keep), score: path.sum / steps, complete };
}

/** What a model says whose scores are not numbers. */
const NOTHING: Decoded = { tokens: [], score: Number.NEGATIVE_INFINITY, complete: false };

/** A sentence that the model ended itself ranks before one that was cut off. */
function byRank(a: Decoded, b: Decoded): number {
  return Number(b.complete) - Number(a.complete) || b.score - a.score;
}
