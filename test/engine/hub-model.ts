/**
 * Models as small as they can be, laid out like those of the hub: the graphs of the random model with the configuration
 * and the tokenizer of a family. Their 48 tokens: control tokens, the languages English and French, and letters.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { TokenLayout } from '../../src/engine/tokenizer.ts';
import { config, VOCABULARY } from './random-model.ts';

interface Family {
  readonly tokenizerClass: string;
  readonly languages: readonly [en: string, fr: string];
  readonly generation: Readonly<Record<string, unknown>>;
}

/** Token that Marian must never decode; here one that the random model likes. */
export const MARIAN_PAD = 9;

export const FAMILIES: Readonly<Record<TokenLayout, Family>> = {
  m2m100: { tokenizerClass: 'M2M100Tokenizer', languages: ['__en__', '__fr__'], generation: {} },
  nllb: { tokenizerClass: 'NllbTokenizer', languages: ['eng_Latn', 'fra_Latn'], generation: {} },
  marian: {
    tokenizerClass: 'MarianTokenizer',
    languages: ['▁en', '▁fr'],
    generation: { bad_words_ids: [[MARIAN_PAD]], forced_eos_token_id: 2 },
  },
};

/** The files of a model, by path; what the hub holds of one. */
export async function hubModel(layout: TokenLayout): Promise<Map<string, Buffer>> {
  const { tokenizerClass, languages, generation } = FAMILIES[layout];
  const control = ['<s>', '<pad>', '</s>', '<unk>', ...languages];
  const letters = '▁eatnsiroludcmpvgbqfhxyzjk.,’éèàêç-w0123456789';
  const pieces = [...control, ...letters].slice(0, VOCABULARY);
  const special = layout === 'marian' ? control.slice(0, 4) : control;
  const tokenizer = {
    version: '1.0',
    added_tokens: special.map((content, id) => ({ id, content, special: true, normalized: false })),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always' },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always' },
    post_processor: null,
    model: {
      type: 'Unigram',
      unk_id: 3,
      vocab: pieces.map((piece, id) => [piece, id < special.length ? 0 : -1 - id / 10]),
    },
  };
  const json = (value: unknown) => Buffer.from(JSON.stringify(value));
  const graph = (name: string) => readFile(new URL(`random-model/${name}.onnx`, import.meta.url));
  return new Map([
    [
      'config.json',
      json({
        model_type: layout,
        d_model: config.heads * config.headSize,
        decoder_attention_heads: config.heads,
        max_position_embeddings: config.maxSourceTokens + 2,
        pad_token_id: layout === 'marian' ? MARIAN_PAD : config.padToken,
        eos_token_id: config.endToken,
        decoder_start_token_id: config.startToken,
      }),
    ],
    ['generation_config.json', json({ max_length: config.maxNewTokens, ...generation })],
    ['tokenizer.json', json(tokenizer)],
    ['tokenizer_config.json', json({ tokenizer_class: tokenizerClass })],
    ['onnx/encoder_model_quantized.onnx', await graph('encoder')],
    ['onnx/decoder_model_merged_quantized.onnx', await graph('decoder')],
  ]);
}

/** Writes a model into a folder, as the library of the hub would look for it. */
export async function writeModel(folder: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
}

/** SHA-256 of a file, hexadecimal. */
export const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
