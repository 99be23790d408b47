/** The bundle that would be uploaded, in workerd: its size, and what outlives an isolate. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { bundleWorker } from '../../bench/edge/bundle.ts';
import { Isolate, type IsolateOptions } from '../../bench/edge/isolate.ts';
import { readConfig } from '../../src/entry/config.ts';
import { startServer } from '../../src/entry/node.ts';
import type { Localisation } from '../../src/translation/localisation.ts';

vi.setConfig({ testTimeout: 180_000 }); // Several starts of workerd each.
const folder = await mkdtemp(join(tmpdir(), 'newsglot-bundle-'));
afterAll(() => rm(folder, { recursive: true }));
const bundle = await bundleWorker(join(folder, 'bundle'));

describe('the bundle of the Worker', () => {
  it('is under 40 MB', () => {
    expect(bundle.reduce((sum, { contents }) => sum + contents.length, 0)).toBeLessThan(40e6);
  });

  it('is one script and one module of WebAssembly', () => {
    expect(bundle.map(({ type }) => type)).toEqual(['ESModule', 'CompiledWasm']);
  });

  it('evaluates the tables of eld when they are first needed, not at its start', () => {
    expect(bundle[0]!.contents.includes('var init_static_small = __esm(')).toBe(true);
  });
});

const CONTENT = '<p>The mayor opened the <b>new</b> bridge on Monday.</p>';
const post = (content: string, target = 'fr') => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ content, target }),
});

/** Runs an isolate for as long as `work` takes. */
async function withIsolate<T>(options: IsolateOptions, work: (isolate: Isolate) => Promise<T>): Promise<T> {
  const isolate = await Isolate.start(bundle, options);
  try {
    return await work(isolate);
  } finally {
    await isolate.close();
  }
}

describe('a page in workerd', () => {
  // Native code and WebAssembly round some sums differently in their last bit, so that a near tie between two words can go
  // either way: the same in 15 of 16 sentences or more.
  it.each(['aggregator-en-in-fr.txt', 'aggregator-en-in-fr.html'])('is as on Node: %s', async (name) => {
    const content = await readFile(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
    const node = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1', THREADS: '1' }));
    let [translated, different] = [0, 0];
    await withIsolate({}, async (isolate) => {
      for (const target of ['fr', 'en']) {
        const there = await isolate.request('/v1/translate', post(content, target));
        const here = await (await fetch(`${node.url}/v1/translate`, post(content, target))).text();
        const [workerd, expected] = [there, here].map((text) => JSON.parse(text) as Localisation);
        const bare = ({ segments }: Localisation) =>
          segments.map(({ translation: _, status, reason, ...rest }) => rest);
        expect(bare(workerd!)).toEqual(bare(expected!));
        expect(workerd!.contentHash).toBe(expected!.contentHash);
        for (const [i, segment] of expected!.segments.entries()) {
          if (segment.status !== 'translated') expect(workerd!.segments[i]).toEqual(segment);
          else if (workerd!.segments[i]!.translation !== segment.translation) different++;
          if (segment.status === 'translated') translated++;
        }
      }
    });
    await node.close();
    expect(translated).toBeGreaterThan(10);
    expect(different / translated).toBeLessThan(0.15);
  });
});

describe('an isolate with an origin', () => {
  it('answers what a cache has itself, and asks the origin for all else', async () => {
    const keep = { kv: join(folder, 'kv'), cache: join(folder, 'cache') };
    const origin = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1', THREADS: '1' }));
    const variables = { ORIGIN_URL: origin.url };
    const asked = await withIsolate({ variables, keep }, async (isolate) => {
      expect((await isolate.fetch('/ready')).status).toBe(200);
      const result = JSON.parse(await isolate.request('/v1/translate', post(CONTENT))) as Localisation;
      expect(await isolate.wasmBytes()).toBe(0); // No model was loaded here.
      return result;
    });
    const direct = await fetch(`${origin.url}/v1/translate`, post(CONTENT));
    expect(asked.content).toBe(((await direct.json()) as Localisation).content);
    expect(asked.segments[0]).toMatchObject({ status: 'translated', cache: 'miss' });
    const refused = await withIsolate({ variables, keep }, (isolate) =>
      isolate.fetch('/v1/translate', post('{"version": "https://jsonfeed.org/version/1.1", "items": 7')),
    );
    expect(refused.status).toBeLessThan(500);
    await origin.close();

    await withIsolate({ variables, keep }, async (isolate) => {
      const again = JSON.parse(await isolate.request('/v1/translate', post(CONTENT))) as Localisation;
      expect(again.content).toBe(asked.content);
      expect(again.segments[0]!.cache).toBe('hit');
      const other = await isolate.fetch('/v1/translate', post('Another text of Tuesday.'));
      expect([other.status, other.headers.get('Retry-After')]).toEqual([503, '5']);
      const address = `/v1/articles/${asked.contentHash}/fr`;
      expect(await isolate.request(address)).toBe(asked.content);
      expect(await isolate.request(address, { headers: { Accept: 'application/json' } })).toContain(
        'segments',
      );
    });

    // A new isolate whose KV is empty, in the same data centre.
    await withIsolate({ variables, keep: { cache: keep.cache } }, async (isolate) => {
      const address = `/v1/articles/${asked.contentHash}/fr`;
      const article = await isolate.fetch(address);
      expect(await article.text()).toBe(asked.content);
      const json = { Accept: 'application/json' };
      expect(JSON.parse(await isolate.request(address, { headers: json }))).toMatchObject({ target: 'fr' });
      const etag = article.headers.get('ETag')!;
      expect((await isolate.fetch(address, { headers: { 'If-None-Match': etag } })).status).toBe(304);
      expect((await isolate.fetch(`/v1/articles/${asked.contentHash}/en`)).status).toBe(404);
    });
  });
});
