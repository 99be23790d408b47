/** The embedded model's parts, for tests that look below the engine. */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { openDictionary } from '../../src/engine/dictionary.ts';
import { createHints } from '../../src/engine/hints.ts';
import { type ModelConfig, parseModelConfig } from '../../src/engine/model-config.ts';
import { type ManifestEntry, parseManifest } from '../../src/engine/models.ts';
import { nodeRuntime } from '../../src/engine/ort-node.ts';
import type { SourceRow } from '../../src/engine/search.ts';
import { createSeq2Seq, type Seq2Seq } from '../../src/engine/seq2seq.ts';
import { createTokenizer } from '../../src/engine/tokenizer.ts';
import type { LanguageCode } from '../../src/language/codes.ts';

export const en = 'en' as LanguageCode;
export const fr = 'fr' as LanguageCode;

export const MODELS = new URL('../../models/', import.meta.url);
const folder = new URL('embedded/', MODELS);

export const readModelFile = async (path: string): Promise<Uint8Array> => readFile(new URL(path, folder));
export const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));

export function embeddedEntry(): ManifestEntry {
  const manifest: unknown = JSON.parse(readFileSync(new URL('manifest.json', MODELS), 'utf8'));
  return parseManifest(manifest).get('embedded')!;
}

export const config: ModelConfig = parseModelConfig(
  readJson('config.json'),
  readJson('generation_config.json'),
);

export const tokenizer = createTokenizer({
  tokenizer: readJson('tokenizer.json'),
  config: readJson('tokenizer_config.json'),
  layout: 'm2m100',
  startToken: config.startToken,
  endToken: config.endToken,
});

const { hints } = embeddedEntry();

/** The tokens of a source with the hints that the engine gives the model. */
export function hinted(source: readonly number[], language: LanguageCode): readonly number[] {
  if (hints === undefined) return source;
  const dictionary = openDictionary(readFileSync(new URL(hints, folder)));
  const mark = tokenizer.hintToken!;
  return createHints(dictionary, tokenizer, { mark, maxTokens: config.maxSourceTokens })(source, language)
    .tokens;
}

export async function openSeq2Seq(): Promise<Seq2Seq> {
  const [encoder, decoder] = await Promise.all([
    readModelFile('onnx/encoder_model_quantized.onnx'),
    readModelFile('onnx/decoder_model_merged_quantized.onnx'),
  ]);
  return createSeq2Seq(await nodeRuntime({ encoder, decoder }), config);
}

export const row = (text: string, source: LanguageCode, target: LanguageCode): SourceRow => ({
  source: tokenizer.encode(text, source),
  prefix: tokenizer.prefix(target),
});

/** Sentences of unlike length. */
export const SENTENCES = [
  'The council approved the budget.',
  'Two firefighters were hurt when the roof of the old mill collapsed shortly before dawn.',
  'The president said on Monday that the government will not change its position on the new tax.',
  'Sales rose by 12 percent.',
  'The minister, who has been in office since 2009, refused to answer the questions of the press.',
  'Why did the bank wait?',
];
