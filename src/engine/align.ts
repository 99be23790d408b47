/**
 * Where each token of a translation came from: the decoder's attention over the source, read off in one run.
 *
 * The decoder is run once more over the finished translation, all positions at a time, so that the search that found it
 * (greedy, beam, compaction of the batch) need not carry anything along, and sentences that do not ask pay nothing.
 * @module
 */
import { paddingMask } from './decoder-state.ts';
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
  const lengths = pairs.map(({ source }) => source.length);
  const width = Math.max(...lengths);
  const mask = paddingMask(runtime, lengths, width);
  const sources = pairs.map(({ source }) => source);
  const encoded = await runtime.encoder.run(
    { input_ids: padded(runtime, sources, width, config.padToken), attention_mask: mask },
    ['last_hidden_state'],
  );
  // The last token needs no turn of its own: its row is the one in which it was chosen.
  const targets = pairs.map(({ prefix, tokens }) => [...prefix, ...tokens].slice(0, -1));
  const steps = Math.max(...targets.map((target) => target.length));
  const empty = runtime.tensor('float32', new Float32Array(0), [
    pairs.length,
    config.heads,
    0,
    config.headSize,
  ]);
  const pasts = runtime.decoder.inputNames.filter((name) => name.startsWith('past_key_values.'));
  const { alignment } = await runtime.decoder.run(
    {
      input_ids: padded(runtime, targets, steps, config.padToken),
      encoder_attention_mask: mask,
      encoder_hidden_states: encoded.last_hidden_state!,
      [HEAD.count]: runtime.tensor('int64', BigInt64Array.of(1n), [1]),
      use_cache_branch: runtime.tensor('bool', Uint8Array.of(0), [1]),
      ...Object.fromEntries(pasts.map((name) => [name, empty])),
    },
    ['alignment'],
  );
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

function padded(runtime: Runtime, rows: readonly (readonly number[])[], width: number, padToken: number) {
  const ids = new BigInt64Array(rows.length * width).fill(BigInt(padToken));
  rows.forEach((row, i) => {
    ids.set(BigInt64Array.from(row, BigInt), i * width);
  });
  return runtime.tensor('int64', ids, [rows.length, width]);
}
