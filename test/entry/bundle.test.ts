import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleWorker } from '../../bench/edge/bundle.ts';

const folder = await mkdtemp(join(tmpdir(), 'newsglot-bundle-'));
afterAll(() => rm(folder, { recursive: true }));
const modules = await bundleWorker(folder);

describe('the bundle of the Worker', () => {
  it('is under 40 MB', () => {
    const bytes = modules.reduce((sum, { contents }) => sum + contents.length, 0);
    expect(bytes).toBeLessThan(40e6);
  });

  it('is one script and one module of WebAssembly', () => {
    expect(modules.map(({ type }) => type)).toEqual(['ESModule', 'CompiledWasm']);
  });

  it('evaluates the tables of eld when they are first needed, not at its start', () => {
    expect(modules[0]!.contents.includes('var init_static_small = __esm(')).toBe(true);
  });
});
