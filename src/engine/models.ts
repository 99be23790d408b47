/**
 * The models that ship with the service: what they are, and the proof that their files are the ones that were tested.
 * @module
 */
import { z } from 'zod';
import { NewsglotError } from '../errors.ts';
import { type LanguageCode, parseLanguage } from '../language/codes.ts';
import { sha256Hex } from '../sha256.ts';
import type { EngineFacts, ModelInfo } from './engine.ts';
import { TOKEN_LAYOUTS } from './tokenizer.ts';

/** A short name, or `owner/name` as on the hub. */
export const MODEL_NAME = /^\w[\w.-]*(\/\w[\w.-]*)?$/;

const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);
/** A file of a model and the proof that it is the right one. */
export const fileSchema = z.strictObject({
  /** Path below the model's folder. */
  path: z.string().regex(/^[\w-]+(\.[\w-]+)*(\/[\w-]+(\.[\w-]+)*)*$/),
  bytes: z.int().positive(),
  sha256: hashSchema,
});
const languageSchema = z.string().transform((tag, context): LanguageCode => {
  const code = parseLanguage(tag);
  if (code === undefined) {
    context.addIssue({ code: 'custom', message: `not a language tag: ${tag}` });
    return z.NEVER;
  }
  return code;
});
/** What is said of a model besides its files. */
export const describedModel = {
  layout: z.enum(TOKEN_LAYOUTS),
  languages: z.array(languageSchema).min(2),
  /** How many marker tokens (`<x0>`, …) it was trained to copy. */
  markers: z.int().min(0).max(100).default(0),
  /** Path of the dictionary of hints that it was trained to take (see hints.ts). */
  hints: z.string().min(1).optional(),
  /** Directions, of a model that does not translate between any two of its languages. */
  pairs: z
    .array(z.tuple([languageSchema, languageSchema]))
    .min(1)
    .optional(),
  /** SPDX expression for the weights. */
  licence: z.string().min(1),
};
const entrySchema = z.strictObject({
  ...describedModel,
  /** Folder of the files, from the folder of the manifest. */
  folder: z.string().regex(/^[\w-]+$/),
  /** Where the training data came from, and on what terms. */
  data: z.string().min(1),
  /** SHA-256 over the sorted hashes of the files, a line each. */
  hash: hashSchema,
  files: z.array(fileSchema).min(1),
});
const manifestSchema = z.strictObject({ models: z.record(z.string().regex(MODEL_NAME), entrySchema) });

/** A file of {@link ManifestEntry}. */
export type ModelFile = z.infer<typeof fileSchema>;

/** A model of the manifest. */
export type ManifestEntry = z.infer<typeof entrySchema> & { readonly name: string };

/** The files of a model, by path below its folder. */
export type ModelFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Reads the parsed `models/manifest.json`.
 * @throws NewsglotError `model_rejected` when it is not a manifest.
 */
export function parseManifest(manifest: unknown): ReadonlyMap<string, ManifestEntry> {
  const read = manifestSchema.safeParse(manifest);
  if (!read.success) {
    throw new NewsglotError(
      'model_rejected',
      `the model manifest is not valid: ${z.prettifyError(read.error)}`,
    );
  }
  return new Map(Object.entries(read.data.models).map(([name, entry]) => [name, { ...entry, name }]));
}

/**
 * Reads all files of a model and compares each with its pinned size and SHA-256, before anything else sees them.
 * @param readFile gives the bytes at a path below the model's folder.
 * @throws NewsglotError `model_rejected`, naming the file that is missing or has changed.
 */
export async function loadModelFiles(
  entry: ManifestEntry,
  readFile: (path: string) => Promise<Uint8Array>,
): Promise<ModelFiles> {
  if ((await hashOfHashes(entry.files.map(({ sha256 }) => sha256))) !== entry.hash) {
    throw new NewsglotError('model_rejected', `model ${entry.name}: its hash is not that of its files`);
  }
  const files = entry.files.map(async ({ path, bytes, sha256 }): Promise<[string, Uint8Array]> => {
    const content = await readFile(path).catch((cause: unknown) => {
      throw new NewsglotError('model_rejected', `model ${entry.name}: ${path} cannot be read`, { cause });
    });
    if (content.byteLength !== bytes || (await sha256Hex(content)) !== sha256) {
      throw new NewsglotError(
        'model_rejected',
        `model ${entry.name}: ${path} is not the file of the manifest`,
      );
    }
    return [path, content];
  });
  return new Map(await Promise.all(files));
}

/** What an engine says about a model of the manifest. */
export function modelInfo({ name, hash, languages, pairs, markers, licence }: ManifestEntry): ModelInfo {
  return { name, hash, languages, ...(pairs && { pairs }), markers, licence };
}

/** What an engine of a model can do, before it is loaded. */
export function engineFacts(model: ModelInfo): EngineFacts {
  const { languages, pairs } = model;
  return {
    model,
    supports: (source, target) =>
      source !== target &&
      languages.includes(source) &&
      languages.includes(target) &&
      (pairs === undefined || pairs.some(([from, to]) => from === source && to === target)),
  };
}

/** The hash of a model: SHA-256 over the sorted hashes of its files, a line each. */
export function hashOfHashes(hashes: readonly string[]): Promise<string> {
  const lines = [...hashes].sort().map((hash) => `${hash}\n`);
  return sha256Hex(lines.join(''));
}
