import { describe, expect, it } from 'vitest';
import { startApp } from '../app.ts';

const { app, post, faults } = await startApp({ MAX_BATCH_TEXTS: '3', MAX_BATCH_CHARACTERS: '300' });

type Detected = { confidence: number; language: string };
interface Answer {
  translatedText: string | string[];
  detectedLanguage?: Detected | Detected[];
  alternatives?: unknown;
}

const answer = async (response: Response): Promise<Answer> => {
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
};
const translate = async (body: unknown) => answer(await post('/translate', body));
const EN = 'The president met the workers of the factory.';
const FR = 'Le président a rencontré les ouvriers de l’usine.';

describe('POST /translate', () => {
  it('answers one text with one translation and no detection when the source is stated', async () => {
    const result = await translate({ q: EN, source: 'en', target: 'fr' });
    expect(Object.keys(result)).toEqual(['translatedText']);
    expect(result.translatedText).toMatch(/président/);
  });

  it('detects the language of every item of a mixed batch, and leaves what is in the target', async () => {
    const { translatedText, detectedLanguage } = await translate({
      q: [EN, FR, EN],
      source: 'auto',
      target: 'fr',
    });
    expect((detectedLanguage as Detected[]).map(({ language }) => language)).toEqual(['en', 'fr', 'en']);
    expect((detectedLanguage as Detected[]).every(({ confidence }) => confidence > 50)).toBe(true);
    expect(translatedText[1]).toBe(FR);
    expect(translatedText[0]).not.toBe(EN);
    expect(translatedText[2]).toBe(translatedText[0]);
  });

  it('answers an array exactly when the texts came in one', async () => {
    const one = await translate({ q: FR, source: 'auto', target: 'fr' });
    expect(one.translatedText).toBe(FR);
    expect(one.detectedLanguage).toMatchObject({ language: 'fr' });
    const list = await translate({ q: [FR], source: 'auto', target: 'fr' });
    expect(list.translatedText).toEqual([FR]);
    expect(list.detectedLanguage).toHaveLength(1);
  });

  it('takes an empty text in a batch', async () => {
    expect(await translate({ q: [''], source: 'auto', target: 'fr' })).toEqual({
      translatedText: [''],
      detectedLanguage: [{ confidence: 0, language: 'en' }],
    });
  });

  it('guesses the language of a text that it would rather leave', async () => {
    const { translatedText, detectedLanguage } = await translate({
      q: 'Culture',
      source: 'auto',
      target: 'fr',
    });
    expect(translatedText).toBe('Culture');
    expect((detectedLanguage as Detected).confidence).toBeGreaterThan(0);
    expect((detectedLanguage as Detected).confidence).toBeLessThan(70);
  });

  it.each([
    ['a form', new URLSearchParams({ q: FR, source: 'fr', target: 'fr' }), undefined],
    [
      'multipart',
      (() => {
        const form = new FormData();
        for (const [name, value] of Object.entries({ q: FR, source: 'fr', target: 'fr' }))
          form.set(name, value);
        return form;
      })(),
      undefined,
    ],
    [
      'JSON with a charset',
      JSON.stringify({ q: FR, source: 'fr', target: 'fr' }),
      'Application/JSON; charset=utf-8',
    ],
  ])('accepts %s', async (_, body, type) => {
    const response = await app.request('/translate', {
      method: 'POST',
      body,
      ...(type && { headers: { 'Content-Type': type } }),
    });
    expect(await answer(response)).toEqual({ translatedText: FR });
  });

  it('accepts the query string, and fields of the body over it', async () => {
    const query = new URLSearchParams({ q: FR, source: 'fr', target: 'fr', api_key: 'none' });
    expect(await answer(await app.request(`/translate?${query}`, { method: 'POST' }))).toEqual({
      translatedText: FR,
    });
    expect(await answer(await post(`/translate?${query}`, { q: 'Bonjour à tous.' }))).toEqual({
      translatedText: 'Bonjour à tous.',
    });
  });

  it('takes repeated fields of a form for an array', async () => {
    const body = new URLSearchParams([
      ['q', FR],
      ['q', 'Bonjour à tous.'],
      ['source', 'auto'],
      ['target', 'fr'],
    ]);
    const result = await answer(await app.request('/translate', { method: 'POST', body }));
    expect(result.translatedText).toEqual([FR, 'Bonjour à tous.']);
  });

  it('reads codes in any case, and lets unknown fields and a null key be', async () => {
    const result = await translate({ q: FR, source: 'AUTO', target: 'FR', api_key: null, colour: 1 });
    expect(result.translatedText).toBe(FR);
  });

  it('keeps the markup of html, and what is escaped in it escaped', async () => {
    const q = '<p class="a">The price is <b>low</b> &lt;img src=x onerror=alert(1)&gt; today.</p>';
    const { translatedText } = await translate({ q, source: 'en', target: 'fr', format: 'html' });
    expect(translatedText).toMatch(/^<p class="a">.*<b>.*<\/b>.*<\/p>$/);
    expect(translatedText).toContain('&lt;img');
    expect(translatedText).not.toContain('<img');
  });

  it('takes markup in a text for text', async () => {
    const q = '<b>Bonjour</b> à tous &amp; merci.';
    expect((await translate({ q, source: 'auto', target: 'fr', format: 'text' })).translatedText).toBe(q);
  });

  it('offers alternatives in the shape of the texts, to those who ask', async () => {
    const fields = { source: 'fr', target: 'fr', alternatives: 2 };
    expect((await translate({ ...fields, q: FR })).alternatives).toEqual([]);
    expect((await translate({ ...fields, q: [FR, FR] })).alternatives).toEqual([[], []]);
    expect(await translate({ ...fields, alternatives: 0, q: FR })).not.toHaveProperty('alternatives');
  });

  it('answers as many other translations as are asked for, of every text the whole', async () => {
    const q = `${EN} The mayor of the town did not answer the questions of the press on Monday.`;
    const ask = (alternatives: number) => translate({ q, source: 'en', target: 'fr', alternatives });
    const { translatedText, alternatives } = (await ask(3)) as {
      translatedText: string;
      alternatives: string[];
    };
    expect(alternatives.length).toBeGreaterThan(0);
    expect(alternatives.length).toBeLessThanOrEqual(3);
    expect(new Set([translatedText, ...alternatives]).size).toBe(1 + alternatives.length);
    for (const text of alternatives) expect(text).toMatch(/^[^.]*président[^.]*\. [^.]+\.$/);
    expect((await ask(3)).alternatives).toEqual(alternatives);
    expect((await ask(1)).alternatives).toHaveLength(1);
  });

  it('keeps the markup and the numbers of every alternative', async () => {
    const q = '<p class="a">The <b>council</b> spent 4,500 euros on the bridge in 2019.</p>';
    const result = await translate({ q, source: 'en', target: 'fr', format: 'html', alternatives: 3 });
    const alternatives = result.alternatives as string[];
    expect(alternatives.length).toBeGreaterThan(0);
    for (const text of alternatives) {
      expect(text).toMatch(/^<p class="a"[^>]*>.*<b>.*<\/b>.*<\/p>$/);
      expect(text).toMatch(/4[\s  ]500/);
      expect(text).toContain('2019');
    }
  });

  const valid = { q: 'a', source: 'en', target: 'fr' };
  it.each([
    ['no q', { ...valid, q: undefined }, 'Invalid request: missing q parameter'],
    ['an empty q', { ...valid, q: '' }, 'Invalid request: missing q parameter'],
    ['an empty batch', { ...valid, q: [] }, 'Invalid request: missing q parameter'],
    ['no source', { ...valid, source: undefined }, 'Invalid request: missing source parameter'],
    ['no target', { ...valid, target: null }, 'Invalid request: missing target parameter'],
    ['a q of another type', { ...valid, q: 5 }, expect.stringContaining('q parameter')],
    ['an item of another type', { ...valid, q: ['a', 5] }, expect.stringContaining('q parameter')],
    ['a source of another type', { ...valid, source: {} }, expect.stringContaining('source parameter')],
    [
      'a batch over the limit',
      { ...valid, q: ['a', 'b', 'c', 'd'] },
      'Invalid request: request (4) exceeds text limit (3)',
    ],
    [
      'texts over the limit',
      { ...valid, q: ['a'.repeat(200), 'b'.repeat(101)] },
      'Invalid request: request (301) exceeds text limit (300)',
    ],
    ['an unknown source', { ...valid, source: 'xx' }, 'xx is not supported'],
    ['an unknown target', { ...valid, target: 'Klingon' }, 'Klingon is not supported'],
    ['the target auto', { ...valid, target: 'auto' }, 'auto is not supported'],
    ['an unknown format', { ...valid, format: 'docx' }, 'docx format is not supported'],
    [
      'more alternatives than the limit',
      { ...valid, alternatives: 4 },
      'Invalid request: alternatives (4) exceeds alternatives limit (3)',
    ],
    [
      'alternatives that are no number',
      { ...valid, alternatives: 'many' },
      expect.stringContaining('alternatives'),
    ],
    ['malformed JSON', '{"q": ', 'Invalid JSON format'],
    ['JSON that is no object', '["q"]', 'Invalid JSON format'],
    ['null', 'null', 'Invalid JSON format'],
  ])('refuses %s with 400', async (_, body, error) => {
    const response = await post('/translate', body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error });
  });

  it('refuses a body over the limit with 400', async () => {
    const response = await post('/translate', { ...valid, q: 'x'.repeat(4 * 1024 * 1024) });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  it('refuses a broken form with 400 and an unknown type with 415', async () => {
    const broken = await app.request('/translate', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body: 'no part',
    });
    expect(broken.status).toBe(400);
    expect((await app.request('/translate', { method: 'POST', body: 'q=a' })).status).toBe(415);
  });
});

describe('POST /detect', () => {
  it('answers a bare array, best first, at most three', async () => {
    const response = await post('/detect', { q: EN });
    expect(response.status).toBe(200);
    const list = (await response.json()) as Detected[];
    expect(list.length).toBeLessThanOrEqual(3);
    expect(list[0]!.language).toBe('en');
    expect(list[0]!.confidence).toBeGreaterThan(80);
    expect(list[0]!.confidence).toBeLessThanOrEqual(100);
  });

  it('merges the items of an array', async () => {
    const list = (await (await post('/detect', { q: [EN, EN, FR] })).json()) as Detected[];
    expect(list.map(({ language }) => language)).toEqual(['en', 'fr']);
    expect(list[0]!.confidence).toBeGreaterThan(list[1]!.confidence);
  });

  it('takes a form', async () => {
    const response = await app.request('/detect', { method: 'POST', body: new URLSearchParams({ q: FR }) });
    expect(await response.json()).toMatchObject([{ language: 'fr' }]);
  });

  it('says that it does not know what is in no language', async () => {
    expect(await (await post('/detect', { q: '12 345' })).json()).toEqual([
      { confidence: 0, language: 'en' },
    ]);
  });

  it('refuses a request without q', async () => {
    const response = await post('/detect', {});
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ error: 'Invalid request: missing q parameter' });
  });
});

describe('the other resources of LibreTranslate', () => {
  it('list the languages', async () => {
    expect(await (await app.request('/languages')).json()).toEqual([
      { code: 'en', name: 'English', targets: ['en', 'fr'] },
      { code: 'fr', name: 'French', targets: ['en', 'fr'] },
    ]);
  });

  it('tell the page its settings', async () => {
    expect(await (await app.request('/frontend/settings')).json()).toEqual({
      charLimit: 300,
      frontendTimeout: 500,
      apiKeys: false,
      keyRequired: false,
      suggestions: false,
      filesTranslation: false,
      supportedFilesFormat: [],
      language: { source: { code: 'auto', name: 'Auto Detect' }, target: { code: 'fr', name: 'French' } },
    });
  });

  it.each(['/suggest', '/translate_file'])('refuse %s, which is not offered, with 403', async (path) => {
    const response = await post(path, { q: 'a', s: 'b', source: 'en', target: 'fr' });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ error: expect.stringContaining('disabled') });
  });

  it.each([
    ['GET', '/translate', 'POST'],
    ['GET', '/detect', 'POST'],
    ['POST', '/languages', 'GET, HEAD'],
    ['DELETE', '/frontend/settings', 'GET, HEAD'],
    ['GET', '/suggest', 'POST'],
  ])('answer 405 with Allow to %s %s', async (method, path, allow) => {
    const response = await app.request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toBe(allow);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });

  it.each(['/frontend/nothing', '/translate/nothing', '/languages/fr'])('answer 404 to %s', async (path) => {
    const response = await app.request(path);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: expect.any(String) });
  });
});

describe('other origins', () => {
  it.each(['/translate', '/v1/translate'])('may ask for %s, without credentials', async (path) => {
    const preflight = await app.request(path, {
      method: 'OPTIONS',
      headers: {
        Origin: 'https://news.example',
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(preflight.headers.get('Access-Control-Allow-Headers')).toBe('authorization,content-type');
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toContain('POST');
    expect(preflight.headers.has('Access-Control-Allow-Credentials')).toBe(false);
  });

  it('may read answers and errors', async () => {
    for (const body of [{ q: FR, source: 'fr', target: 'fr' }, {}]) {
      const response = await post('/translate', body, { Origin: 'https://news.example' });
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(response.headers.has('Access-Control-Allow-Credentials')).toBe(false);
    }
  });
});

it('nothing was the service’s own fault', () => {
  expect(faults).toEqual([]);
});
