import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createKey } from '../../src/accounts/key-file.ts';
import type { JobBody } from '../../src/http/job-body.ts';
import type { Localisation } from '../../src/translation/localisation.ts';
import { openApp } from '../http/app.ts';
import { itTakesTurns } from '../http/jobs-cases.ts';
import { type RedisServer, startRedis } from './server.ts';
import { describeWithRedis } from './with-redis.ts';

type Instance = Awaited<ReturnType<typeof openApp>>;

describeWithRedis('jobs in Redis', () => {
  let server: RedisServer;
  const instances: Instance[] = [];
  const processes: ChildProcess[] = [];
  beforeAll(async () => {
    server = await startRedis();
  });
  afterEach(async () => {
    for (const child of processes.splice(0)) child.kill('SIGKILL');
    await Promise.all(instances.splice(0).map(({ close }) => close()));
  });
  afterAll(() => server.stop());

  const environmentOf = (prefix: string) => ({
    REDIS_URL: server.url,
    REDIS_PREFIX: prefix,
    REDIS_TIMEOUT_MS: '5000',
    THREADS: '1',
    JOB_LOCK_MS: '1000',
    JOB_CONCURRENCY: '1',
  });

  async function start(prefix: string, settings: Record<string, string> = {}): Promise<Instance> {
    const opened = await openApp({ ...environmentOf(prefix), ...settings });
    instances.push(opened);
    return opened;
  }

  /** An instance in a process of its own, which can crash. */
  async function startProcess(prefix: string): Promise<{ url: string; crash(): Promise<void> }> {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', fileURLToPath(new URL('../../src/entry/node.ts', import.meta.url))],
      {
        env: { ...process.env, ...environmentOf(prefix), PORT: '0', HOST: '127.0.0.1' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    processes.push(child);
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error('the service did not start')));
      child.stdout!.on('data', (chunk) => {
        const found = /http:[^"\s]+/.exec(String(chunk));
        if (found) resolve(found[0]);
      });
    });
    return {
      url,
      async crash() {
        const exit = once(child, 'exit');
        child.kill('SIGKILL');
        await exit;
      },
    };
  }

  const documents = (subject: string, count: number) =>
    Array.from({ length: count }, (_, document) => ({
      content: Array.from(
        { length: 12 },
        (_, i) => `The ${subject} of district ${100 * document + i} met on Monday.`,
      ).join(' '),
    }));
  const look = async ({ app }: Instance, path: string) => (await (await app.request(path)).json()) as JobBody;
  const ended = async (instance: Instance, path: string) => {
    await expect
      .poll(async () => (await look(instance, path)).state, { timeout: 50_000 })
      .toMatch(/^(done|failed|cancelled)$/);
    return look(instance, path);
  };
  const used = async ({ app }: Instance) =>
    ((await (await app.request('/v1/usage')).json()) as { characters: number }).characters;
  const cost = async (instance: Instance, job: JobBody) => {
    let sum = 0;
    for (const { result } of job.tasks) {
      const response = await instance.app.request(result!, { headers: { Accept: 'application/json' } });
      const { segments } = (await response.json()) as Localisation;
      for (const { text } of segments) sum += text.length;
    }
    return sum;
  };

  it('are done by any instance, once, and seen and stopped through any', async () => {
    const [one, other] = [await start('any'), await start('any')];
    const body = { documents: documents('council', 2), targets: ['fr'] };
    const key = { 'Idempotency-Key': 'feed-7' };
    const submitted = await Promise.all([one, other].map(({ post }) => post('/v1/jobs', body, key)));
    expect(submitted.map(({ status }) => status)).toEqual([202, 202]);
    const [path, same] = submitted.map(({ headers }) => headers.get('Location')!);
    expect(same).toBe(path);
    const job = await ended(other, path!);
    expect(job).toMatchObject({ state: 'done', progress: 1 });
    expect(await ended(one, path!)).toEqual(job);
    expect(await used(one)).toBe(await cost(one, job));

    const stopped = (
      await one.post('/v1/jobs', { documents: documents('senate', 40), targets: ['fr'] })
    ).headers.get('Location')!;
    expect(await (await other.app.request(stopped, { method: 'DELETE' })).json()).toMatchObject({
      state: 'cancelled',
    });
    expect((await look(one, stopped)).state).toBe('cancelled');
    for (const id of ['none', '0'.repeat(32), '%7D:result:0']) {
      expect((await one.app.request(`/v1/jobs/${id}`)).status).toBe(404);
    }
    expect([...one.faults, ...other.faults]).toEqual([]);
  });

  itTakesTurns(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
    const file = join(folder, 'keys.json');
    const keyOf = (id: string) =>
      createKey(file, { id: id as Tenant, charactersPerMonth: null, requestsPerMinute: null });
    const [own, other] = [await keyOf('own'), await keyOf('other')];
    const { app } = await start('turns', { KEYS_FILE: file });
    return { send: (path, init) => app.request(path, init), own, other };
  });

  it('go on elsewhere when their instance stops, and cost the same', async () => {
    const leaving = await start('leaving');
    const path = (
      await leaving.post('/v1/jobs', { documents: documents('board', 60), targets: ['fr'] })
    ).headers.get('Location')!;
    await expect.poll(async () => (await look(leaving, path)).state, { timeout: 30_000 }).not.toBe('queued');
    instances.length = 0;
    await leaving.close();
    const staying = await start('leaving');
    const job = await ended(staying, path);
    expect(job.tasks.map(({ state }) => state)).toEqual(Array(60).fill('done'));
    expect(await used(staying)).toBeLessThanOrEqual(await cost(staying, job));
  });

  it('are not lost when their instance crashes', async () => {
    const crashing = await startProcess('crashing');
    const response = await fetch(`${crashing.url}/v1/jobs`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ documents: documents('court', 60), targets: ['fr'] }),
    });
    const path = response.headers.get('Location')!;
    const seen = async () => (await (await fetch(crashing.url + path)).json()) as JobBody;
    await expect.poll(async () => (await seen()).state, { timeout: 30_000 }).not.toBe('queued');
    await crashing.crash();
    const next = await start('crashing');
    const before = await look(next, path);
    expect(before.state).toBe('running');
    const job = await ended(next, path);
    expect(job.tasks.map(({ state }) => state)).toEqual(Array(60).fill('done'));
    expect(await used(next)).toBeLessThanOrEqual(await cost(next, job));
  });

  it('are refused while there is no Redis, and go on where they were when it is back after a crash', async () => {
    await server.kill();
    const instance = await start('redis-gone');
    const submit = () => instance.post('/v1/jobs', { documents: documents('jury', 60), targets: ['fr'] });
    const refused = await submit();
    expect(refused.status).toBe(503);
    expect(refused.headers.get('Retry-After')).not.toBeNull();
    expect(await refused.json()).toMatchObject({ error: { code: 'store_unavailable' } });

    await server.start();
    let taken: Response | undefined;
    await expect
      .poll(
        async () => {
          taken = await submit();
          return taken.status;
        },
        { timeout: 20_000 },
      )
      .toBe(202);
    const path = taken!.headers.get('Location')!;
    const state = async () => (await look(instance, path)).state;
    await expect.poll(state, { timeout: 30_000 }).not.toBe('queued');
    await server.kill();
    await server.start();
    await expect.poll(state, { timeout: 50_000 }).toBe('done');
  });
});
