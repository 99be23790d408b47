/**
 * Where each token of a translation came from: the decoder's attention over the source, read off in one run.
 *
 * The decoder is run once more over the finished translation, all positions at a time, so that the search that found it
 * (greedy, beam, compaction of the batch) need not carry anything along, and sentences that do not ask pay nothing.
 * @module
 */
import { startState } from './decoder-state.ts';
import { encodeSources, paddedTokens } from './encoder.ts';
import type { ModelConfig } from './model-config.ts';
import { HEAD } from './scoring-head.ts';
import { floats, type Runtime } from './session.ts';

/** A pair of token sequences. */
export interface TokenPair {
  /** As the encoder reads it: language, text, end. */
  readonly source: readonly number[];
  /** Start token and target language. */
  readonly prefix: readonly number[];
  /** The translation, without prefix and end token. */
  readonly tokens: readonly number[];
}

/** Whether the decoder gives its attention out (see models/training). */
export function canAlign(runtime: Runtime): boolean {
  return runtime.decoder.outputNames.includes('alignment');
}

/**
 * Aligns pairs of one batch.
 * @returns for each pair its attention as float32 [tokens, source] in row-major order, the source's language and end
 * left out; rows do not sum to 1 for that reason.
 * @throws what the runtime throws.
 */
export async function align(
  runtime: Runtime,
  config: ModelConfig,
  pairs: readonly TokenPair[],
): Promise<readonly Float32Array[]> {
  const sources = pairs.map(({ source }) => source);
  const state = startState(runtime, config, await encodeSources(runtime, sources, config.padToken));
  // The last token needs no turn of its own: its row is the one in which it was chosen.
  const targets = pairs.map(({ prefix, tokens }) => [...prefix, ...tokens].slice(0, -1));
  const input = paddedTokens(runtime, targets, config.padToken);
  const { alignment } = await runtime.decoder.run(
    {
      input_ids: input,
      encoder_attention_mask: state.mask,
      encoder_hidden_states: state.states,
      use_cache_branch: runtime.tensor('bool', Uint8Array.of(0), [1]),
      [HEAD.count]: runtime.tensor('int64', BigInt64Array.of(1n), [1]),
      ...state.source,
      ...state.target,
    },
    ['alignment'],
  );
  const [, steps, width] = alignment!.dims as [number, number, number];
  const data = floats(alignment);
  return pairs.map(({ prefix, source, tokens }, row) => {
    const inner = source.length - 2;
    const weights = new Float32Array(tokens.length * inner);
    for (let t = 0; t < tokens.length; t++) {
      const from = (row * steps + prefix.length - 1 + t) * width + 1;
      weights.set(data.subarray(from, from + inner), t * inner);
    }
    return weights;
  });
}
