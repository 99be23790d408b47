import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ANONYMOUS } from '../../src/accounts/accounts.ts';
import { reservation } from '../../src/accounts/usage.ts';
import { openUsageFile } from '../../src/accounts/usage-file.ts';
import { describeUsageStore } from './usage-store.ts';

const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;
const report = (error: unknown) => {
  throw error;
};
describe('counts in a file', () => {
  describeUsageStore(() => openUsageFile(join(folder, `${files++}.db`), report));

  it('outlive their process', async () => {
    const path = join(folder, 'kept.db');
    const before = openUsageFile(path, report);
    const reserved = reservation(ANONYMOUS, 12, Date.now());
    await before.reserve(reserved, null);
    await before.settle(reserved, 5);
    before.close();
    const after = openUsageFile(path, report);
    expect(await after.used(ANONYMOUS, reserved.month)).toBe(5);
    after.close();
  });

  it('are refused where there is no such file', () => {
    expect(() => openUsageFile(join(folder, 'none', 'x.db'), report)).toThrow();
  });
});
