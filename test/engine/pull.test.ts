import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HubModel, readHubTable } from '../../src/engine/hub-table.ts';
import { loadNodeEngine } from '../../src/engine/load-node.ts';
import { listPulled, modelFolder } from '../../src/engine/model-store.ts';
import { pullModel } from '../../src/engine/pull.ts';
import { en, fr } from './embedded.ts';
import { hubModel, sha256 } from './hub-model.ts';
import { startHub } from './hub-server.ts';

const REPOSITORY = 'somebody/opus-mt-en-fr';
const WEIGHTS = 'onnx/encoder_model_quantized.onnx';
const files = await hubModel('marian');
const pinned: HubModel = {
  repository: REPOSITORY,
  revision: 'main',
  layout: 'marian',
  languages: [en, fr],
  pairs: [[en, fr]],
  markers: 0,
  licence: 'Apache-2.0',
  files: [...files].map(([path, content]) => ({ path, bytes: content.length, sha256: sha256(content) })),
};
let store: string;
let hub: Awaited<ReturnType<typeof startHub>>;
beforeEach(async () => {
  store = await mkdtemp(join(tmpdir(), 'newsglot-models-'));
  hub = await startHub(REPOSITORY, files);
});
afterEach(async () => {
  await hub.close();
  await rm(store, { recursive: true });
});
const engines: Awaited<ReturnType<typeof loadNodeEngine>>[] = [];
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

const pullPinned = () =>
  pullModel({ name: 'tiny', known: pinned, trust: 'pinned', store, endpoint: hub.endpoint });
const pullTrusted = (stated = {}) =>
  pullModel({ name: REPOSITORY, stated, trust: 'first-use', store, endpoint: hub.endpoint });
async function load(name: string) {
  const engine = await loadNodeEngine(name, { store, threads: 1 });
  engines.push(engine);
  return engine;
}
const statuses = (path: string) =>
  hub.requests.filter((request) => request.path === path).map(({ status }) => status);

describe('pulling a pinned model', () => {
  it('brings a model that can be loaded by its name and translates its one direction', async () => {
    const entry = await pullPinned();
    expect(await listPulled(store)).toEqual([entry]);
    const engine = await load('tiny');
    expect(engine.model).toMatchObject({ name: 'tiny', hash: entry.hash, pairs: [[en, fr]] });
    expect(engine.supports(en, fr)).toBe(true);
    expect(engine.supports(fr, en)).toBe(false);
    expect(await engine.translate({ text: 'tea', source: en, target: fr })).toHaveProperty('complete');
  });

  it('asks only for the rest when the connection is cut, again and again', async () => {
    hub.faults.set(WEIGHTS, { cut: { after: 1000, times: 3 } });
    await pullPinned();
    expect(statuses(WEIGHTS)).toEqual([200, 206, 206, 206]);
    expect(await readFile(join(modelFolder(store, 'tiny'), 'files', WEIGHTS))).toEqual(files.get(WEIGHTS));
  });

  it('begins anew at a server that knows no ranges', async () => {
    hub.faults.set(WEIGHTS, { cut: { after: 1000, times: 1 }, wholeOnly: true });
    await pullPinned();
    expect(statuses(WEIGHTS)).toEqual([200, 200]);
  });

  it('goes on where an earlier pull was given up, and leaves nothing half done in between', async () => {
    hub.faults.set(WEIGHTS, { cut: { after: 0, times: 5 } });
    await expect(pullPinned()).rejects.toMatchObject({ code: 'download_failed' });
    expect(await listPulled(store)).toEqual([]);
    await expect(load('tiny')).rejects.toMatchObject({ code: 'unknown_model' });
    await pullPinned();
    expect(statuses('tokenizer.json')).toEqual([200, 416]);
  }, 30_000);

  it('refuses corrupt bytes, forgets them, and takes good ones the next time', async () => {
    hub.faults.set(WEIGHTS, { corrupt: { times: 1 } });
    await expect(pullPinned()).rejects.toMatchObject({
      code: 'model_rejected',
      message: expect.stringContaining(WEIGHTS),
    });
    expect(await listPulled(store)).toEqual([]);
    await pullPinned();
    expect(statuses(WEIGHTS)).toEqual([200, 200]);
  });

  it('takes no more bytes than are pinned', async () => {
    const short = { ...pinned, files: pinned.files.map((file) => ({ ...file, bytes: 100 })) };
    const pulling = pullModel({ name: 'tiny', known: short, trust: 'pinned', store, endpoint: hub.endpoint });
    await expect(pulling).rejects.toMatchObject({ code: 'model_rejected' });
  });

  it('replaces what is there only when all of the new is', async () => {
    await pullPinned();
    hub.faults.set(WEIGHTS, { corrupt: { times: 1 } });
    await expect(pullPinned()).rejects.toMatchObject({ code: 'model_rejected' });
    expect((await load('tiny')).model.name).toBe('tiny');
    await pullPinned();
    expect((await readdir(store)).sort()).toEqual(['.partial', 'tiny']);
  });

  it('tells how far it is', async () => {
    const seen: number[] = [];
    await pullModel({
      name: 'tiny',
      known: pinned,
      trust: 'pinned',
      store,
      endpoint: hub.endpoint,
      onProgress: ({ path, bytes, total }) => {
        if (path === WEIGHTS) seen.push(bytes / total!);
      },
    });
    expect(seen.at(-1)).toBe(1);
  });
});

describe('a model that is not pinned', () => {
  it('is not pulled without trust', async () => {
    const pulling = pullModel({ name: REPOSITORY, trust: 'pinned', store, endpoint: hub.endpoint });
    await expect(pulling).rejects.toMatchObject({ code: 'model_not_trusted' });
    expect(hub.requests).toEqual([]);
  });

  it('is held to what it was when it was first trusted, weights included', async () => {
    const entry = await pullTrusted();
    expect(entry).toMatchObject({ layout: 'marian', languages: [en, fr], pairs: [[en, fr]] });
    expect((await load(REPOSITORY)).model.hash).toBe(entry.hash);
    const weights = join(modelFolder(store, REPOSITORY), 'files', WEIGHTS);
    const bytes = await readFile(weights);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(weights, bytes);
    await expect(load(REPOSITORY)).rejects.toMatchObject({ code: 'model_rejected' });
  });

  it('is unknown when the hub does not have it', async () => {
    const pulling = pullModel({ name: 'nobody/nothing', trust: 'first-use', store, endpoint: hub.endpoint });
    await expect(pulling).rejects.toMatchObject({ code: 'unknown_model' });
  });
});

it('the table of known models is valid', async () => {
  expect((await readHubTable()).get('opus-mt-en-fr')).toMatchObject({ layout: 'marian', pairs: [[en, fr]] });
});
