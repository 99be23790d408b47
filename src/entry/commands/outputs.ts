/**
 * Where a command writes: standard output, a file, or a folder that mirrors where its inputs lie.
 * @module
 */
import { mkdir, realpath, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { NewsglotError } from '../../errors.ts';
import type { Input } from './inputs.ts';

/** An input and the file that its output goes to; standard output if there is none. */
export interface Task {
  readonly input: Input;
  readonly file: string | undefined;
}

/**
 * Gives every input its place. One input goes to `out` itself unless that is a folder or ends like one; several go into it
 * as a folder, each at its path below the folder that all of them share.
 * @param ending is put behind the names of files in a folder.
 * @throws NewsglotError `invalid_request` when an output would take the place of an input or of another output.
 */
export async function planOutputs(
  inputs: readonly Input[],
  out: string | undefined,
  ending = '',
): Promise<Task[]> {
  if (out === undefined) return inputs.map((input) => ({ input, file: undefined }));
  const intoFolder = inputs.length > 1 || /[/\\]$/.test(out) || (await isFolder(out));
  const names = intoFolder ? namesOf(inputs).map((name) => join(out, name + ending)) : [out];
  const sources = new Set(
    await Promise.all(inputs.filter(({ kind }) => kind === 'file').map(({ name }) => real(name))),
  );
  const taken = new Set<string>();
  for (const file of names) {
    const place = await real(file);
    if (sources.has(place)) throw refuse(`${file} is an input, which would be overwritten`);
    if (taken.has(place)) throw refuse(`two inputs would both be written to ${file}`);
    taken.add(place);
  }
  return inputs.map((input, i) => ({ input, file: names[i] }));
}

/** Writes a text to its place; folders are made. A reader of standard output that has seen enough (`| head`) is no error. */
export async function writeOutput(content: string, file?: string): Promise<void> {
  if (file !== undefined) {
    await mkdir(dirname(file), { recursive: true });
    return writeFile(file, content);
  }
  if (!watched) process.stdout.on('error', leaveIfReaderLeft);
  watched = true;
  await new Promise<void>((done, fail) => {
    process.stdout.write(content, (error) => (error && !isBrokenPipe(error) ? fail(error) : done()));
  });
}

let watched = false;

function leaveIfReaderLeft(error: NodeJS.ErrnoException): void {
  if (!isBrokenPipe(error)) throw error;
  process.exit(0);
}

function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE';
}

/** Names of files below one folder: paths from the folder that all files share; `host/path` for addresses. */
function namesOf(inputs: readonly Input[]): string[] {
  const folders = inputs.flatMap(({ kind, name }) => (kind === 'file' ? [dirname(resolve(name))] : []));
  const shared = folders.reduce<string[] | undefined>((common, folder) => {
    const steps = folder.split(sep);
    if (!common) return steps;
    const end = common.findIndex((step, i) => step !== steps[i]);
    return end < 0 ? common : common.slice(0, end);
  }, undefined);
  return inputs.map(({ kind, name }) => {
    if (kind === 'stdin') return 'stdin';
    if (kind === 'file') return relative(shared?.join(sep) || sep, resolve(name));
    const { host, pathname } = new URL(name);
    return join(host.replace(':', '-'), pathname.endsWith('/') ? `${pathname}index.html` : pathname);
  });
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A path without symbolic links, as far as it exists. */
async function real(path: string): Promise<string> {
  return realpath(path).catch(() => resolve(path));
}

function refuse(message: string): NewsglotError {
  return new NewsglotError('invalid_request', message, { param: '--out' });
}
