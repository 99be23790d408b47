import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Localisation } from '../../src/translation/localisation.ts';
import { startApp } from './app.ts';

const { app, post, faults } = await startApp();
const hasty = await startApp({ REQUEST_TIMEOUT_MS: '100' });
const fixture = (name: string) => readFile(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const translate = async (body: unknown): Promise<Localisation> => {
  const response = await post('/v1/translate', body);
  expect(response.status).toBe(200);
  return (await response.json()) as Localisation;
};

describe('POST /v1/translate with JSON', () => {
  it('localises a mixed article into French: the story changes, the French chrome does not', async () => {
    const content = await fixture('aggregator-en-in-fr.html');
    const result = await translate({ content, target: 'fr' });
    const french = result.segments.filter((s) => s.language === 'fr');
    expect(french.length).toBeGreaterThan(5);
    expect(french.every((s) => s.status === 'kept' && s.translation === s.text)).toBe(true);
    expect(result.stats.translated).toBeGreaterThan(5);
    expect(result.languages.en).toBeGreaterThan(0.4);
    expect(result.content).not.toBe(content);
  });

  it('localises the same article into English: the chrome changes, the story does not', async () => {
    const content = await fixture('aggregator-en-in-fr.html');
    const result = await translate({ content, target: 'en' });
    expect(result.segments.filter((s) => s.language === 'en').every((s) => s.status === 'kept')).toBe(true);
    expect(result.segments.find((s) => s.text.startsWith('Lire la suite'))?.translation).toMatch(
      /^Read more/,
    );
  });

  it('answers the same request again with hits only', async () => {
    const body = { content: 'The committee will meet in Brussels on Tuesday.', target: 'fr' };
    expect((await translate(body)).segments.map((s) => s.cache)).toEqual(['miss']);
    const again = await translate(body);
    expect(again.segments.map((s) => s.cache)).toEqual(['hit']);
    expect(again.stats).toMatchObject({ cacheHits: 1, engineMs: 0 });
  });

  it('translates only the sentence in which a word was edited', async () => {
    const sentences = [
      'The bridge was closed on Monday.',
      'The mayor wants it to open again.',
      'It was built in 1931.',
    ];
    await translate({ content: sentences.join(' '), target: 'fr' });
    const edited = await translate({
      content: sentences.join(' ').replace('Monday', 'Friday'),
      target: 'fr',
    });
    expect(edited.segments.map((s) => s.cache)).toEqual(['miss', 'hit', 'hit']);
  });

  it('translates a repeated sentence once', async () => {
    const teaser = 'The harbour was closed because of the storm.';
    const result = await translate({ content: `${teaser}\n\n${teaser}\n\n${teaser}`, target: 'fr' });
    expect(result.segments.map((s) => s.cache)).toEqual(['miss', 'hit', 'hit']);
    expect(new Set(result.segments.map((s) => s.translation)).size).toBe(1);
  });

  it.each(['one-language-fr.html'])('gives %s back byte for byte when it is in the target', async (name) => {
    const content = await fixture(name);
    expect((await translate({ content, target: 'fr' })).content).toBe(content);
  });

  it('answers empty content unchanged', async () => {
    const result = await translate({ content: '', target: 'fr' });
    expect(result).toMatchObject({ content: '', segments: [], stats: { segments: 0 } });
  });

  it('keeps a do-not-translate term and uses a stated translation', async () => {
    const result = await translate({
      content: 'The president met Ann Weaver in Green Valley.',
      target: 'fr',
      glossary: { terms: { 'Green Valley': null, 'Ann Weaver': 'Anne Weaver' } },
    });
    expect(result.segments[0]).toMatchObject({ status: 'translated' });
    expect(result.content).toContain('Green Valley');
    expect(result.content).toContain('Anne Weaver');
  });

  it.each([{}, { Soyuz: null }])(
    'translates labels as ever beside a glossary of other terms: %j',
    async (terms) => {
      const result = await translate({ content: 'Read more', target: 'fr', glossary: { terms } });
      expect(result.content).toBe('Lire la suite');
      expect((await translate({ content: 'Read more ', target: 'fr' })).content).toBe('Lire la suite ');
    },
  );

  it('leaves what could be of either language in its source, and says so', async () => {
    const result = await translate({ content: '<p>Culture</p>', target: 'fr' });
    expect(result.content).toBe('<p>Culture</p>');
    expect(result.segments[0]).toMatchObject({
      status: 'uncertain',
      language: 'und',
      reason: 'language_undetermined',
      translation: 'Culture',
    });
  });

  it('leaves text of a language that the model does not have, and says so', async () => {
    const result = await translate({
      content: 'El presidente del gobierno anunció ayer nuevas medidas para los trabajadores del país.',
      target: 'fr',
    });
    expect(result.segments[0]).toMatchObject({
      language: 'es',
      status: 'failed',
      reason: 'unsupported_language_pair',
    });
    expect(result.content).toContain('El presidente');
  });

  it.each([
    ['malformed JSON', '{"content": ', 'invalid_json', undefined],
    ['no object', '[]', 'invalid_request', undefined],
    ['no content', { target: 'fr' }, 'invalid_request', 'content'],
    ['content that is no string', { content: 5, target: 'fr' }, 'invalid_request', 'content'],
    ['no target', { content: 'a' }, 'invalid_request', 'target'],
    ['an unsupported target', { content: 'a', target: 'sv' }, 'unsupported_language', 'target'],
    ['an unsupported source', { content: 'a', target: 'fr', source: 'xx' }, 'unsupported_language', 'source'],
    ['a target that is no language tag', { content: 'a', target: '<b>' }, 'unsupported_language', 'target'],
    ['an unknown format', { content: 'a', target: 'fr', format: 'docx' }, 'unsupported_format', 'format'],
    ['an unknown model', { content: 'a', target: 'fr', model: 'huge' }, 'unknown_model', 'model'],
    ['an unknown field', { content: 'a', target: 'fr', colour: 1 }, 'invalid_request', 'colour'],
    [
      'a glossary of the wrong shape',
      { content: 'a', target: 'fr', glossary: { terms: { a: 1 } } },
      'invalid_request',
      'glossary',
    ],
  ])('refuses %s with 400', async (_, body, code, param) => {
    const response = await post('/v1/translate', body);
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: { code: string; message: string; param?: string } };
    expect(error.code).toBe(code);
    expect(error.message).not.toBe('');
    if (param) expect(error.param?.split('.')[0]).toBe(param);
  });

  it('refuses an unknown glossary with 404', async () => {
    expect((await post('/v1/translate', { content: 'a', target: 'fr', glossary: 'none' })).status).toBe(404);
  });

  it('takes a page of more than a megabyte', async () => {
    const content = `<!-- ${'x'.repeat(1_100_000)} --><p>Le maire est arrivé ce matin.</p>`;
    expect((await translate({ content, target: 'fr' })).content).toBe(content);
  });

  it('refuses a body over the limit with 413', async () => {
    const response = await post('/v1/translate', { content: 'x'.repeat(4 * 1024 * 1024 + 1), target: 'fr' });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ error: { code: 'content_too_large' } });
  });

  it('counts a body that streams in without a length', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(65_536));
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent++ < 80) controller.enqueue(chunk);
        else controller.close();
      },
    });
    const response = await app.request('/v1/translate?target=fr', {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(80);
  });

  it('answers 503 with Retry-After when the time is up', async () => {
    const content = Array.from({ length: 900 }, (_, i) => `Nobody saw the ${i} people who left.`).join(' ');
    const response = await hasty.post('/v1/translate', { content, target: 'fr' });
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await response.json()).toMatchObject({ error: { code: 'timeout' } });
  });

  it('stops for a client that leaves, which is nobody’s fault', async () => {
    const leaving = new AbortController();
    const content = Array.from(
      { length: 200 },
      (_, i) => `The council of district ${i} met in the town.`,
    ).join(' ');
    const answer = app.request('/v1/translate', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ content, target: 'fr' }),
      signal: leaving.signal,
    });
    setTimeout(() => leaving.abort(), 30);
    expect((await answer).status).toBe(499);
  });

  it('never answers 500', () => {
    expect(faults).toEqual([]);
  });
});

describe('POST /v1/translate with a raw body', () => {
  const raw = (body: BodyInit, type: string, query = '?target=fr', headers: Record<string, string> = {}) =>
    app.request(`/v1/translate${query}`, {
      method: 'POST',
      headers: { 'Content-Type': type, ...headers },
      body,
    });

  it('answers with the document in its own type, figures in the headers', async () => {
    const response = await raw('<p class=a>The mayor resigned on Monday.</p>', 'text/html; charset=utf-8');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Language')).toBe('fr');
    expect(response.headers.get('X-Newsglot-Segments')).toBe('1');
    expect(response.headers.get('Server-Timing')).toMatch(/engine;dur=/);
    expect(response.headers.get('Content-Location')).toMatch(/^\/v1\/articles\/[0-9a-f]{64}\/fr$/);
    expect(await response.text()).toMatch(/^<p class=a>.*<\/p>$/);
  });

  it('reads the charset that the request states', async () => {
    const bytes = Uint8Array.from(
      Buffer.from('Le marché a fermé ses portes à Besançon lundi matin.', 'latin1'),
    );
    const response = await raw(bytes, 'text/plain; charset=iso-8859-1');
    expect(await response.text()).toBe('Le marché a fermé ses portes à Besançon lundi matin.');
  });

  it('reads windows-1252 as browsers do, quotation marks and all', async () => {
    const text =
      'L\u2019\u20ac a \u201cmont\u00e9\u201d \u2013 \u0153uvre \u0178\u2026\u2122 lundi matin \u00e0 Besan\u00e7on.';
    const bytes = Uint8Array.from(
      [...text].map((character) => {
        const high = '\u20ac\u2026\u0178\u201c\u201d\u2013\u2019\u2122\u0153'.indexOf(character);
        return high < 0
          ? character.charCodeAt(0)
          : [0x80, 0x85, 0x9f, 0x93, 0x94, 0x96, 0x92, 0x99, 0x9c][high]!;
      }),
    );
    for (const charset of ['windows-1252', 'iso-8859-1']) {
      const response = await raw(bytes, `text/plain; charset=${charset}`);
      expect(await response.text()).toBe(text);
    }
  });

  it('keeps a byte order mark', async () => {
    const text = '\ufeffLe marché a fermé ses portes lundi matin.\r\n';
    expect(Buffer.from(await (await raw(text, 'text/plain')).arrayBuffer()).toString()).toBe(text);
  });

  it.each([
    ['bytes that are not in their charset', Uint8Array.of(0xff, 0xfe, 0xfd), 'text/plain', '?target=fr', 400],
    ['an unknown charset', 'a', 'text/plain; charset=klingon', '?target=fr', 415],
    ['an unknown type', 'a', 'application/pdf', '?target=fr', 415],
    ['no target', 'a', 'text/plain', '', 400],
    ['an unknown parameter', 'a', 'text/plain', '?target=fr&colour=1', 400],
  ])('refuses %s', async (_, body, type, query, status) => {
    expect((await raw(body as BodyInit, type, query)).status).toBe(status);
  });
});

describe('POST /v1/translate with the formats of news', () => {
  const rss =
    '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>The news</title><language>en</language><item><title>The mayor resigned on Monday</title></item></channel></rss>';

  it.each([
    ['application/rss+xml', 'application/rss+xml', rss, /<language>fr<\/language>/],
    ['text/xml', 'application/rss+xml', rss, /<language>fr<\/language>/],
    [
      'application/feed+json',
      'application/feed+json',
      '{"version": "https://jsonfeed.org/version/1.1", "title": "The mayor resigned on Monday."}',
      /"language": "fr"/,
    ],
    ['text/markdown', 'text/markdown', '# The mayor resigned\n\n- `x`\n', /^# .*\n\n- `x`\n$/],
  ])('takes %s and answers with it', async (type, answered, body, expected) => {
    const response = await app.request('/v1/translate?target=fr', {
      method: 'POST',
      headers: { 'Content-Type': type },
      body,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe(`${answered}; charset=utf-8`);
    const out = await response.text();
    expect(out).toMatch(expected);
    expect(out).not.toContain('mayor resigned');
  });

  it('finds the format of content that does not say it', async () => {
    expect((await translate({ content: rss, target: 'fr' })).format).toBe('rss');
  });

  it.each([
    ['rss', '<rss>\n<channel></rss>', 2, 15],
    ['rss', '<!DOCTYPE rss [<!ENTITY a "aaaa">]><rss/>', 1, 1],
    ['ninjs', '{"uri": }', 1, 9],
    ['jsonfeed', '[]', 1, 1],
  ])('refuses what is no %s with 422, line and column', async (format, content, line, column) => {
    const response = await post('/v1/translate', { content, format, target: 'fr' });
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      error: {
        code: 'unparseable_document',
        message: expect.stringContaining(`line ${line}, column ${column}`),
        param: 'content',
        line,
        column,
      },
    });
  });

  it('refuses XML of another kind with 422', async () => {
    const response = await app.request('/v1/translate?target=fr', {
      method: 'POST',
      headers: { 'Content-Type': 'application/xml' },
      body: '<opml/>',
    });
    expect(response.status).toBe(422);
  });
});

describe('POST /v1/translate as a stream of events', () => {
  const events = async (body: unknown) => {
    const response = await post('/v1/translate', body, { Accept: 'text/event-stream' });
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    const text = await response.text();
    return text
      .trim()
      .split('\n\n')
      .map((block) => ({
        event: /^event: (.*)$/m.exec(block)?.[1],
        data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null') as Record<string, unknown>,
      }));
  };

  it('sends every segment, progress, and last the whole answer', async () => {
    const list = await events({
      content: 'The mayor resigned. The council met. Il pleut sur la ville.',
      target: 'fr',
    });
    const names = list.map((e) => e.event);
    expect(names.filter((name) => name === 'segment')).toHaveLength(3);
    expect(names).toContain('progress');
    expect(names.at(-1)).toBe('done');
    expect(names.filter((name) => name === 'done')).toHaveLength(1);
    expect((list.at(-1)!.data as unknown as Localisation).segments).toHaveLength(3);
  });

  it('sends what it knows before it knows all', async () => {
    const content = Array.from({ length: 60 }, (_, i) => `The crew of ship ${i} came home in May.`).join(' ');
    const response = await post('/v1/translate', { content, target: 'fr' }, { Accept: 'text/event-stream' });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    const { value: first } = await reader.read();
    expect(first).toMatch(/^event: segment\n/);
    expect(first).not.toContain('event: done');
    let last = first!;
    for (let read = await reader.read(); !read.done; read = await reader.read()) last = read.value;
    expect(last).toContain('event: done');
  });

  it('ends with the error where one comes in mid-stream', async () => {
    const content = Array.from({ length: 900 }, (_, i) => `The ${i} people of the town went home.`).join(' ');
    const response = await hasty.post(
      '/v1/translate',
      { content, target: 'fr' },
      { Accept: 'text/event-stream' },
    );
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(text).not.toContain('event: done');
    const last = text.trim().split('\n\n').at(-1)!;
    expect(last).toMatch(/^event: error\n/);
    expect(JSON.parse(/^data: (.*)$/m.exec(last)![1]!)).toMatchObject({ error: { code: 'timeout' } });
  });

  it('ends at once for an empty document', async () => {
    expect((await events({ content: '', target: 'fr' })).map((e) => e.event)).toEqual(['progress', 'done']);
  });

  it('refuses bad input before the stream begins', async () => {
    const response = await post(
      '/v1/translate',
      { content: 'a', target: 'sv' },
      { Accept: 'text/event-stream' },
    );
    expect(response.status).toBe(400);
  });
});
