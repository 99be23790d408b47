import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/entry/config.ts';
import { startServer } from '../../src/entry/node.ts';

const MAX_BYTES = 20_000;
const server = await startServer(
  readConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    THREADS: '1',
    MAX_BODY_BYTES: String(MAX_BYTES),
    MAX_TEXT_CHARACTERS: '17000',
    MAX_BATCH_TEXTS: '10',
    MAX_BATCH_CHARACTERS: '18000',
    MAX_SEGMENTS: '220',
    REQUEST_TIMEOUT_MS: '100',
  }),
);
afterAll(() => server.close());

/** A translation of texts on each surface, and how the surface words an error. */
const SURFACES = {
  native: {
    path: '/v1/translate',
    body: (texts: readonly string[]) => ({ content: texts.join('\n\n'), target: 'fr' }),
    error: { error: { code: expect.any(String), message: expect.any(String) } },
  },
  deepl: {
    path: '/v2/translate',
    body: (texts: readonly string[]) => ({ text: texts, target_lang: 'FR' }),
    error: { message: expect.any(String), code: expect.any(String) },
  },
  libretranslate: {
    path: '/translate',
    body: (texts: readonly string[]) => ({ q: texts, source: 'en', target: 'fr' }),
    error: { error: expect.any(String) },
  },
} as const;
type Surface = keyof typeof SURFACES;
const surfaces = Object.keys(SURFACES) as Surface[];

const send = (surface: Surface, body: BodyInit, headers: Record<string, string> = {}) =>
  fetch(server.url + SURFACES[surface].path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
    duplex: 'half',
  } as RequestInit);
const jsonOf = (surface: Surface, texts: readonly string[]) => JSON.stringify(SURFACES[surface].body(texts));
/** A body of no stated length. */
const chunked = (text: string) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      const bytes = new TextEncoder().encode(text);
      for (let at = 0; at < bytes.length; at += 4096) controller.enqueue(bytes.subarray(at, at + 4096));
      controller.close();
    },
  });

const LARGE = 'x'.repeat(MAX_BYTES);
const FR = 'Le maire est arrivé.';
const sentences = (count: number, subject: string) =>
  Array.from(
    { length: count },
    (_, i) => `The ${subject} council of district ${i} met on Monday, and it was late.`,
  );

describe.each(surfaces)('limits on the surface %s', (surface) => {
  const too = surface === 'libretranslate' ? 400 : 413;

  it.each([
    ['a body', () => send(surface, jsonOf(surface, [LARGE])), too],
    ['a body in chunks', () => send(surface, chunked(jsonOf(surface, [LARGE]))), too],
    [
      'a compressed body',
      () => send(surface, new Uint8Array(gzipSync(jsonOf(surface, [LARGE]))), { 'Content-Encoding': 'gzip' }),
      too,
    ],
    [
      'a compressed body that unfolds to a thousand times its size',
      () => send(surface, new Uint8Array(gzipSync('x'.repeat(1e8))), { 'Content-Encoding': 'gzip' }),
      too,
    ],
    [
      'a compressed body that is larger than what it unfolds to',
      () => send(surface, new Uint8Array(emptyBlocks(5000)), { 'Content-Encoding': 'gzip' }),
      too,
    ],
    ['a text', () => send(surface, jsonOf(surface, ['x'.repeat(17_001)])), too],
    [
      'a document of segments',
      () => send(surface, jsonOf(surface, [sentences(230, surface).join(' ')])),
      too,
    ],
    ['the time of a request', () => send(surface, jsonOf(surface, [sentences(210, surface).join(' ')])), 503],
  ])('%s beyond it is refused', async (_, request, status) => {
    const response = await request();
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(SURFACES[surface].error);
    if (status === 503) expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ])('a body in %s is read', async (coding, compress) => {
    const response = await send(surface, new Uint8Array(compress(jsonOf(surface, [FR]))), {
      'Content-Encoding': coding,
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain(FR);
  });

  it('a body in a coding that is not known is refused, and those that are known are named', async () => {
    for (const coding of ['zstd', 'gzip, gzip', 'constructor']) {
      const response = await send(surface, new Uint8Array(gzipSync('{}')), { 'Content-Encoding': coding });
      expect(response.status).toBe(415);
      expect(response.headers.get('Accept-Encoding')).toMatch(/^gzip, deflate/);
      expect(await response.json()).toMatchObject(SURFACES[surface].error);
    }
  });

  it.each([
    ['is not in its coding', () => Buffer.from(jsonOf(surface, [FR]))],
    ['is cut off', () => gzipSync(jsonOf(surface, sentences(20, surface))).subarray(0, -20)],
    ['has something behind it', () => Buffer.concat([gzipSync(jsonOf(surface, [FR])), Buffer.from('more')])],
  ])('a body that %s is refused', async (_, bytes) => {
    const response = await send(surface, new Uint8Array(bytes()), { 'Content-Encoding': 'gzip' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject(SURFACES[surface].error);
  });
});

it('a batch of too many texts or characters is refused', async () => {
  expect((await send('deepl', jsonOf('deepl', Array(51).fill(FR)))).status).toBe(400);
  expect((await send('libretranslate', jsonOf('libretranslate', Array(11).fill(FR)))).status).toBe(400);
  const two = ['x'.repeat(9000), 'x'.repeat(9001)];
  expect((await send('libretranslate', jsonOf('libretranslate', two))).status).toBe(400);
});

it('detection refuses a text beyond the limit too', async () => {
  const detect = (path: string, field: string) =>
    fetch(server.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ [field]: 'x'.repeat(17_001) }),
    });
  const native = await detect('/v1/detect', 'content');
  expect(native.status).toBe(413);
  expect(await native.json()).toMatchObject({ error: { code: 'content_too_large', param: 'content' } });
  const compatible = await detect('/detect', 'q');
  expect(compatible.status).toBe(400);
  expect(await compatible.json()).toEqual({
    error: 'Invalid request: request (17001) exceeds text limit (17000)',
  });
});

describe('Brotli', () => {
  const br = { 'Content-Encoding': 'br' };

  it('is read as it streams', async () => {
    const response = await send('native', new Uint8Array(brotliCompressSync(jsonOf('native', [FR]))), br);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ content: FR });
  });

  it('is counted by what it unfolds to', async () => {
    const response = await send('native', new Uint8Array(brotliCompressSync('x'.repeat(1e8))), br);
    expect(response.status).toBe(413);
  });

  it.each([
    ['garbage', Buffer.from('this is no Brotli')],
    ['half of it', brotliCompressSync(jsonOf('native', [FR])).subarray(0, 30)],
  ])('is refused when it is %s', async (_, bytes) => {
    const response = await send('native', new Uint8Array(bytes), br);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_request' } });
  });
});

/** A gzip file of many empty blocks, five bytes each, around nothing at all. */
function emptyBlocks(count: number): Buffer {
  const head = gzipSync('').subarray(0, 10);
  const block = Buffer.from([0, 0, 0, 0xff, 0xff]);
  const last = Buffer.from([1, 0, 0, 0xff, 0xff]);
  return Buffer.concat([head, ...Array<Buffer>(count).fill(block), last, Buffer.alloc(8)]);
}
