/**
 * A model by name, on Node: one that ships with the service, or one that was pulled.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { loadEmbeddedEngine } from './embedded-node.ts';
import type { Engine } from './engine.ts';
import { defaultStore, modelFolder, readPulled } from './model-store.ts';

/**
 * Loads the model `name` of the package, or else of the folder of pulled models.
 * @throws NewsglotError `unknown_model` when neither has it, `model_rejected` when its files are not what they should be.
 */
export async function loadNodeEngine(
  name: string,
  store: string = defaultStore(process.env),
): Promise<Engine> {
  try {
    return await loadEmbeddedEngine({ name });
  } catch (error) {
    if (!(error instanceof NewsglotError && error.code === 'unknown_model')) throw error;
  }
  const pulled = await readPulled(store, name);
  if (pulled) return loadEmbeddedEngine({ name, directory: modelFolder(store, name) });
  throw new NewsglotError(
    'unknown_model',
    `there is no model named ${name} here; \`newsglot models pull\` fetches one`,
  );
}
