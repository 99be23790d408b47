/**
 * Test sets and published translations of them, as files.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A direction of translation. */
export type Pair = 'en-fr' | 'fr-en';

/** One line of a test set. */
export interface TestLine {
  readonly source: string;
  readonly reference: string;
}

/** What some other system made of the first lines of a test set. */
export interface PublishedSystem {
  readonly name: string;
  readonly hypotheses: readonly string[];
}

/**
 * Reads a test set: a sentence a line, `english<TAB>french`.
 * @throws Error for a line that has not two columns.
 */
export async function readTestSet(file: string, pair: Pair, lines: number): Promise<TestLine[]> {
  const rows = (await readLines(file)).slice(0, lines);
  return rows.map((row, i) => {
    const [english, french] = row.split('\t');
    if (english === undefined || french === undefined)
      throw new Error(`${file}:${i + 1} has no second column`);
    return pair === 'en-fr' ? { source: english, reference: french } : { source: french, reference: english };
  });
}

/**
 * Reads what other systems made of a test set: `DIRECTORY/en-fr/SET.SYSTEM.fr`, a translation a line, where SET is the
 * name of the test set's file (`_` and `-` are the same).
 */
export async function readPublished(
  directory: string,
  { file, pair, lines }: { readonly file: string; readonly pair: Pair; readonly lines: number },
): Promise<PublishedSystem[]> {
  const folder = join(directory, pair);
  const target = pair.slice(-2);
  const testSet = hyphens(basename(file).replace(/\.tsv$/, ''));
  const names = (await readdir(folder)).sort();
  const systems = names.flatMap((name) => {
    const [set, system, language] = name.split('.');
    return set !== undefined && system && hyphens(set) === testSet && language === target
      ? [{ name: system, path: join(folder, name) }]
      : [];
  });
  return Promise.all(
    systems.map(async ({ name, path }) => ({ name, hypotheses: (await readLines(path)).slice(0, lines) })),
  );
}

async function readLines(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).replace(/\n$/, '').split('\n');
}

function hyphens(name: string): string {
  return name.replaceAll('_', '-');
}
