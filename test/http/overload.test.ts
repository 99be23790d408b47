import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { weightOf } from '../../src/http/priority.ts';
import type { Localisation } from '../../src/translation/localisation.ts';
import { startApp } from './app.ts';

const { post, faults } = await startApp({ MAX_QUEUED_CHARACTERS: '200' });
const sentences = (subject: string) =>
  Array.from({ length: 6 }, (_, i) => `The ${subject} of district ${i} met on Monday.`).join(' ');

describe('a document for which there is no room', () => {
  it('is refused as a whole with 503 and Retry-After, before any of it is computed', async () => {
    const taken = post('/v1/translate', { content: sentences('council'), target: 'fr' });
    const refused = await post('/v1/translate', { content: sentences('committee'), target: 'fr' });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toMatchObject({ error: { code: 'overloaded' } });
    expect((await taken).status).toBe(200);

    const later = await post('/v1/translate', { content: sentences('committee'), target: 'fr' });
    const { segments } = (await later.json()) as Localisation;
    expect(segments.map(({ cache }) => cache)).toEqual(Array(6).fill('miss'));
    expect(faults).toEqual([]);
  });

  it.each([
    ['DeepL', '/v2/translate', { text: [sentences('senate')], target_lang: 'FR' }, 529, 'message'],
    ['LibreTranslate', '/translate', { q: sentences('senate'), source: 'auto', target: 'fr' }, 503, 'error'],
  ])('is refused by %s in its own way', async (_, path, body, status, field) => {
    const taken = post('/v1/translate', { content: sentences(`board by ${field}`), target: 'fr' });
    const refused = await post(path, body);
    expect(refused.status).toBe(status);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
    expect(await refused.json()).toMatchObject({ [field]: expect.stringMatching(/./) });
    expect((await taken).status).toBe(200);
  });

  it('is answered all the same if a cache has all of it', async () => {
    const known = { content: `${sentences('council')} `, target: 'fr' };
    const taken = post('/v1/translate', { content: sentences('assembly'), target: 'fr' });
    expect((await post('/v1/translate', known)).status).toBe(200);
    expect((await taken).status).toBe(200);
  });
});

describe('the header Priority', () => {
  const app = new Hono().get('/', (c) => c.text(String(weightOf(c))));
  const weight = async (priority?: string) => {
    const response = await app.request('/', {
      headers: priority === undefined ? {} : { Priority: priority },
    });
    return Number(await response.text());
  };

  it.each([
    [undefined, 1],
    ['i', 1],
    ['u=3', 1],
    ['u=5', 1 / 4],
    ['i, u=7', 1 / 16],
    ['u=0', 1],
    ['u=9', 1],
    ['u=55', 1],
  ])('%s is a weight of %f', async (priority, expected) => {
    expect(await weight(priority)).toBe(expected);
  });
});
