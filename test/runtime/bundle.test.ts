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

describe('the pages of an aggregator in workerd', () => {
  const NAMES = ['aggregator-en-in-fr.txt', 'aggregator-en-in-fr.html', 'aggregator-fr-in-en.html'];
  const QUESTIONS = NAMES.flatMap((name) => ['fr', 'en'].map((target) => ({ name, target })));

  async function askAll(request: (path: string, init: ReturnType<typeof post>) => Promise<string>) {
    const answers: Localisation[] = [];
    for (const { name, target } of QUESTIONS) {
      const content = await readFile(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
      answers.push(JSON.parse(await request('/v1/translate', post(content, target))));
    }
    return answers;
  }

  async function askNode(runtime: 'native' | 'wasm') {
    const node = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1', RUNTIME: runtime }));
    const answers = await askAll(async (path, init) => (await fetch(`${node.url}${path}`, init)).text());
    await node.close();
    return answers;
  }

  it('are to the letter as on Node with the same build of the engine; with the native one few words differ', async () => {
    const workerd = await withIsolate({}, (isolate) => askAll((path, init) => isolate.request(path, init)));
    const facts = (answers: readonly Localisation[]) => answers.map(({ stats: _, ...rest }) => rest);
    expect(facts(await askNode('wasm'))).toEqual(facts(workerd));

    const native = await askNode('native');
    const bare = (answers: readonly Localisation[]) =>
      answers.map(({ contentHash, segments }) => [
        contentHash,
        segments.map(({ translation: _, status, reason, ...rest }) => rest),
      ]);
    expect(bare(native)).toEqual(bare(workerd));
    const all = (answers: readonly Localisation[]) => answers.flatMap(({ segments }) => segments);
    const there = all(workerd);
    const translated = all(native).map((segment, i) => ({ segment, other: there[i]! }));
    const differ = translated.filter(({ segment, other }) => segment.translation !== other.translation);
    const worked = translated.filter(({ segment }) => segment.status === 'translated');
    expect(worked.length).toBeGreaterThan(60);
    // Native code rounds some sums of floats otherwise in their last bit: a near tie between two words goes either way.
    expect(differ.length / worked.length).toBeLessThan(0.15);
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
