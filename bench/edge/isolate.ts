/**
 * One isolate of workerd with the bundled Worker, and what it takes of memory and of the processor.
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Miniflare, type MiniflareOptions, type WorkerOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions as readWorkerOptions } from 'wrangler';
import WebSocket from 'ws';
import type { WorkerModule } from './bundle.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'models/manifest.json'), 'utf8')) as {
  models: { embedded: { folder: string; files: { path: string }[] } };
};

/** Where the Worker has the files of the model from: static assets, as it does; modules of its bundle; a bucket. */
export type ModelPlace = 'assets' | 'bundle' | 'r2';

/** What an isolate is started with besides its bundle. */
export interface IsolateOptions {
  /** @default `assets` */
  readonly place?: ModelPlace;
  /** Variables in place of those of wrangler.toml. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Folders that keep what is in KV and in the data centre's cache beyond the isolate. */
  readonly keep?: { readonly kv?: string; readonly cache?: string };
}

/** Bytes of an isolate. */
export interface IsolateMemory {
  /** Objects, after garbage collection. */
  readonly heap: number;
  /** Array buffers outside the heap. */
  readonly buffers: number;
  readonly wasm: number;
  /** All three before garbage collection. */
  readonly uncollected: number;
}

/** Remembers every memory that an instance of WebAssembly is given. */
const SPY = `
const instantiate = WebAssembly.instantiate;
export const memories = [];
WebAssembly.instantiate = (module, imports) => {
  for (const value of Object.values(imports).flatMap(Object.values)) {
    if (value instanceof WebAssembly.Memory) memories.push(value);
  }
  return instantiate(module, imports);
};`;

/** The Worker with one more address, and with the model from where it is asked to be. */
const ENTRY = `
import { memories } from './spy.mjs';
import worker from './worker.js';
import * as model from './model.mjs';
export * from './worker.js';
const reply = (body) => body ? new Response(body) : new Response(null, { status: 404 });
const places = {
  assets: ({ ASSETS }) => ASSETS,
  bundle: () => ({ fetch: async ({ url }) => reply(model[new URL(url).pathname]) }),
  r2: ({ MODEL_BUCKET }) => ({ fetch: async ({ url }) => reply((await MODEL_BUCKET.get(new URL(url).pathname))?.body) }),
};
export default {
  ...worker,
  fetch(request, env, context) {
    if (new URL(request.url).pathname === '/memories') {
      return Response.json(memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0));
    }
    return worker.fetch(request, { ...env, ASSETS: places[env.MODEL_PLACE](env) }, context);
  },
};`;

/** A Worker that answers with as many bytes as it is asked for, and does nothing else; with the classes that are bound. */
const EMPTY = `
import { DurableObject } from 'cloudflare:workers';
export class TenantObject extends DurableObject {}
export class JobObject extends DurableObject {}
export default {
  async fetch(request) {
    await request.arrayBuffer();
    return new Response('x'.repeat(new URL(request.url).searchParams.get('bytes') ?? 0));
  },
  queue() {},
};`;

/** A running isolate. */
export class Isolate {
  readonly #miniflare: Miniflare;

  private constructor(miniflare: Miniflare) {
    this.#miniflare = miniflare;
  }

  /** Starts the Worker; its first request has not come yet. */
  static start(
    bundle: readonly WorkerModule[],
    { place = 'assets', variables = {}, keep = {} }: IsolateOptions = {},
  ): Promise<Isolate> {
    const folder = dirname(bundle[0]!.path);
    const files = MANIFEST.models.embedded.files.map(
      ({ path }) => `/${MANIFEST.models.embedded.folder}/${path}`,
    );
    const bundled = place === 'bundle' ? files : [];
    const model = bundled.map(
      (path, i) => `export { default as ${JSON.stringify(path)} } from './file${i}.bin';`,
    );
    const esModule = (name: string, contents: string) => ({
      type: 'ESModule' as const,
      path: join(folder, name),
      contents,
    });
    const { workerOptions } = readWorkerOptions(join(ROOT, 'wrangler.toml'));
    return Isolate.#open(
      {
        ...(workerOptions as WorkerOptions),
        modulesRoot: folder,
        modules: [
          esModule('entry.mjs', ENTRY),
          esModule('spy.mjs', SPY),
          esModule('model.mjs', `export {};${model.join('\n')}`),
          ...bundle.map(({ type, path, contents }) => ({ type, path, contents })),
          ...bundled.map((path, i) => ({
            type: 'Data' as const,
            path: join(folder, `file${i}.bin`),
            contents: readFileSync(join(ROOT, 'models', path)),
          })),
        ],
        bindings: { ...workerOptions.bindings, ...variables, MODEL_PLACE: place },
        kvPersist: keep.kv ?? false,
        cachePersist: keep.cache ?? false,
        r2Buckets: { ...(workerOptions.r2Buckets as Record<string, string>), MODEL_BUCKET: 'model' },
      } as MiniflareOptions,
      async (miniflare) => {
        if (place !== 'r2') return;
        const bucket = await miniflare.getR2Bucket('MODEL_BUCKET');
        for (const path of files)
          await bucket.put(path, new Uint8Array(await readFile(join(ROOT, 'models', path))).buffer);
      },
    );
  }

  /** Starts a Worker that does nothing with all that is bound to it: what of the times is workerd's and Miniflare's own. */
  static startEmpty(): Promise<Isolate> {
    const { workerOptions } = readWorkerOptions(join(ROOT, 'wrangler.toml'));
    return Isolate.#open({
      ...(workerOptions as WorkerOptions),
      modules: true,
      script: EMPTY,
    } as MiniflareOptions);
  }

  static async #open(
    options: MiniflareOptions,
    prepare: (miniflare: Miniflare) => Promise<void> = async () => {},
  ): Promise<Isolate> {
    const miniflare = new Miniflare({ ...options, inspectorPort: 0 });
    await miniflare.ready;
    await prepare(miniflare);
    return new Isolate(miniflare);
  }

  /** Sends a request. */
  async fetch(path: string, init?: Parameters<Miniflare['dispatchFetch']>[1]) {
    return this.#miniflare.dispatchFetch(`http://newsglot.test${path}`, init);
  }

  /** Sends a request. @returns the text of the answer. @throws Error for any status but 2xx. */
  async request(path: string, init?: Parameters<Miniflare['dispatchFetch']>[1]): Promise<string> {
    const response = await this.fetch(path, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: status ${response.status}: ${text}`);
    return text;
  }

  /** Processor time of workerd since its start, in milliseconds (Linux only). */
  cpuMs(): number {
    let ticks = 0;
    for (const name of readdirSync('/proc')) {
      const stat = /^\d+$/.test(name) ? readStat(name) : undefined;
      if (stat?.includes('(workerd)') !== true) continue;
      // After the name: state, parent, and from the twelfth on the time in user mode and in the kernel, in 1/100 s.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[1]) === process.pid) ticks += Number(fields[11]) + Number(fields[12]);
    }
    return 10 * ticks;
  }

  /** Bytes of all memories of WebAssembly. */
  async wasmBytes(): Promise<number> {
    return JSON.parse(await this.request('/memories')) as number;
  }

  /** What the isolate holds, by V8's own count. */
  async memory(): Promise<IsolateMemory> {
    const { host } = await this.#miniflare.getInspectorURL();
    const inspector = await Inspector.open(`ws://${host}/core:user:`);
    try {
      const before = await inspector.call('Runtime.getHeapUsage');
      await inspector.call('HeapProfiler.enable');
      // V8 collects when the isolate has its next turn, which a request gives it; the first may come too early.
      let collected = false;
      const collecting = inspector.call('HeapProfiler.collectGarbage').then(() => {
        collected = true;
      });
      while (!collected) await this.wasmBytes();
      await collecting;
      const after = await inspector.call('Runtime.getHeapUsage');
      const wasm = await this.wasmBytes();
      return {
        heap: after.usedSize!,
        buffers: after.backingStorageSize!,
        wasm,
        uncollected: before.usedSize! + before.backingStorageSize! + wasm,
      };
    } finally {
      inspector.close();
    }
  }

  async close(): Promise<void> {
    await this.#miniflare.dispose();
  }
}

function readStat(pid: string): string | undefined {
  try {
    return readFileSync(join('/proc', basename(pid), 'stat'), 'utf8');
  } catch {
    return undefined; // It has ended meanwhile.
  }
}

/** The debugging interface of an isolate. @see https://chromedevtools.github.io/devtools-protocol/v8/ */
class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (result: Record<string, number>) => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const { id, result } = JSON.parse(String(data)) as { id?: number; result: Record<string, number> };
      if (id !== undefined) this.#waiting.get(id)?.(result);
    });
  }

  static async open(url: string): Promise<Inspector> {
    const socket = new WebSocket(url);
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new Inspector(socket);
  }

  call(method: string): Promise<Record<string, number>> {
    const id = this.#waiting.size + 1;
    const answer = new Promise<Record<string, number>>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method }));
    return answer;
  }

  close(): void {
    this.#socket.close();
  }
}
