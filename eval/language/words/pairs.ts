/**
 * Reads pairs of an English and a French text: lines with a tab between them, in files that may be packed with xz.
 * @module
 */
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An English text and its French translation. */
export type Pair = readonly [english: string, french: string];

/** Share of the words of one side that the other may have too before it counts as not translated. */
const MOST_SHARED = 0.6;
/** Words from which that share says something. */
const LEAST_WORDS = 4;

/** The files named, and the `.tsv` and `.tsv.xz` files of the folders named, by name. */
export async function filesOf(paths: readonly string[]): Promise<string[]> {
  const files = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [path];
      const names = (await readdir(path)).filter((name) => /\.tsv(?:\.xz)?$/.test(name)).sort();
      return names.map((name) => join(path, name));
    }),
  );
  return files.flat();
}

/**
 * The pairs of a file that are translations.
 * @param most pairs that are taken, evenly from all of the file, so that no large one drowns the others
 * @throws Error if the file cannot be read, or `xz` is not installed
 */
export async function readPairs(file: string, most: number): Promise<Pair[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: open(file) })) lines.push(line);
  const step = Math.max(1, lines.length / most);
  const pairs: Pair[] = [];
  for (let at = 0; at < lines.length; at += step) {
    const [english, french] = lines[Math.floor(at)]!.split('\t');
    if (english !== undefined && french !== undefined && isTranslated(english, french)) {
      pairs.push([english, french]);
    }
  }
  return pairs;
}

function open(file: string): NodeJS.ReadableStream {
  if (!file.endsWith('.xz')) return createReadStream(file);
  const unpack = spawn('xz', ['--decompress', '--stdout', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  unpack.on('error', (error) => unpack.stdout.destroy(error));
  return unpack.stdout;
}

/** Interfaces are full of strings that nobody has translated yet. */
function isTranslated(english: string, french: string): boolean {
  const [one, other] = [english, french].map((text) => text.toLowerCase());
  if (one === other) return false;
  const words = other!.match(/\p{L}+/gu) ?? [];
  if (words.length < LEAST_WORDS) return true;
  const shared = new Set(one!.match(/\p{L}+/gu));
  return words.filter((word) => shared.has(word)).length <= MOST_SHARED * words.length;
}
