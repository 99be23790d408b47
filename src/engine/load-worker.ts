/**
 * The embedded model on Cloudflare Workers. Bundled by wrangler only.
 * @module
 */
import manifest from '../../models/manifest.json' with { type: 'json' };
import type { Engine, ModelInfo } from './engine.ts';
import { modelInfo, parseManifest } from './models.ts';
import { openParts } from './open-model.ts';
import { openWebSeq2Seq } from './ort-web.ts';
import { createEngine, type EngineLimits } from './scheduler.ts';
import type { Seq2Seq } from './seq2seq.ts';

const entry = parseManifest(manifest).get('embedded')!;

/** What the embedded model is; known before it is loaded. */
export const embeddedModel: ModelInfo = modelInfo(entry);

// An isolate has 128 MB and one thread: fewer rows at a time. The queue holds what one document may have in flight.
const LIMITS: Partial<EngineLimits> = {
  admission: { characters: 500_000, charactersPerSecond: 1500 },
  maxBeams: 4,
  batch: { rows: 8, tokens: 1024 },
};

/**
 * Makes a new engine on the one model of the isolate. Each request needs its own: a Worker's timers and continuations
 * belong to the request that made them and end with it, so that a batch shared by two requests would hang one of them.
 * It costs next to nothing; closing it frees nothing.
 */
export type OpenEngine = () => Engine;

/**
 * Loads the embedded model. Keep the loading alive with `waitUntil`, else it ends with the request that began it.
 * @param fetchFile fetches a path below `models/`.
 * @throws NewsglotError `model_rejected` when a file is missing or changed.
 */
export async function loadWorkerModel(fetchFile: (path: string) => Promise<Response>): Promise<OpenEngine> {
  const readFile = async (path: string) => {
    const response = await fetchFile(`${entry.folder}/${path}`);
    if (!response.ok) throw new Error(`${path}: status ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const parts = await openParts({ entry, readFile, openSeq2Seq: openWebSeq2Seq, limits: LIMITS });
  const seq2seq: Seq2Seq = { ...parts.seq2seq, release: async () => {} };
  return () => createEngine({ ...parts, seq2seq });
}
