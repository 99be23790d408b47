import { describe, expect, it } from 'vitest';
import type { Localisation } from '../../src/translation/localisation.ts';
import { startApp } from './app.ts';

const { app, post } = await startApp({ RESULT_CACHE_MB: '1', THREADS: '1' });

/** A document in the target already, with code of some length. */
const page = (length: number) => ({
  content: `<p>Le maire a ouvert le pont hier soir.</p><pre>${'x'.repeat(length)}</pre>`,
  target: 'fr',
});

describe('a result', () => {
  it('that is too large to be kept says so, and has no address', async () => {
    const answer = await post('/v1/translate', page(400_000));
    expect(answer.status).toBe(200);
    const { stats, contentHash } = (await answer.json()) as Localisation;
    expect(stats).toMatchObject({ kept: 1, stored: false });
    expect(answer.headers.get('Content-Location')).toBeNull();
    expect((await app.request(`/v1/articles/${contentHash}/fr`)).status).toBe(404);
  });

  it('that is kept is found at its address', async () => {
    const answer = await post('/v1/translate', page(40));
    const { stats } = (await answer.json()) as Localisation;
    expect(stats).not.toHaveProperty('stored');
    expect((await app.request(answer.headers.get('Content-Location')!)).status).toBe(200);
  });
});
