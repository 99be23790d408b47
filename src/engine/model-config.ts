/**
 * The numbers of `config.json` and `generation_config.json` that decoding needs.
 * @module
 */
import { z } from 'zod';
import { NewsglotError } from '../errors.ts';

/** What the decode loop must know of a model. */
export interface ModelConfig {
  readonly heads: number;
  readonly headSize: number;
  readonly padToken: number;
  readonly endToken: number;
  /** The token the decoder starts with. */
  readonly startToken: number;
  /** Longest source in tokens, language and end included. */
  readonly maxSourceTokens: number;
  readonly maxNewTokens: number;
  /** Tokens that must never be decoded: Marian's padding, which is often the most probable. */
  readonly forbiddenTokens: readonly number[];
  /** The markers that the model was trained to copy; none unless the tokenizer tells. */
  readonly markerTokens: readonly number[];
}

const id = z.int().nonnegative();
const size = z.int().positive();
const configSchema = z.object({
  d_model: size,
  decoder_attention_heads: size,
  max_position_embeddings: size,
  pad_token_id: id,
  eos_token_id: id,
  decoder_start_token_id: id,
});
const generationSchema = z.object({
  max_length: size.default(256),
  bad_words_ids: z.array(z.array(id)).nullish(),
});

/**
 * Reads the two parsed configuration files.
 * @throws NewsglotError `model_rejected` when a number is missing.
 */
export function parseModelConfig(config: unknown, generation: unknown): ModelConfig {
  const read = configSchema.safeParse(config);
  const bounds = generationSchema.safeParse(generation);
  if (!read.success || !bounds.success) {
    throw new NewsglotError(
      'model_rejected',
      'the configuration of the model is not one of a sequence-to-sequence model',
    );
  }
  const { data } = read;
  // M2M-100 numbers positions from pad + 1, so that its table of positions loses two entries.
  const maxSourceTokens = data.max_position_embeddings - 2;
  return {
    heads: data.decoder_attention_heads,
    headSize: data.d_model / data.decoder_attention_heads,
    padToken: data.pad_token_id,
    endToken: data.eos_token_id,
    startToken: data.decoder_start_token_id,
    maxSourceTokens,
    maxNewTokens: Math.min(bounds.data.max_length, 256, maxSourceTokens - 2),
    forbiddenTokens: (bounds.data.bad_words_ids ?? []).flatMap((word) => (word.length === 1 ? word : [])),
    markerTokens: [],
  };
}
