import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { startApp } from '../app.ts';
import { createConformance, type Document } from './conformance.ts';

const { app, post, faults } = await startApp();
const response = await app.request('/openapi.json');
const document = (await response.json()) as Document;
const conformance = createConformance(document);
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
);

/** Sends a request to `method` at the documented `path`, and holds the answer to the document. */
async function request(
  method: string,
  path: string,
  init: RequestInit = {},
  address = path,
): Promise<Response> {
  const answer = await app.request(address, { method: method.toUpperCase(), ...init });
  await conformance.check(method, path, answer);
  return answer;
}
const jsonOf = (body: unknown): RequestInit => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

describe('GET /openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate({ ...structuredClone(document) })).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has every route of the app that is for programs', () => {
    // The rest are pages for people and what their browsers load, and what operators scrape.
    const others = /^\/(?:$|(?:read|assets|embed|demo|metrics)(?:[/.*]|$))/;
    const documented = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const routes = app.routes
      .filter(({ method, path }) => method !== 'ALL' && !others.test(path))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect([...new Set(routes)].sort()).toEqual([...documented].sort());
  });

  it('names the parameters of every path, a known tag and a summary of every operation', () => {
    const { tags } = document as unknown as { tags: { name: string }[] };
    for (const { path, operation } of operations) {
      const named = (operation.parameters ?? []).filter((p) => p.in === 'path').map(({ name }) => name);
      expect(named, path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
      expect(operation, path).toMatchObject({ tags: [expect.any(String)], summary: expect.any(String) });
      expect(tags.map(({ name }) => name)).toContain(operation.tags[0]);
    }
  });

  it('says what each surface says of keys', () => {
    const { components, paths } = document as unknown as {
      components: { securitySchemes: object };
      paths: Record<string, { post: { security: object[] } }>;
    };
    expect(Object.keys(components.securitySchemes)).toEqual(['bearer', 'deepl', 'api_key']);
    expect(paths['/v1/translate']!.post.security[0]).toEqual({ bearer: [] });
    expect(paths['/v2/translate']!.post.security[0]).toEqual({ deepl: [] });
    expect(paths['/translate']!.post.security[0]).toEqual({ api_key: [] });
  });
});

describe('every documented operation', () => {
  it.each(
    operations.map(({ method, path, operation }) => [`${method.toUpperCase()} ${path}`, operation] as const),
  )('%s answers, and as it is documented', async (name, operation) => {
    const [method, path] = name.toLowerCase().split(' ') as [string, string];
    const address = path.replaceAll(/\{\w+\}/g, 'none');
    const example = operation.requestBody?.content['application/json']?.example;
    const answer = await request(method, path, example === undefined ? {} : jsonOf(example), address);
    expect(answer.status).not.toBe(405);
    if (example !== undefined) expect(answer.status, await answer.clone().text()).toBeLessThan(300);
  });

  it.each(
    operations
      .filter(({ operation }) => operation.requestBody)
      .map(({ method, path, operation }) => ({ method, path, operation })),
  )(
    '$method $path takes what its schema allows and refuses what it does not',
    async ({ method, path, operation }) => {
      const { schema, example } = operation.requestBody!.content['application/json']!;
      expect(conformance.errorsOf(schema!, example)).toBeUndefined();
      for (const name of Object.keys(example as object)) {
        const { [name]: _, ...rest } = example as Record<string, unknown>;
        const allowed = conformance.errorsOf(schema!, rest) === undefined;
        expect((await request(method, path, jsonOf(rest))).ok, `without ${name}`).toBe(allowed);
        const wrong = { ...rest, [name]: { a: 1 } };
        expect(conformance.errorsOf(schema!, wrong), name).toBeDefined();
        expect((await request(method, path, jsonOf(wrong))).status, `a wrong ${name}`).toBe(400);
      }
    },
  );
});

describe('real answers', () => {
  const content =
    '<h1>The bridge opened again</h1><p>It cost <b>12</b> million euros.</p><a>Lire la suite »</a>';

  it('of a localised page, again at its address, in both kinds', async () => {
    const first = await request('post', '/v1/translate', jsonOf({ content, target: 'fr' }));
    const again = await request('post', '/v1/translate', jsonOf({ content, target: 'fr' }));
    expect(again.status).toBe(200);
    const address = first.headers.get('Content-Location')!;
    const path = '/v1/articles/{hash}/{target}';
    await request('get', path, { headers: { Accept: 'application/json' } }, address);
    const page = await request('get', path, {}, address);
    expect(page.headers.get('Content-Type')).toMatch(/^text\/html/);
    const etag = page.headers.get('ETag')!;
    expect((await request('get', path, { headers: { 'If-None-Match': etag } }, address)).status).toBe(304);
  });

  it('of a raw document and of a stream of events', async () => {
    const raw = { headers: { 'Content-Type': 'text/html' }, body: content };
    const answer = await request('post', '/v1/translate', raw, '/v1/translate?target=fr');
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/);
    const stream = await request('post', '/v1/translate', {
      headers: { ...jsonOf(0).headers, Accept: 'text/event-stream' } as HeadersInit,
      body: JSON.stringify({ content, target: 'fr' }),
    });
    const events = [...(await stream.text()).matchAll(/^event: (.*)\ndata: (.*)$/gm)];
    const schemas = { segment: 'LocalisedSegment', done: 'Localisation' } as const;
    for (const [, event, data] of events) {
      const name = schemas[event as keyof typeof schemas];
      if (name)
        expect(conformance.errorsOf(document.components.schemas[name]!, JSON.parse(data!))).toBeUndefined();
    }
    expect(events.map(([, event]) => event)).toContain('done');
  });

  it('of glossaries on both surfaces', async () => {
    for (const [path, id] of [
      ['/v1/glossaries', 'id'],
      ['/v2/glossaries', 'glossary_id'],
    ] as const) {
      const body = document.paths[path]!.post!.requestBody!.content['application/json']!.example;
      const made = (await (await request('post', path, jsonOf(body))).json()) as Record<string, string>;
      const one = `${path}/${made[id]}`;
      expect((await request('get', `${path}/{id}`, {}, one)).status).toBe(200);
      if (path === '/v2/glossaries') await request('get', `${path}/{id}/entries`, {}, `${one}/entries`);
      await request('get', path);
      expect((await request('delete', `${path}/{id}`, {}, one)).status).toBe(204);
    }
  });

  it('of both usages and both lists of languages', async () => {
    for (const path of ['/v1/usage', '/v2/usage', '/v1/languages', '/languages', '/v1/models']) {
      await request('get', path);
    }
    await request('get', '/v2/languages', {}, '/v2/languages?type=target');
    await request('get', '/v2/languages', {}, '/v2/languages?type=all');
  });

  it.each([
    ['/v1/translate', { content: 'a', target: 'xx' }],
    ['/v1/translate', { content: 'a', target: 'fr', glossary: 'none' }],
    ['/v1/translate', { content: '<rss', format: 'rss', target: 'fr' }],
    ['/v1/detect', { content: 'a', format: 'docx' }],
    ['/v2/translate', { text: ['<a>'], target_lang: 'FR', tag_handling: 'xml' }],
    ['/v2/translate', { text: ['a'], target_lang: 'FR', source_lang: 'EN', glossary_id: 'none' }],
    ['/translate', { q: 'a', source: 'xx', target: 'fr' }],
  ])('of refusals by %s: %j', async (path, body) => {
    expect((await request('post', path, jsonOf(body))).status).toBeGreaterThanOrEqual(400);
  });

  it('of bodies that cannot be read', async () => {
    for (const path of [
      '/v1/translate',
      '/v1/detect',
      '/v1/glossaries',
      '/v2/translate',
      '/v2/glossaries',
      '/translate',
      '/detect',
    ]) {
      expect((await request('post', path, { ...jsonOf(0), body: '{' })).status).toBe(400);
      expect(
        (await request('post', path, { headers: { 'Content-Type': 'image/png' }, body: 'a' })).status,
      ).toBe(415);
    }
    expect((await post('/v1/translate', '{')).status).toBe(400);
  });

  it('never of 500', () => {
    expect(faults).toEqual([]);
  });
});

describe('GET /docs', () => {
  it('has every operation and every schema, and needs no script, no style of its own and no other host', async () => {
    const page = await app.request('/docs');
    expect(page.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'; style-src 'self';/);
    const html = await page.text();
    for (const { method, path } of operations) expect(html).toContain(`id="${method}-${path}"`);
    for (const name of Object.keys(document.components.schemas))
      expect(html).toContain(`id="schema-${name}"`);
    expect(html).not.toMatch(/<script|\sstyle=|\son\w+=|<iframe|<img/i);
    const loaded = [...html.matchAll(/<link[^>]* href="([^"]*)"/g)].map(([, href]) => href!);
    expect(loaded).toEqual(['/docs/style.css']);
    for (const href of loaded) {
      const style = await app.request(href);
      expect(style.headers.get('Content-Type')).toMatch(/^text\/css/);
      expect(await style.text()).not.toMatch(/@import|url\(/);
    }
    const targets = [...html.matchAll(/ href="#([^"]*)"/g)].map(([, id]) => id!);
    for (const id of new Set(targets)) expect(html).toContain(`id="${id}"`);
  });
});
