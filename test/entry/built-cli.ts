/** The command line as it is installed: the compiled files, in a process of its own. */
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** The compiled entry. */
export const CLI = join(ROOT, 'dist/entry/cli.js');

/** What a process left. */
export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `newsglot` with arguments; no terminal is around it. */
export async function newsglot(args: readonly string[], input = '', cwd = ROOT): Promise<Finished> {
  const child = spawn(process.execPath, [CLI, ...args], { cwd, env: { ...process.env, THREADS: '1' } });
  child.stdin.on('error', () => {
    // It has ended without reading.
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, out, err };
}

/** Compiles anew if a source is newer than what was compiled. */
export function ensureBuilt(): void {
  const built = statSync(CLI, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newest = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, { parentPath, name }) => Math.max(latest, statSync(join(parentPath, name)).mtimeMs), 0);
  if (newest > built) execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: 'pipe' });
}
