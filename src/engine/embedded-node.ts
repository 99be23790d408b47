/**
 * The models that ship with the service, on Node.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NewsglotError } from '../errors.ts';
import type { Engine, EngineObserver } from './engine.ts';
import { type ManifestEntry, parseManifest } from './models.ts';
import { observeBatches } from './observed.ts';
import { openModel } from './open-model.ts';
import type { EngineLimits, EngineParts } from './scheduler.ts';
import { openThreadPool, type ThreadPoolOptions } from './thread-pool.ts';

/** Which model to load, and how to run it. */
export interface EmbeddedOptions extends ThreadPoolOptions {
  /** Folder of `manifest.json`; `models/` of this package unless told. */
  readonly directory?: string;
  /** Name in the manifest; `embedded` unless told. */
  readonly name?: string;
  readonly limits?: Partial<EngineLimits>;
  /** As {@link EngineParts} has it. */
  readonly soon?: EngineParts['soon'];
  /** Is told of its batches. */
  readonly observer?: EngineObserver;
}

// Two levels up from src/engine and from dist/engine alike.
const MODELS = fileURLToPath(new URL('../../models/', import.meta.url));

/**
 * Loads a model of the manifest: files, verification, sessions, engine.
 * @throws NewsglotError `unknown_model` for a name that the manifest lacks, `model_rejected` for files that are not its own.
 */
export async function loadEmbeddedEngine(options: EmbeddedOptions = {}): Promise<Engine> {
  const { directory = MODELS, name = 'embedded', limits, observer, soon, ...pool } = options;
  const manifest = parseManifest(await readManifest(directory));
  const entry = manifest.get(name);
  if (entry === undefined) throw new NewsglotError('unknown_model', `there is no model named ${name}`);
  return openModel({
    entry,
    readFile: (path) => readFile(join(directory, entry.folder, path)),
    openSeq2Seq: async (graphs, config) => {
      const threads = await openThreadPool(graphs, config, pool);
      return observer ? observeBatches(threads, observer, () => performance.now()) : threads;
    },
    ...(limits && { limits }),
    ...(soon && { soon }),
  });
}

/** The models that ship with the service. */
export async function readEmbedded(): Promise<ManifestEntry[]> {
  return [...parseManifest(await readManifest(MODELS)).values()];
}

async function readManifest(directory: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(join(directory, 'manifest.json'), 'utf8'));
  } catch (cause) {
    throw new NewsglotError('model_rejected', 'the model manifest cannot be read', { cause });
  }
}
