/**
 * A service whose engine really fails: whatever decode thread is started is lost, as when a machine runs out of memory, until
 * it is mended.
 */
import type { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { startApp } from './app.ts';

const REST_MS = 5000;
/** Decode threads, the last started last. */
const threads: Worker[] = [];
let broken = false;
const onWorker = (thread: Worker) => {
  threads.push(thread);
  thread.once('message', () => {
    if (broken) void thread.terminate();
  });
};
process.on('worker', onWorker);
afterAll(() => {
  process.off('worker', onWorker);
});

const { app, post } = await startApp({
  THREADS: '1',
  CIRCUIT_FAILURES: '2',
  CIRCUIT_REST_MS: String(REST_MS),
});
const translate = (content: string) => post('/v1/translate', { content, target: 'fr' });
const ready = () => app.request('/ready');
let count = 0;
const unseen = () => `The council of district ${++count} met on Monday.`;

describe('a service whose engine fails', () => {
  it('lets it rest after failures in a row, answers what it knows, and tries again', async () => {
    const seen = unseen();
    expect((await translate(seen)).status).toBe(200);
    expect((await ready()).status).toBe(200);

    broken = true;
    await threads.at(-1)!.terminate();
    for (let failures = 0; failures < 2; failures++)
      expect((await translate(unseen())).status).toBeGreaterThanOrEqual(500);

    for (const [path, body, field] of [
      ['/v1/translate', { content: unseen(), target: 'fr' }, 'error'],
      ['/v2/translate', { text: [unseen()], target_lang: 'FR' }, 'message'],
      ['/translate', { q: unseen(), source: 'en', target: 'fr' }, 'error'],
    ] as const) {
      const refused = await post(path, body);
      expect(refused.status, path).toBe(503);
      const wait = Number(refused.headers.get('Retry-After'));
      expect(wait).toBeGreaterThanOrEqual(1);
      expect(wait).toBeLessThanOrEqual(REST_MS / 1000);
      expect(JSON.stringify(((await refused.json()) as Record<string, unknown>)[field])).toContain(
        'let rest',
      );
    }
    const unready = await ready();
    expect(unready.status).toBe(503);
    expect(await unready.json()).toMatchObject({ error: { code: 'unavailable' } });
    expect((await app.request('/health')).status).toBe(200);
    expect((await translate(seen)).status).toBe(200);
    expect((await translate('Le maire a démissionné lundi.')).status).toBe(200);

    broken = false;
    await vi.waitFor(async () => expect((await ready()).status).toBe(200), {
      timeout: 30_000,
      interval: 250,
    });
    expect((await translate(unseen())).status).toBe(200);
  });
});
