/**
 * The Worker as wrangler would upload it.
 * @module
 */
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js');

/** A file of the bundle. */
export interface WorkerModule {
  readonly type: 'ESModule' | 'CompiledWasm';
  readonly path: string;
  readonly contents: Buffer;
}

/** Bundles the Worker into a folder. @returns its modules, the entry point first. @throws Error when wrangler fails. */
export async function bundleWorker(folder: string): Promise<readonly WorkerModule[]> {
  await promisify(execFile)(process.execPath, [WRANGLER, 'deploy', '--dry-run', '--outdir', folder], {
    cwd: ROOT,
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
  const names = (await readdir(folder)).filter((name) => /\.(js|wasm)$/.test(name)).sort();
  const modules = names.map(async (name): Promise<WorkerModule> => {
    const path = join(folder, name);
    return {
      type: name.endsWith('.wasm') ? 'CompiledWasm' : 'ESModule',
      path,
      contents: await readFile(path),
    };
  });
  return (await Promise.all(modules)).sort((a, b) => a.type.localeCompare(b.type)).reverse();
}
