/**
 * A model by name, on Node: one that ships with the service, or one that was pulled.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { loadEmbeddedEngine } from './embedded-node.ts';
import type { Engine, EngineObserver } from './engine.ts';
import { defaultStore, modelFolder, readPulled } from './model-store.ts';
import type { EngineLimits, EngineParts } from './scheduler.ts';
import type { ThreadRuntime } from './thread-messages.ts';

/** How to run a model, and where pulled ones are. */
export interface LoadOptions {
  /** Folder of pulled models; {@link defaultStore} unless told. */
  readonly store?: string | undefined;
  /** Decode loops, and what they run on; see {@link ThreadPoolOptions}. */
  readonly threads?: number | undefined;
  readonly runtime?: ThreadRuntime | undefined;
  readonly limits?: Partial<EngineLimits> | undefined;
  /** Is told of its batches. */
  readonly observer?: EngineObserver | undefined;
  /** As {@link EngineParts} has it. */
  readonly soon?: EngineParts['soon'];
}

/**
 * Loads the model `name` of the package, or else of the folder of pulled models.
 * @throws NewsglotError `unknown_model` when neither has it, `model_rejected` when its files are not what they should be.
 */
export async function loadNodeEngine(name: string, options: LoadOptions = {}): Promise<Engine> {
  const { store = defaultStore(process.env), threads, runtime, limits, observer, soon } = options;
  const how = {
    name,
    ...(threads !== undefined && { threads }),
    ...(runtime && { runtime }),
    ...(limits && { limits }),
    ...(observer && { observer }),
    ...(soon && { soon }),
  };
  try {
    return await loadEmbeddedEngine(how);
  } catch (error) {
    if (!(error instanceof NewsglotError && error.code === 'unknown_model')) throw error;
  }
  const pulled = await readPulled(store, name);
  if (pulled) return loadEmbeddedEngine({ ...how, directory: modelFolder(store, name) });
  throw new NewsglotError(
    'unknown_model',
    `there is no model named ${name} here; \`newsglot models pull\` fetches one`,
  );
}
