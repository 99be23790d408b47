/**
 * Models by name from the Hugging Face hub, or from a folder laid out like it, on Node. The library of the hub finds,
 * fetches and keeps the files and makes the sessions; the decode loop is the engine's own.
 *
 * M2M-100 and NLLB layouts. The files are whatever the hub holds under that name: only models of the manifest are pinned.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';
import { sha256Hex } from '../sha256.ts';
import type { Engine } from './engine.ts';
import { parseModelConfig } from './model-config.ts';
import { makeTensor } from './ort-node.ts';
import { createEngine, type EngineLimits } from './scheduler.ts';
import { createSeq2Seq } from './seq2seq.ts';
import type { Session } from './session.ts';
import { createTokenizer, type TokenLayout } from './tokenizer.ts';

/** Which model of the hub to load. */
export interface HubOptions {
  /** `owner/name` on the hub, or a folder below `localModelPath`. */
  readonly name: string;
  /** Languages to offer; unless told, those of {@link COMMON_LANGUAGES} that the vocabulary has. */
  readonly languages?: readonly LanguageCode[];
  /** Folder to look in before the hub; with it, the hub itself is not asked. */
  readonly localModelPath?: string;
  readonly licence?: string;
  readonly limits?: Partial<EngineLimits>;
}

/** What the library keeps of the files of a tokenizer. */
interface TokenizerParts {
  readonly _tokenizerJSON: unknown;
  readonly config: { readonly tokenizer_class?: string };
}

/** Languages that M2M-100 and NLLB translate well enough to offer without being asked. */
const COMMON_LANGUAGES = 'ar de en es fr it ja ko nl pl pt ru sv tr uk zh'.split(' ') as LanguageCode[];
const LAYOUTS: Readonly<Record<string, TokenLayout>> = { M2M100Tokenizer: 'm2m100', NllbTokenizer: 'nllb' };

/**
 * Loads a model with int8 weights (`q8`).
 * @throws NewsglotError `unknown_model` when it cannot be found or loaded, `model_rejected` when it has another layout.
 */
export async function loadHubEngine(options: HubOptions): Promise<Engine> {
  const { name, localModelPath, licence = 'see the model card', limits } = options;
  // Loading the library takes some 200 ms, which only those who use it should pay.
  const hub = await import('@xenova/transformers');
  if (localModelPath !== undefined) {
    hub.env.localModelPath = localModelPath;
    hub.env.allowRemoteModels = false;
  }
  const [model, library] = await Promise.all([
    hub.AutoModelForSeq2SeqLM.from_pretrained(name, { dtype: 'q8' }),
    hub.AutoTokenizer.from_pretrained(name),
  ]).catch((cause: unknown) => {
    throw new NewsglotError('unknown_model', `the model ${name} cannot be loaded`, { cause });
  });
  const { model: encoder, decoder_model_merged: decoder } = model.sessions as Record<
    string,
    Session | undefined
  >;
  const files = library as unknown as TokenizerParts;
  const layout = LAYOUTS[files.config.tokenizer_class?.replace(/Fast$/, '') ?? ''];
  if (encoder === undefined || decoder === undefined || layout === undefined) {
    throw new NewsglotError('model_rejected', `the model ${name} is not laid out like M2M-100 or NLLB`);
  }
  const config = parseModelConfig(model.config, model.generation_config ?? {});
  const { startToken, endToken } = config;
  const tokenizer = createTokenizer({
    tokenizer: files._tokenizerJSON,
    config: files.config,
    layout,
    startToken,
    endToken,
  });
  const { languages = COMMON_LANGUAGES.filter((code) => tokenizer.knowsLanguage(code)) } = options;
  const identity = JSON.stringify([name, 'q8', model.config, files._tokenizerJSON]);
  return createEngine({
    model: {
      name,
      hash: await sha256Hex(new TextEncoder().encode(identity)),
      languages,
      licence,
      markers: 0,
    },
    seq2seq: createSeq2Seq({ encoder, decoder, tensor: makeTensor }, config),
    tokenizer,
    ...(limits && { limits }),
  });
}
