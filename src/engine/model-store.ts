/**
 * The folder of pulled models, on Node. Each model has a folder of its own, which appears whole or not at all:
 * `NAME/manifest.json`, laid out like `models/manifest.json`, with the hash of every file, and the files in `NAME/files/`.
 * A model of the hub, `owner/name`, is in `owner--name`.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { NewsglotError } from '../errors.ts';
import { type ManifestEntry, parseManifest } from './models.ts';

/** Name, below a model's folder, of the folder of its files. */
export const FILES_FOLDER = 'files';

/** Where pulled models are unless an operator says otherwise. */
export function defaultStore(environment: Readonly<Record<string, string | undefined>>): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'newsglot', 'models');
}

/** Folder of a model in the store. */
export function modelFolder(store: string, name: string): string {
  return join(store, name.replace('/', '--'));
}

/**
 * The entry of a pulled model.
 * @returns undefined when it has not been pulled.
 * @throws NewsglotError `model_rejected` when its manifest is not one.
 */
export async function readPulled(store: string, name: string): Promise<ManifestEntry | undefined> {
  return (await readManifest(modelFolder(store, name)))?.get(name);
}

/** All pulled models, by name. @throws as {@link readPulled}. */
export async function listPulled(store: string): Promise<ManifestEntry[]> {
  const folders = await readdir(store).catch(() => []);
  const manifests = await Promise.all(
    folders.filter((name) => !name.startsWith('.')).map((folder) => readManifest(join(store, folder))),
  );
  const entries = manifests.flatMap((manifest) => [...(manifest?.values() ?? [])]);
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function readManifest(folder: string): Promise<ReadonlyMap<string, ManifestEntry> | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, 'manifest.json'), 'utf8');
  } catch {
    return undefined;
  }
  try {
    return parseManifest(JSON.parse(text));
  } catch (cause) {
    throw new NewsglotError('model_rejected', `the manifest of a pulled model is not valid`, { cause });
  }
}
