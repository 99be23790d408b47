/** Jobs on Workers, in workerd: objects, queue and model are the real ones. */
import {
  createExecutionContext,
  createMessageBatch,
  env,
  getQueueResult,
  runDurableObjectAlarm,
  runInDurableObject,
  SELF,
} from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import worker from '../../src/entry/worker.ts';
import type { JobTicket } from '../../src/jobs/durable-jobs.ts';
import { DEFAULT_LIMITS } from '../../src/services.ts';
import type { Localisation } from '../../src/translation/localisation.ts';
import { describeJobs, jobClient, long } from '../http/jobs-cases.ts';
import { json, startIsolate } from './isolates.ts';
import { keys } from './keys.ts';

const { jobs: own, 'few-jobs': other } = keys;
const send = (path: string, init?: RequestInit) => SELF.fetch(`http://newsglot.test${path}`, init);

/** Some 1,600 characters: four steps, as this service is configured. */
const SENTENCES = 36;

describeJobs({ name: 'workerd', send, own, other, limits: DEFAULT_LIMITS, sentences: SENTENCES });

const { submit, get, look, used, ended } = jobClient({ send, own });
const pathOf = (response: Response) => response.headers.get('Location')!;
const objectOf = (path: string) => env.JOBS.getByName(path.split('/').at(-1)!);
const stepsOf = (path: string) =>
  runInDurableObject(
    objectOf(path),
    (_, { storage }) => storage.sql.exec<{ step: number }>('SELECT step FROM job').toArray()[0]!.step,
  );

/** Delivers a ticket, as the queue does. @returns whether it was taken */
async function deliver(ticket: JobTicket): Promise<boolean> {
  const batch = createMessageBatch<JobTicket>('newsglot-jobs', [
    { id: crypto.randomUUID(), timestamp: new Date(), attempts: 1, body: ticket },
  ]);
  const context = createExecutionContext();
  await worker.queue(batch, env as never, context);
  return (await getQueueResult(batch, context)).explicitAcks.length === 1;
}

describe('a document that is longer than a step', () => {
  it('is done in several, and comes out, and costs, as if it had been done at once', async () => {
    const before = await used();
    const content = long('chapter', SENTENCES);
    const path = pathOf(await submit({ documents: [{ content }], targets: ['fr'] }));
    const job = await ended(path);
    expect(job).toMatchObject({ state: 'done', progress: 1 });
    // Besides the last.
    expect(await stepsOf(path)).toBeGreaterThanOrEqual(2);
    const result = (await (
      await get(job.tasks[0]!.result!, own, { Accept: 'application/json' })
    ).json()) as Localisation;
    const characters = result.segments.reduce((sum, { text }) => sum + text.length, 0);
    expect(result.stats.cacheHits).toBe(0);
    expect((await used()) - before).toBe(characters);

    // Another isolate, which has none of it in any cache.
    const ask = startIsolate({ CACHE: undefined });
    const direct = await ask('/v1/translate', json({ content, target: 'fr' }));
    expect(((await direct.json()) as Localisation).content).toBe(result.content);
  });

  it('costs a tenth of what another document of the job has been charged for', async () => {
    const before = await used();
    const [shared, rest] = ['The bell rang twice at noon.', long('canton', SENTENCES)];
    const documents = [`${shared} ${rest}`, `${long('parish', SENTENCES)} ${shared}`].map((content) => ({
      content,
    }));
    const path = pathOf(await submit({ documents, targets: ['fr'] }));
    const { tasks } = await ended(path);
    expect(await stepsOf(path)).toBeGreaterThanOrEqual(3);
    const characters = tasks.map(({ stats }) => stats!.characters);
    expect(tasks.map(({ stats }) => stats!.cacheHits)).toEqual([0, 1]);
    const tenth = Math.ceil(characters[1]! - 0.9 * shared.length);
    expect((await used()) - before).toBe(characters[0]! + tenth);
  });

  it('is done once, however often a ticket comes', async () => {
    const before = await used();
    const path = pathOf(
      await submit({ documents: [{ content: long('guild', SENTENCES) }], targets: ['fr'] }),
    );
    const id = path.split('/').at(-1)!;
    await Promise.all([deliver({ id, step: 0 }), deliver({ id, step: 0 })]);
    const job = await ended(path);
    const after = await used();
    for (const step of [0, 1, 2, await stepsOf(path), 99]) expect(await deliver({ id, step })).toBe(true);
    expect(await look(path)).toEqual(job);
    const { segments } = (await (
      await get(job.tasks[0]!.result!, own, { Accept: 'application/json' })
    ).json()) as Localisation;
    expect(after - before).toBe(segments.reduce((sum, { text }) => sum + text.length, 0));
    expect(await used()).toBe(after);
  });

  it('is given up when its step is begun again and again and never done', async () => {
    const before = await used();
    const path = pathOf(await submit({ documents: [{ content: long('jury', SENTENCES) }], targets: ['fr'] }));
    const object = objectOf(path);
    let begun = 0;
    while ((await object.begin(0)).kind === 'work') begun++;
    expect(begun).toBeLessThan(5);
    expect(await look(path)).toMatchObject({
      state: 'failed',
      tasks: [{ state: 'failed', error: { code: 'internal' } }],
    });
    await deliver({ id: path.split('/').at(-1)!, step: 0 });
    expect(await used()).toBe(before);
  });
});

describe('the object of a job', () => {
  it('forgets it some time after its end', async () => {
    const path = pathOf(await submit({ documents: [{ content: 'The lock is open.' }], targets: ['fr'] }));
    await ended(path);
    const object = objectOf(path);
    await runInDurableObject(object, (_, { storage }) => {
      storage.sql.exec('UPDATE job SET ended_at = 0');
    });
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect((await get(path)).status).toBe(404);
  });

  it('queues a ticket again that was lost', async () => {
    const path = pathOf(
      await submit({ documents: [{ content: long('orchard', SENTENCES) }], targets: ['fr'] }),
    );
    const object = objectOf(path);
    // The ticket under way is void with this, and that of the new step in no queue.
    await runInDurableObject(object, (_, { storage }) => {
      storage.sql.exec('UPDATE job SET step = step + 10');
    });
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect(await ended(path)).toMatchObject({ state: 'done' });
  });

  it('keeps nothing of a job that was never handed in', async () => {
    const path = `/v1/jobs/${'0'.repeat(32)}`;
    expect((await get(path)).status).toBe(404);
    const tables = await runInDurableObject(objectOf(path), (_, { storage }) =>
      storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'job'").toArray(),
    );
    expect(tables).toEqual([]);
  });
});

describe('a Worker', () => {
  const body = { documents: [{ content: 'The mayor resigned.' }], targets: ['fr'] };

  it('without a queue takes no jobs', async () => {
    const ask = startIsolate({ JOB_QUEUE: undefined });
    expect((await ask('/v1/jobs', json(body))).status).toBe(404);
    expect((await ask(`/v1/jobs/${'0'.repeat(32)}`)).status).toBe(404);
  });

  it('takes a job however long it is, and no other until there is room for it', async () => {
    const ask = startIsolate({ MAX_JOB_CHARACTERS: '10' });
    const first = await ask('/v1/jobs', json(body));
    expect(first.status).toBe(202);
    const second = await ask('/v1/jobs', json(body));
    expect([second.status, second.headers.get('Retry-After')]).toEqual([503, '30']);
    await expect
      .poll(async () => (await ask('/v1/jobs', json(body))).status, { timeout: 30_000, interval: 500 })
      .toBe(202);
  });
});
