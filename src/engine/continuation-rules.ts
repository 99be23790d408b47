/**
 * Which tokens a search passes over, however probable they are: a small model falls into faults that are plain to see
 * while they happen, and the next best token most often leads out of them.
 * @module
 */
import type { SearchLimits, SourceRow } from './search.ts';

/** Candidates that may be passed over because they would end a loop. */
const LOOPING = 4;

type Rules = Pick<SearchLimits, 'forbidden' | 'markers'>;

/** How many tokens of a row a search looks at beyond those it needs, so that some are left when others are passed over. */
export function spareCandidates({ forbidden, markers }: Rules): number {
  return forbidden.size + markers.size + LOOPING;
}

/** Longest cycle looked for, in tokens. */
const MAX_PERIOD = 16;
/** A cycle that has come this often is a loop. */
const TURNS = 3;

/**
 * Whether `token` may follow the tokens written so far. It may not if
 * - the model must never write it;
 * - it is a marker that the source has not, or that is written already;
 * - it ends the third turn of a cycle ("de la de la de la") that does not turn as often in the source ("0 0 0" in a
 *   number, an ellipsis).
 */
export function mayFollow(
  token: number,
  written: readonly number[],
  { source }: SourceRow,
  { forbidden, markers }: Rules,
): boolean {
  if (forbidden.has(token)) return false;
  if (markers.has(token) && (!source.includes(token) || written.includes(token))) return false;
  return !endsLoop(token, written, source);
}

function endsLoop(token: number, written: readonly number[], source: readonly number[]): boolean {
  const fromEnd = (i: number) => (i === 0 ? token : written[written.length - i]);
  for (let period = 1; TURNS * period <= written.length + 1 && period <= MAX_PERIOD; period++) {
    let matched = 0;
    while (matched < (TURNS - 1) * period && fromEnd(matched) === fromEnd(matched + period)) matched++;
    if (matched < (TURNS - 1) * period) continue;
    const turns = [...written.slice(written.length + 1 - TURNS * period), token];
    if (!contains(source, turns)) return true;
  }
  return false;
}

function contains(all: readonly number[], part: readonly number[]): boolean {
  return all.some((_, start) => part.every((value, i) => all[start + i] === value));
}
