import { afterAll, describe, expect, expectTypeOf, it } from 'vitest';
import { createClient } from '../src/client.ts';
import { readConfig } from '../src/entry/config.ts';
import { startServer } from '../src/entry/node.ts';

const server = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1' }));
afterAll(() => server.close());
const client = createClient(server.url, { key: 'ignored-where-there-are-none' });

describe('the typed client', () => {
  it('localises a document', async () => {
    const response = await client.v1.translate.$post({
      json: { content: 'The mayor resigned on Monday. Lire la suite »', target: 'fr' },
    });
    if (!response.ok) throw new Error('refused');
    expectTypeOf(response.status).toEqualTypeOf<200>();
    const result = await response.json();
    expectTypeOf(result.content).toEqualTypeOf<string>();
    expectTypeOf(result.segments[0]!.status).toEqualTypeOf<'translated' | 'kept' | 'uncertain' | 'failed'>();
    expect(result.content).toContain('Lire la suite »');
    expect(result.segments.map(({ status }) => status)).toEqual(['translated', 'kept']);

    const again = await client.v1.articles[':hash'][':target'].$get({
      param: { hash: result.contentHash, target: result.target },
      header: { accept: 'application/json' },
    });
    if (!again.ok) throw new Error('not found');
    expect((await again.json()).content).toBe(result.content);
  });

  it('knows the shape of errors', async () => {
    const response = await client.v1.translate.$post({ json: { content: 'a', target: 'sv' } });
    if (response.ok) throw new Error('not refused');
    const { error } = await response.json();
    expectTypeOf(error.param).toEqualTypeOf<string | undefined>();
    expect(error).toMatchObject({ code: 'unsupported_language', param: 'target' });
  });

  it('detects, lists, and keeps glossaries', async () => {
    const detected = await client.v1.detect.$post({ json: { content: 'Le maire a démissionné lundi.' } });
    if (!detected.ok) throw new Error('refused');
    expect(Object.keys((await detected.json()).languages)).toEqual(['fr']);
    const made = await client.v1.glossaries.$post({ json: { name: 'News', terms: { 'Soyuz-2': null } } });
    if (!made.ok) throw new Error('refused');
    expectTypeOf(made.status).toEqualTypeOf<201>();
    const { id } = await made.json();
    const read = await client.v1.glossaries[':id'].$get({ param: { id } });
    if (!read.ok) throw new Error('not found');
    expect((await read.json()).terms).toEqual({ 'Soyuz-2': null });
    expect((await client.v1.glossaries[':id'].$delete({ param: { id } })).status).toBe(204);
    expect((await (await client.health.$get()).json()).status).toBe('ok');
    const usage = await client.v1.usage.$get();
    if (!usage.ok) throw new Error('refused');
    expectTypeOf((await usage.json()).limit).toEqualTypeOf<number | null>();
  });

  it('refuses at compile time what the service would refuse', () => {
    const requests = () => [
      // @ts-expect-error there is no target
      client.v1.translate.$post({ json: { content: 'a' } }),
      // @ts-expect-error content is a text
      client.v1.translate.$post({ json: { content: 5, target: 'fr' } }),
      // @ts-expect-error there is no such way to set a translation
      client.v1.translate.$post({ json: { content: 'a', target: 'fr', typography: 'fancy' } }),
    ];
    expect(requests).toBeTypeOf('function');
  });
});

describe('the package', () => {
  it('exports the client as newsglot/client', async () => {
    const name = 'newsglot/client';
    const built = (await import(/* @vite-ignore */ name)) as typeof import('../src/client.ts');
    const response = await built.createClient(server.url).health.$get();
    expect(await response.json()).toEqual({ status: 'ok' });
  });
});
