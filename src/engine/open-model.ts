/**
 * From a model's files to an engine, on any runtime.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { openDictionary } from './dictionary.ts';
import type { Engine } from './engine.ts';
import { createHints, type InsertHints } from './hints.ts';
import { type ModelConfig, parseModelConfig } from './model-config.ts';
import { loadModelFiles, type ManifestEntry, type ModelFiles, modelInfo } from './models.ts';
import { createEngine, type EngineLimits, type EngineParts } from './scheduler.ts';
import type { Seq2Seq } from './seq2seq.ts';
import { createTokenizer, type Tokenizer } from './tokenizer.ts';

/** The bytes of the two graphs of a model. */
export interface Graphs {
  readonly encoder: Uint8Array;
  readonly decoder: Uint8Array;
}

/** Puts a decode loop on the graphs of a model. */
export type OpenSeq2Seq = (graphs: Graphs, config: ModelConfig) => Promise<Seq2Seq>;

/** Where a model comes from and what runs it. */
export interface ModelSource {
  readonly entry: ManifestEntry;
  /** Gives the bytes at a path below the model's folder. */
  readonly readFile: (path: string) => Promise<Uint8Array>;
  readonly openSeq2Seq: OpenSeq2Seq;
  readonly limits?: Partial<EngineLimits>;
  /** As {@link EngineParts} has it. */
  readonly soon?: EngineParts['soon'];
}

/**
 * Reads and verifies the files of a model and puts an engine on them.
 * @throws NewsglotError `model_rejected` when a file is missing, has changed or cannot be loaded.
 */
export async function openModel(from: ModelSource): Promise<Engine> {
  return createEngine(await openParts(from));
}

/**
 * Reads and verifies the files of a model, for a caller that makes engines of them itself.
 * @throws NewsglotError `model_rejected` when a file is missing, has changed or cannot be loaded.
 */
export async function openParts(from: ModelSource): Promise<EngineParts> {
  const { entry, readFile, openSeq2Seq, limits, soon } = from;
  const files = await loadModelFiles(entry, readFile);
  const parsed = parseModelConfig(json(files, 'config.json'), json(files, 'generation_config.json'));
  const tokenizer = createTokenizer({
    tokenizer: json(files, 'tokenizer.json'),
    config: json(files, 'tokenizer_config.json'),
    layout: entry.layout,
    startToken: parsed.startToken,
    endToken: parsed.endToken,
    markers: entry.markers,
  });
  const { markerTokens, hintToken } = tokenizer;
  const forbiddenTokens = [...parsed.forbiddenTokens, ...(hintToken === undefined ? [] : [hintToken])];
  const config: ModelConfig = { ...parsed, markerTokens, forbiddenTokens };
  const insertHints = entry.hints && hintsOf(file(files, entry.hints), tokenizer, config.maxSourceTokens);
  const graphs: Graphs = {
    encoder: file(files, 'onnx/encoder_model_quantized.onnx'),
    decoder: file(files, 'onnx/decoder_model_merged_quantized.onnx'),
  };
  const seq2seq = await openSeq2Seq(graphs, config).catch((cause: unknown) => {
    throw new NewsglotError('model_rejected', `model ${entry.name}: its graphs cannot be loaded`, { cause });
  });
  return {
    model: modelInfo(entry),
    seq2seq,
    tokenizer,
    ...(insertHints && { insertHints }),
    ...(limits && { limits }),
    ...(soon && { soon }),
  };
}

function hintsOf(dictionary: Uint8Array, tokenizer: Tokenizer, maxTokens: number): InsertHints {
  const mark = tokenizer.hintToken;
  if (mark === undefined) throw new NewsglotError('model_rejected', 'the tokenizer has no mark for hints');
  return createHints(openDictionary(dictionary), tokenizer, { mark, maxTokens });
}

function file(files: ModelFiles, path: string): Uint8Array {
  const content = files.get(path);
  if (content === undefined) throw new NewsglotError('model_rejected', `the manifest does not list ${path}`);
  return content;
}

function json(files: ModelFiles, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(file(files, path)));
  } catch (cause) {
    if (cause instanceof NewsglotError) throw cause;
    throw new NewsglotError('model_rejected', `${path} is not JSON`, { cause });
  }
}
