import { describe, expect, it } from 'vitest';
import type { Localisation } from '../../src/translation/localisation.ts';
import { startApp } from './app.ts';

const { app, post, faults } = await startApp({ MAX_SEGMENTS: '50' });

describe('GET /v1/articles/{hash}/{target}', () => {
  const article = async () => {
    const response = await post('/v1/translate', {
      content: '<html lang="en"><p>The mayor resigned on Monday.</p></html>',
      target: 'fr',
    });
    return {
      path: response.headers.get('Content-Location')!,
      result: (await response.json()) as Localisation,
    };
  };

  it('serves the document itself, in a sandbox, for good', async () => {
    const { path, result } = await article();
    const response = await app.request(path);
    expect(await response.text()).toBe(result.content);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Language')).toBe('fr');
    expect(response.headers.get('Content-Security-Policy')).toBe('sandbox');
    expect(response.headers.get('Cache-Control')).toContain('immutable');
  });

  it('serves the JSON answer to those who ask for it', async () => {
    const { path, result } = await article();
    const response = await app.request(path, { headers: { Accept: 'application/json' } });
    expect(await response.json()).toMatchObject({ content: result.content, contentHash: result.contentHash });
    expect(response.headers.get('Vary')).toBe('Accept');
  });

  it('answers 304 to those who have it, and HEAD without a body', async () => {
    const { path } = await article();
    const etag = (await app.request(path)).headers.get('ETag')!;
    const again = await app.request(path, {
      headers: { 'If-None-Match': `"other", ${etag.replace('W/', '')}` },
    });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const head = await app.request(path, { method: 'HEAD' });
    expect([head.status, head.headers.get('ETag'), await head.text()]).toEqual([200, etag, '']);
  });

  it('has an address that depends on content, format, source, glossary and options, not on the target', async () => {
    const hashOf = async (content: string, target: string, more: object = {}) =>
      ((await (await post('/v1/translate', { content, target, ...more })).json()) as Localisation)
        .contentHash;
    expect(await hashOf('Bonjour à tous.', 'fr')).toBe(await hashOf('Bonjour à tous.', 'en'));
    const variants = [
      {},
      { format: 'html' },
      { source: 'fr' },
      { glossary: { terms: { Bonjour: null } } },
      { typography: 'plain' },
    ];
    const hashes = await Promise.all(variants.map((more) => hashOf('Bonjour à tous.', 'fr', more)));
    hashes.push(await hashOf('Bonjour à toutes.', 'fr'));
    expect(new Set(hashes).size).toBe(variants.length + 1);
  });

  it('names the same document in the other languages that it is known in', async () => {
    const content = 'The ferry runs at night.';
    const path = (await post('/v1/translate', { content, target: 'fr' })).headers.get('Content-Location')!;
    expect((await app.request(path)).headers.get('Link')).toBeNull();
    await post('/v1/translate', { content, target: 'en' });
    expect((await app.request(path)).headers.get('Link')).toBe(
      `<${path.replace('/fr', '/en')}>; rel="alternate"; hreflang="en"`,
    );
  });

  it('answers 404, not to be cached, for an address never computed', async () => {
    const response = await app.request(`/v1/articles/${'0'.repeat(64)}/fr`);
    expect(response.status).toBe(404);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });
});

describe('POST /v1/detect', () => {
  it('tells the languages of a text node that holds two', async () => {
    const response = await post('/v1/detect', {
      content:
        '<div>Similar News:Vous pouvez également lire ces articles que nous avons trouvés auprès d’autres sources.</div>',
    });
    const { segments, languages } = (await response.json()) as Localisation;
    expect(segments.map((s) => [s.language, s.text.slice(0, 8)])).toEqual([
      ['en', 'Similar '],
      ['fr', 'Vous pou'],
    ]);
    expect(languages.fr).toBeGreaterThan(0.8);
    for (const segment of segments) {
      expect(segment.confidence).toBeGreaterThan(0.5);
      expect(segment.confidence).toBeLessThanOrEqual(1);
      expect(segment.evidence.length).toBeGreaterThan(0);
    }
  });

  it('refuses a document of too many segments with 413', async () => {
    const content = Array.from({ length: 60 }, (_, i) => `<p>Paragraph number ${i} of the page.</p>`).join(
      '',
    );
    const response = await post('/v1/detect', { content });
    expect(response.status).toBe(413);
  });
});

describe('the other resources', () => {
  it('list languages and models', async () => {
    expect(await (await app.request('/v1/languages')).json()).toEqual({
      languages: [
        { code: 'en', name: 'English', targets: ['en', 'fr'] },
        { code: 'fr', name: 'French', targets: ['en', 'fr'] },
      ],
    });
    const { models } = (await (await app.request('/v1/models')).json()) as {
      models: Record<string, unknown>[];
    };
    expect(models[0]).toMatchObject({
      name: 'embedded',
      default: true,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('say that the process is alive and that it translates', async () => {
    expect(await (await app.request('/health')).json()).toEqual({ status: 'ok' });
    expect(await (await app.request('/ready')).json()).toMatchObject({ status: 'ready', model: 'embedded' });
  });

  it('answer 404 for a path that does not exist', async () => {
    const response = await app.request('/v1/nothing');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'not_found' } });
  });

  it.each([
    ['GET', '/v1/translate', 'POST'],
    ['DELETE', '/v1/languages', 'GET, HEAD'],
    ['POST', `/v1/articles/${'0'.repeat(64)}/fr`, 'GET, HEAD'],
    ['PUT', '/health', 'GET, HEAD'],
  ])('answer 405 with Allow to %s %s', async (method, path, allow) => {
    const response = await app.request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe(allow);
  });

  it('never answer 500', () => {
    expect(faults).toEqual([]);
  });
});
