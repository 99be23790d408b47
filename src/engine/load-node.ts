/**
 * A model by name, on Node: one of the manifest, or one of the hub.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { loadEmbeddedEngine } from './embedded-node.ts';
import type { Engine } from './engine.ts';

/**
 * Loads the model `name` of the manifest, or else of the Hugging Face hub (`owner/name`).
 * @throws NewsglotError `unknown_model` when neither has it, `model_rejected` when its files are not what they should be.
 */
export async function loadNodeEngine(name: string): Promise<Engine> {
  try {
    return await loadEmbeddedEngine({ name });
  } catch (error) {
    const onHub = error instanceof NewsglotError && error.code === 'unknown_model' && name.includes('/');
    if (!onHub) throw error;
  }
  const { loadHubEngine } = await import('./hub.ts');
  return loadHubEngine({ name });
}
