import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createKey } from '../../src/accounts/key-file.ts';
import { startApp } from './app.ts';
import { describeJobs, itTakesTurns } from './jobs-cases.ts';

const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
afterAll(() => rm(folder, { recursive: true }));
const file = join(folder, 'keys.json');
const keyOf = (id: string, charactersPerMonth: number | null) =>
  createKey(file, { id: id as Tenant, charactersPerMonth, requestsPerMinute: null });
const own = await keyOf('own', 100_000);
const other = await keyOf('other', 100);
const { app, faults } = await startApp({
  KEYS_FILE: file,
  MAX_BATCH_TEXTS: '10',
  MAX_BATCH_CHARACTERS: '20000',
  JOB_CONCURRENCY: '1',
});

const service = {
  name: 'Node',
  send: (path: string, init?: RequestInit) => app.request(path, init),
  own,
  other,
  limits: { texts: 10, characters: 20_000 },
  sentences: 120,
};
describeJobs(service);
itTakesTurns(async () => service);

it('nothing was the service’s own fault', () => {
  expect(faults).toEqual([]);
});
