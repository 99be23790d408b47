import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createMemoryGlossaries } from '../../src/glossaries/memory.ts';
import { openGlossaryFile } from '../../src/glossaries/sqlite.ts';
import { describeGlossaryStore, draft, now, ours } from './glossary-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;

describe('glossaries in memory', () => {
  describeGlossaryStore((limits) => createMemoryGlossaries(now, limits));
});

describe('glossaries in a file', () => {
  describeGlossaryStore((limits) => openGlossaryFile(join(folder, `${files++}.db`), now, limits));
});

describe('a file of glossaries', () => {
  it('outlives its process, and is shared between two', async () => {
    const path = join(folder, 'shared.db');
    const [one, other] = [openGlossaryFile(path, now), openGlossaryFile(path, now)];
    const { id } = await one.create(ours, draft());
    expect(await other.get(ours, id)).toMatchObject({ terms: draft().terms });
    one.close();
    other.close();
    const again = openGlossaryFile(path, now);
    expect(await again.list(ours)).toHaveLength(1);
    again.close();
  });

  it('is refused where it is none', () => {
    expect(() => openGlossaryFile(join(folder, 'none', 'x.db'), now)).toThrow();
  });
});
