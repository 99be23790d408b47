/**
 * Fits the parameters of identification: `npm run fit:lang -- DIR… [--folds N] [--sweeps N] [--write]`.
 *
 * Coordinate descent: each number in turn is moved up and down by a fixed factor (probabilities on the logit scale) and
 * keeps a move that lowers the loss by more than noise, on the even and on the odd pages alike: the pages are few. Cross-validation by page says what that is worth on pages that
 * were left out, and the confidence is fitted to what is right on those. `--write` puts the values fitted on all pages into `src/language/fitted-parameters.ts`.
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { PARAMETERS } from '../../src/language/fitted-parameters.ts';
import type { Parameters } from '../../src/language/parameters.ts';
import { type FitPage, judge, loss, prepare } from './fit-objective.ts';
import { loadPages } from './pages.ts';
import { fitConfidence } from './platt.ts';
import type { JudgedPiece } from './reliability.ts';

type Path = readonly [keyof Parameters, ...string[]];

const FACTOR = 1.3;
const LOGIT_STEP = 0.5;
/** Share of the loss that a move must win. */
const NOISE = 0.002;

/** The numbers of a tree of them, by path. */
function pathsOf(tree: object, at: readonly string[] = []): Path[] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'number' ? [[...at, key] as unknown as Path] : pathsOf(value as object, [...at, key]),
  );
}

function read(tree: unknown, path: readonly string[]): number {
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], tree) as number;
}

function replace<T>(tree: T, [key, ...rest]: readonly string[], value: number): T {
  if (key === undefined) return value as T;
  return { ...tree, [key]: replace((tree as Record<string, unknown>)[key], rest, value) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Values to try in the place of one. */
function movesOf([group]: Path, value: number): number[] {
  if (group === 'chain' && value < 1) {
    const logit = Math.log(value / (1 - value));
    return [logit + LOGIT_STEP, logit - LOGIT_STEP].map((x) => 1 / (1 + Math.exp(-x)));
  }
  return [value * FACTOR, value / FACTOR];
}

async function fitParameters(
  pages: readonly FitPage[],
  start: Parameters,
  sweeps: number,
): Promise<Parameters> {
  let best = start;
  const halves = [0, 1].map((half) => pages.filter((_, index) => index % 2 === half));
  const losses = (parameters: Parameters) => Promise.all(halves.map((half) => loss(half, parameters)));
  let least = await losses(best);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const before = sum(least);
    for (const path of pathsOf(start).filter(([group]) => group !== 'confidence')) {
      for (const value of movesOf(path, read(best, path))) {
        const moved = replace(best, path, Number(value.toPrecision(3)));
        const own = await losses(moved);
        const helps = own.every((value, half) => value <= least[half]!);
        if (!helps || sum(own) > sum(least) * (1 - NOISE)) continue;
        best = moved;
        least = own;
        break;
      }
    }
    console.log(`  sweep ${sweep + 1}: ${(sum(least) / 2).toFixed(4)}`);
    if (sum(least) > before * (1 - NOISE)) break;
  }
  return best;
}

await new Command('fit:lang')
  .argument('<folders...>', 'folders of annotated pages')
  .option('--folds <n>', 'parts for cross-validation, 0 for none', Number, 4)
  .option('--sweeps <n>', 'passes over the parameters', Number, 3)
  .option('--write', 'write the values')
  .action(async (folders: string[], { folds, sweeps, write }) => {
    const pages = prepare((await Promise.all(folders.map(loadPages))).flat());
    const start: Parameters = { ...PARAMETERS, confidence: { slope: 1 } };
    console.log(`${pages.length} pages, loss of the present values ${(await loss(pages, start)).toFixed(4)}`);
    const leftOut: JudgedPiece[] = [];
    for (let fold = 0; fold < folds; fold++) {
      const inside = pages.filter((_, index) => index % folds !== fold);
      const outside = pages.filter((_, index) => index % folds === fold);
      const fitted = await fitParameters(inside, start, sweeps);
      const [before, after] = [await loss(outside, start), await loss(outside, fitted)];
      console.log(`fold ${fold + 1}: pages left out ${before.toFixed(4)} → ${after.toFixed(4)}`);
      leftOut.push(...(await judge(outside, fitted)));
    }
    const fitted = {
      ...(await fitParameters(pages, start, sweeps)),
      confidence: folds > 0 ? fitConfidence(leftOut) : PARAMETERS.confidence,
    };
    for (const path of pathsOf(PARAMETERS)) {
      const [before, after] = [read(PARAMETERS, path), read(fitted, path)];
      if (before !== after) console.log(`${path.join('.')}: ${before} → ${after}`);
    }
    if (!write) return;
    const text = `/**
 * Values of the parameters, written by \`npm run fit:lang -- DIR… --write\`.
 * @module
 */
import type { Parameters } from './parameters.ts';

/** See {@link Parameters} for what they mean. */
export const PARAMETERS: Parameters = ${JSON.stringify(fitted, null, 2)};
`;
    await writeFile(new URL('../../src/language/fitted-parameters.ts', import.meta.url), text);
  })
  .parseAsync();
