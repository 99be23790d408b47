/**
 * The decode loop of a sequence-to-sequence model on two ONNX graphs: an encoder and a merged decoder with a cache of
 * keys and values, as the M2M-100 family is laid out for transformers.js.
 *
 * A batch is encoded once. Every decoder step then feeds one token a row; rows that have ended leave the batch together
 * with their caches, so that a long sentence never drags finished ones along.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { align, canAlign } from './align.ts';
import { beamSearch } from './beam-search.ts';
import { type DecoderState, gather, startState } from './decoder-state.ts';
import { encodeSources } from './encoder.ts';
import { greedySearch } from './greedy-search.ts';
import type { ModelConfig } from './model-config.ts';
import { HEAD } from './scoring-head.ts';
import type { Candidates, RowOutcome, SearchLimits, SourceRow } from './search.ts';
import { floats, integers, type Runtime } from './session.ts';

/** Decodes batches of sentences. */
export interface Seq2Seq {
  /** Longest source in tokens, language and end included. */
  readonly maxSourceTokens: number;
  /** How many batches it decodes at a time. */
  readonly parallel: number;
  /**
   * Decodes a batch; rows may differ in length and language pair. Every row has its own outcome: one that is aborted or
   * too long (`content_too_large`) does not touch the others.
   * @param options.beams width of the beam; 1 is greedy search.
   * @throws what the runtime throws when it fails.
   */
  decode(rows: readonly SourceRow[], options: { readonly beams: number }): Promise<readonly RowOutcome[]>;
  /** Frees the sessions. */
  release(): Promise<void>;
}

/** Puts the decode loop on a runtime. */
export function createSeq2Seq(runtime: Runtime, config: ModelConfig): Seq2Seq {
  const { maxSourceTokens } = config;
  const limits: SearchLimits = {
    endToken: config.endToken,
    forbidden: new Set(config.forbiddenTokens),
    markers: new Set(config.markerTokens),
    maxTokens: (row) => Math.min(2 * (row.source.length - (row.hints ?? 0)) + 16, config.maxNewTokens),
  };
  return {
    maxSourceTokens,
    parallel: 1,
    async decode(rows, { beams }) {
      const outcomes: (RowOutcome | undefined)[] = rows.map((row) => refusal(row, maxSourceTokens));
      const taken = rows.filter((_, i) => outcomes[i] === undefined);
      const searched = taken.length > 0 ? await decodeBatch(runtime, config, taken, limits, beams) : [];
      const decoded = await withAlignment(runtime, config, taken, searched);
      let next = 0;
      return outcomes.map((outcome) => outcome ?? decoded[next++]!);
    },
    async release() {
      await Promise.all([runtime.encoder.release(), runtime.decoder.release()]);
    },
  };
}

function refusal(row: SourceRow, maxSourceTokens: number): RowOutcome | undefined {
  if (row.signal?.aborted) return { status: 'failed', error: row.signal.reason };
  if (row.source.length <= maxSourceTokens) return undefined;
  return { status: 'failed', error: sentenceTooLong(maxSourceTokens) };
}

/** The error of a sentence that has more tokens than the model can read. */
export function sentenceTooLong(maxSourceTokens: number): NewsglotError {
  return new NewsglotError('content_too_large', `a sentence exceeds the model's ${maxSourceTokens} tokens`);
}

async function decodeBatch(
  runtime: Runtime,
  config: ModelConfig,
  rows: readonly SourceRow[],
  limits: SearchLimits,
  beams: number,
): Promise<readonly RowOutcome[]> {
  const search = beams === 1 ? greedySearch(rows, limits) : beamSearch(rows, limits, beams);
  const sources = rows.map(({ source }) => source);
  let state = startState(runtime, config, await encodeSources(runtime, sources, config.padToken));
  let sentences: readonly number[] = rows.map((_, i) => i);
  let input: readonly (readonly number[])[] = rows.map((row) => row.prefix);
  for (;;) {
    const { candidates, next } = await step(runtime, state, input, search.candidates);
    const { parents, tokens, sentences: going } = search.advance(candidates);
    if (parents.length === 0) return search.outcomes();
    const unchanged = parents.length === next.rows && parents.every((row, i) => row === i);
    state = unchanged ? next : gather(runtime, next, parents, { sameSources: sameList(going, sentences) });
    sentences = going;
    input = tokens.map((token) => [token]);
    await runtime.pause?.();
  }
}

/** Adds the alignment to the outcomes of the rows that ask for it. */
async function withAlignment(
  runtime: Runtime,
  config: ModelConfig,
  rows: readonly SourceRow[],
  outcomes: readonly RowOutcome[],
): Promise<readonly RowOutcome[]> {
  if (!canAlign(runtime)) return outcomes;
  const pairs = outcomes.flatMap((outcome, i) => {
    const row = rows[i]!;
    const wanted = row.aligned && outcome.status === 'decoded' && outcome.tokens.length > 0;
    return wanted ? [{ ...row, tokens: outcome.tokens, outcome: i }] : [];
  });
  if (pairs.length === 0) return outcomes;
  const alignments = await align(runtime, config, pairs);
  const by = new Map(pairs.map(({ outcome }, i) => [outcome, alignments[i]!]));
  return outcomes.map((outcome, i) => {
    const alignment = by.get(i);
    return alignment ? { ...outcome, alignment } : outcome;
  });
}

/**
 * One run of the decoder, as many tokens for every row. The first run, which feeds the prefix, computes the source's keys
 * and values; they are kept.
 */
async function step(
  runtime: Runtime,
  state: DecoderState,
  input: readonly (readonly number[])[],
  count: number,
): Promise<{ readonly candidates: Candidates; readonly next: DecoderState }> {
  const positions = input[0]!.length;
  const first = Object.values(state.target)[0]?.dims[2] === 0;
  const present = (name: string) => name.replace('past_key_values', 'present');
  const targets = Object.keys(state.target);
  const sources = first ? Object.keys(state.source) : [];
  const outputs = await runtime.decoder.run(
    {
      input_ids: runtime.tensor('int64', BigInt64Array.from(input.flat(), BigInt), [input.length, positions]),
      encoder_attention_mask: state.mask,
      encoder_hidden_states: state.states,
      use_cache_branch: runtime.tensor('bool', Uint8Array.of(first ? 0 : 1), [1]),
      [HEAD.count]: runtime.tensor('int64', BigInt64Array.of(BigInt(count)), [1]),
      ...state.source,
      ...state.target,
    },
    [HEAD.tokens, HEAD.logProbabilities, ...[...targets, ...sources].map(present)],
  );
  const kept = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, outputs[present(name)]!]));
  return {
    candidates: {
      count,
      tokens: lastPosition(integers(outputs[HEAD.tokens]), positions, count),
      logProbabilities: lastPosition(floats(outputs[HEAD.logProbabilities]), positions, count),
    },
    next: { ...state, target: kept(targets), source: first ? kept(sources) : state.source },
  };
}

/** Of [rows, positions, count] the last position of every row. */
function lastPosition<T extends BigInt64Array | Float32Array>(data: T, positions: number, count: number): T {
  if (positions === 1) return data;
  return data.filter((_: unknown, i: number) => Math.floor(i / count) % positions === positions - 1) as T;
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
