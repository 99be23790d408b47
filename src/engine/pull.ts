/**
 * Fetching a model of the hub, on Node: every file, verified, into a folder that appears in the store all at once.
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';
import { discard, download, settle } from './download.ts';
import type { HubModel } from './hub-table.ts';
import { FILES_FOLDER, modelFolder } from './model-store.ts';
import { hashOfHashes, type ManifestEntry, type ModelFile, parseManifest } from './models.ts';
import { TOKENIZER_CLASSES, type TokenLayout } from './tokenizer.ts';

/** What to pull, and where to. */
export interface PullRequest {
  /** Short name of the table, or `owner/name` of the hub. */
  readonly name: string;
  /** What the table knows of it. */
  readonly known?: HubModel | undefined;
  /** What the caller states of a model that the table does not know. */
  readonly stated?: { readonly languages?: readonly LanguageCode[]; readonly licence?: string } | undefined;
  /** `pinned`: only files whose hashes are in the table; `first-use`: record the hashes of what arrives. */
  readonly trust: 'pinned' | 'first-use';
  readonly store: string;
  /** `https://huggingface.co`, or a server laid out like it. */
  readonly endpoint: string;
  readonly onProgress?: ((progress: PullProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far a pull has come. */
export interface PullProgress {
  /** Path of the file that is on its way. */
  readonly path: string;
  readonly bytes: number;
  readonly total: number | undefined;
}

/** The files that the decode loop needs, the int8 variant (`q8`) of the graphs. */
export const MODEL_FILES = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'onnx/encoder_model_quantized.onnx',
  'onnx/decoder_model_merged_quantized.onnx',
] as const;

/** Largest file of a model that is not pinned. */
const MAX_BYTES = 4 * 1024 ** 3;

/**
 * Pulls a model. What arrived before a failure is kept and not fetched again.
 * @returns its entry, by which it will be verified whenever it is loaded.
 * @throws NewsglotError `model_not_trusted` for files that are not pinned, `model_rejected` for a file that is not the
 * pinned one or a model of another layout, and as {@link download}.
 */
export async function pullModel(request: PullRequest): Promise<ManifestEntry> {
  const { name, known, trust, store, endpoint, onProgress, signal } = request;
  const pinned = new Map(known?.files.map((file) => [file.path, file]));
  if (trust === 'pinned' && MODEL_FILES.some((path) => !pinned.has(path))) {
    throw new NewsglotError(
      'model_not_trusted',
      `the files of ${name} are not pinned; trust what the hub sends, to be held to it from then on, with --trust`,
    );
  }
  const folder = modelFolder(store, name);
  const staging = modelFolder(join(store, '.partial'), name);
  const files: ModelFile[] = [];
  for (const path of MODEL_FILES) {
    const file = join(staging, FILES_FOLDER, path);
    const pin = pinned.get(path);
    await download({
      url: `${endpoint}/${known?.repository ?? name}/resolve/${known?.revision ?? 'main'}/${path}`,
      file,
      maxBytes: pin?.bytes ?? MAX_BYTES,
      onProgress: (bytes, total) => onProgress?.({ path, bytes, total }),
      signal,
    });
    const found: ModelFile = { path, bytes: (await stat(file)).size, sha256: await hashFile(file) };
    if (pin && (pin.sha256 !== found.sha256 || pin.bytes !== found.bytes)) {
      await discard(file);
      throw new NewsglotError(
        'model_rejected',
        `${name}: ${path} is not the pinned file; pull again to fetch it anew`,
      );
    }
    files.push(found);
  }
  for (const path of MODEL_FILES) await settle(join(staging, FILES_FOLDER, path));

  const described = await describe(request, staging);
  const hash = await hashOfHashes(files.map(({ sha256 }) => sha256));
  const manifest = { models: { [name]: { ...described, folder: FILES_FOLDER, files, hash } } };
  const entry = parseManifest(manifest).get(name)!;
  await writeFile(join(staging, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await replaceFolder(staging, folder);
  return entry;
}

/** What the manifest says of a model besides its files. */
async function describe({ name, known, stated }: PullRequest, staging: string) {
  if (known) {
    const { repository: _, revision: __, files: ___, ...described } = known;
    return { ...described, data: `See the model card of ${known.repository}.` };
  }
  const layout = await readLayout(name, staging);
  const pair = layout === 'marian' ? /-([a-z]{2,3})-([a-z]{2,3})$/.exec(name)?.slice(1) : undefined;
  const languages = stated?.languages ?? pair;
  if (!languages) throw new NewsglotError('model_rejected', `${name}: state its languages with --languages`);
  if (layout === 'marian' && languages.length !== 2)
    throw new NewsglotError('model_rejected', `${name} translates from one language into one: state both`);
  return {
    layout,
    languages,
    ...(layout === 'marian' && { pairs: [languages] }),
    licence: stated?.licence ?? 'LicenseRef-see-model-card',
    data: `See the model card of ${name}.`,
  };
}

async function readLayout(name: string, staging: string): Promise<TokenLayout> {
  const file = join(staging, FILES_FOLDER, 'tokenizer_config.json');
  const config = JSON.parse(await readFile(file, 'utf8')) as { tokenizer_class?: string };
  const layout = TOKENIZER_CLASSES[config.tokenizer_class?.replace(/Fast$/, '') ?? ''];
  if (layout) return layout;
  throw new NewsglotError('model_rejected', `${name} is not laid out like M2M-100, NLLB or Marian`);
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Puts a folder in the place of another, which is there or not. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const old = `${from}.old`;
  await mkdir(join(to, '..'), { recursive: true });
  await rm(old, { recursive: true, force: true });
  await rename(to, old).catch(() => {});
  await rename(from, to);
  await rm(old, { recursive: true, force: true });
}
