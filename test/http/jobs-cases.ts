/** Cases of `/v1/jobs` that every runtime must answer alike; `jobs.test.ts` and `../runtime/jobs-suite.ts` run them. */
import { describe, expect, it } from 'vitest';
import type { JobBody } from '../../src/http/job-body.ts';
import type { Localisation } from '../../src/translation/localisation.ts';

/** A service with two accounts. */
export interface JobService {
  readonly name: string;
  send(path: string, init?: RequestInit): Promise<Response> | Response;
  /** A key for as many characters as are needed, and one for a hundred a month. */
  readonly own: string;
  readonly other: string;
  /** Most documents of a job, and most characters of all of them. */
  readonly limits: { readonly texts: number; readonly characters: number };
  /** Sentences that take it a second or more. */
  readonly sentences: number;
}

/** Texts of one sentence and of many. */
export const story = (name: string) =>
  `<p>The mayor of ${name} resigned on Monday. The council met on Tuesday.</p>`;
export const long = (subject: string, sentences: number) =>
  Array.from({ length: sentences }, (_, i) => `The ${subject} of district ${i} met on Monday.`).join(' ');

/** What tests ask of jobs. */
export function jobClient({ send, own }: Pick<JobService, 'send' | 'own'>) {
  const as = (key: string, headers: Record<string, string> = {}) => ({
    Authorization: `Bearer ${key}`,
    ...headers,
  });
  const post = (path: string, body: unknown, headers: Record<string, string>) =>
    send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const submit = (body: unknown, headers: Record<string, string> = {}) =>
    post('/v1/jobs', body, as(own, headers));
  const get = (path: string, key = own, headers: Record<string, string> = {}) =>
    send(path, { headers: as(key, headers) });
  const look = async (path: string) => (await (await get(path)).json()) as JobBody;
  const used = async (key = own) =>
    ((await (await get('/v1/usage', key)).json()) as { characters: number }).characters;

  async function ended(path: string): Promise<JobBody> {
    await expect
      .poll(async () => (await look(path)).state, { timeout: 50_000, interval: 200 })
      .toMatch(/done|failed|cancelled/);
    return look(path);
  }

  return { as, post, submit, get, look, used, ended };
}

/** Tells that tenants take turns, of a service that does one job at a time. */
export function itTakesTurns(start: () => Promise<Pick<JobService, 'send' | 'own' | 'other'>>): void {
  it('keeps nobody waiting behind the many jobs of another tenant', async () => {
    const { send, own, other } = await start();
    const [many, few] = [jobClient({ send, own }), jobClient({ send, own: other })];
    const pathOf = (response: Response) => response.headers.get('Location')!;
    const paths: string[] = [];
    for (const subject of ['abbot', 'baker', 'carter', 'dyer', 'farmer', 'glover']) {
      paths.push(pathOf(await many.submit({ documents: [{ content: long(subject, 30) }], targets: ['fr'] })));
    }
    const path = pathOf(await few.submit({ documents: [{ content: 'The lock is open.' }], targets: ['fr'] }));
    const ends = await Promise.all(paths.map(async (of) => (await many.ended(of)).expiresAt!));
    const end = (await few.ended(path)).expiresAt!;
    expect(ends.filter((other) => other > end).length).toBeGreaterThanOrEqual(4);
  });
}

/** Describes the jobs of a service. */
export function describeJobs(service: JobService): void {
  const { name, send, own, other, limits, sentences } = service;
  const { as, post, submit, get, look, used, ended } = jobClient(service);

  describe(`a job on ${name}`, () => {
    it('is accepted, done for every document in every target, and its results can be read', async () => {
      const accepted = await submit({
        documents: [{ content: story('Lyon') }, { content: 'Le maire est là.', format: 'text' }],
        targets: ['fr', 'en'],
      });
      expect(accepted.status).toBe(202);
      const path = accepted.headers.get('Location')!;
      const { id, tasks } = (await accepted.json()) as JobBody;
      expect(path).toBe(`/v1/jobs/${id}`);
      expect(tasks.map(({ document, target }) => [document, target])).toEqual([
        [0, 'fr'],
        [0, 'en'],
        [1, 'fr'],
        [1, 'en'],
      ]);
      const job = await ended(path);
      expect(job).toMatchObject({ state: 'done', progress: 1, expiresAt: expect.any(String) });
      const result = await get(job.tasks[0]!.result!, own, { Accept: 'application/json' });
      const { content, segments } = (await result.json()) as Localisation;
      expect(segments.map(({ status }) => status)).toEqual(['translated', 'translated']);
      const document = await get(job.tasks[0]!.result!);
      expect(document.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
      expect(document.headers.get('Content-Security-Policy')).toBe('sandbox');
      expect(document.headers.get('Cache-Control')).toContain('private');
      expect(await document.text()).toBe(content);
      const same = await post('/v1/translate', { content: story('Lyon'), target: 'fr' }, as(own));
      expect(((await same.json()) as Localisation).content).toBe(content);
    });

    it('tells what it has done as a stream of events', async () => {
      const accepted = await submit({
        documents: [{ content: long('committee', sentences) }],
        targets: ['fr'],
      });
      const stream = await get(accepted.headers.get('Location')!, own, { Accept: 'text/event-stream' });
      expect(stream.headers.get('Content-Type')).toContain('text/event-stream');
      const events = (await stream.text())
        .trim()
        .split('\n\n')
        .map((event) => /^event: (\w+)\ndata: (.*)$/.exec(event)!)
        .map(([, name, data]) => ({ name, job: JSON.parse(data!) as JobBody }));
      expect(events[0]!.name).toBe('progress');
      expect(events.filter(({ name }) => name === 'done')).toHaveLength(1);
      expect(events.at(-1)).toMatchObject({ name: 'done', job: { state: 'done', progress: 1 } });
      const progress = events.map(({ job }) => job.progress);
      expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    });

    it('costs what its documents would have cost one by one', async () => {
      const before = await used();
      const content = 'The ferry runs at night. The port is open.';
      const job = await ended(
        (await submit({ documents: [{ content }], targets: ['fr'] })).headers.get('Location')!,
      );
      expect(job.state).toBe('done');
      const characters = 'The ferry runs at night.'.length + 'The port is open.'.length;
      expect((await used()) - before).toBe(characters);
    });

    it('is one and the same when it is sent again under its key, and costs once', async () => {
      const body = { documents: [{ content: story('Nice') }], targets: ['fr'] };
      const key = { 'Idempotency-Key': 'story-nice' };
      const [one, two] = await Promise.all([submit(body, key), submit(body, key)]);
      expect([one.status, two.status]).toEqual([202, 202]);
      expect(one.headers.get('Location')).toBe(two.headers.get('Location'));
      await ended(one.headers.get('Location')!);
      const before = await used();
      expect((await submit(body, key)).headers.get('Location')).toBe(one.headers.get('Location'));
      expect(await used()).toBe(before);
      const different = await submit({ ...body, targets: ['en'] }, key);
      expect(different.status).toBe(422);
      expect(await different.json()).toMatchObject({ error: { code: 'idempotency_key_reused' } });
      expect(await used()).toBe(before);
    });

    it('is stopped by DELETE, and costs what was done of it', async () => {
      const before = await used();
      const running = (
        await submit({ documents: [{ content: long('senate', sentences) }], targets: ['fr'] })
      ).headers.get('Location')!;
      const waiting = (
        await submit({ documents: [{ content: long('board', sentences) }], targets: ['fr'] })
      ).headers.get('Location')!;
      for (const path of [waiting, running]) {
        const response = await send(path, { method: 'DELETE', headers: as(own) });
        expect(await response.json()).toMatchObject({ state: 'cancelled' });
      }
      await expect.poll(() => used(), { timeout: 20_000 }).toBe(before);
      expect(await look(running)).toMatchObject({ state: 'cancelled', tasks: [{ state: 'waiting' }] });
      expect((await get(`${running}/results/0`)).status).toBe(404);
    });

    it('keeps what it was when it had ended before it is stopped', async () => {
      const path = (await submit({ documents: [{ content: story('Metz') }], targets: ['fr'] })).headers.get(
        'Location',
      )!;
      await ended(path);
      const response = await send(path, { method: 'DELETE', headers: as(own) });
      expect(await response.json()).toMatchObject({ state: 'done' });
    });

    it('names the documents that failed, and does the others', async () => {
      const path = (
        await submit({
          documents: [{ content: '<rss><channel>', format: 'rss' }, { content: story('Brest') }],
          targets: ['fr'],
        })
      ).headers.get('Location')!;
      const job = await ended(path);
      expect(job.state).toBe('done');
      expect(job.tasks).toMatchObject([
        { state: 'failed', error: { code: 'unparseable_document' } },
        { state: 'done' },
      ]);
    });

    it('is its tenant’s own', async () => {
      const path = (await submit({ documents: [{ content: story('Lille') }], targets: ['fr'] })).headers.get(
        'Location',
      )!;
      await ended(path);
      for (const [method, of] of [
        ['GET', path],
        ['GET', `${path}/results/0`],
        ['DELETE', path],
      ] as const) {
        expect((await send(of, { method, headers: as(other) })).status).toBe(404);
        // Without a key nobody has it either: all of those are one tenant, or are not let in.
        expect([401, 404]).toContain((await send(of, { method })).status);
      }
    });
  });

  describe(`a job on ${name} is refused`, () => {
    const documents = [{ content: 'The mayor resigned.' }];
    it.each([
      ['without documents', { targets: ['fr'] }, 400],
      ['with none', { documents: [], targets: ['fr'] }, 400],
      ['without targets', { documents, targets: [] }, 400],
      ['into a language that the model lacks', { documents, targets: ['fr', 'sv'] }, 400],
      [
        'in a format that is not known',
        { documents: [{ content: 'a', format: 'pdf' }], targets: ['fr'] },
        400,
      ],
      ['with a field that is not known', { documents, targets: ['fr'], callback: 'http://a' }, 400],
      [
        'with a glossary that is not there',
        { documents: [{ content: 'a', glossary: 'b' }], targets: ['fr'] },
        404,
      ],
      [
        'of too many documents',
        { documents: Array(limits.texts + 1).fill({ content: 'a' }), targets: ['fr'] },
        413,
      ],
      [
        'of too many characters',
        { documents: [{ content: 'a'.repeat(limits.characters / 2 + 1) }], targets: ['fr', 'en'] },
        413,
      ],
    ])('%s', async (_, body, status) => {
      const before = await used();
      expect((await submit(body)).status).toBe(status);
      expect(await used()).toBe(before);
    });

    it('when its caller has too few characters left', async () => {
      const body = { documents: [{ content: 'a'.repeat(60) }], targets: ['fr', 'en'] };
      const response = await post('/v1/jobs', body, as(other));
      expect(response.status).toBe(429);
      expect(await response.json()).toMatchObject({ error: { code: 'quota_exceeded' } });
      expect(await used(other)).toBe(0);
    });

    it('when its key is none that could be told', async () => {
      const response = await submit({ documents, targets: ['fr'] }, { 'Idempotency-Key': 'a b' });
      expect(response.status).toBe(400);
    });
  });
}
