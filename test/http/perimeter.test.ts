import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createKey } from '../../src/accounts/key-file.ts';
import { readConfig } from '../../src/entry/config.ts';
import { type RunningServer, startServer } from '../../src/entry/node.ts';
import { noLog } from '../../src/telemetry/log.ts';
import { createPrometheus } from '../../src/telemetry/prometheus.ts';
import type { Telemetry } from '../../src/telemetry/telemetry.ts';
import { startApp } from './app.ts';

const PAGE = 'https://paper.example';
const { app, post } = await startApp({ CORS_ORIGINS: `${PAGE},https://desk.example` });
const open = await startApp();
const fr = { content: 'Le maire est arrivé.', target: 'fr' };

const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
const servers: RunningServer[] = [];
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(folder, { recursive: true });
});
const keys = join(folder, 'keys.json');
const key = await createKey(keys, {
  id: 'desk' as Tenant,
  charactersPerMonth: null,
  requestsPerMinute: null,
});

/** A server on a socket. */
async function startOn(environment: Record<string, string>, telemetry?: Telemetry): Promise<RunningServer> {
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', THREADS: '1', ...environment });
  const server = await startServer(config, telemetry);
  servers.push(server);
  return server;
}

describe('scripts of other origins', () => {
  it('may call where all may', async () => {
    const response = await open.post('/v1/translate', fr, { Origin: 'https://any.example' });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('Access-Control-Expose-Headers')).toContain('X-Request-Id');
    expect(response.headers.get('Vary')).toBeNull();
  });

  it('may call if their origin is named, and are told so in errors too', async () => {
    for (const body of [fr, { ...fr, target: 'sv' }]) {
      const response = await post('/v1/translate', body, { Origin: PAGE });
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe(PAGE);
      expect(response.headers.get('Vary')).toContain('Origin');
    }
  });

  it('may not call if it is not', async () => {
    for (const origin of ['https://evil.example', 'null', `${PAGE}.evil.example`]) {
      const response = await post('/v1/translate', fr, { Origin: origin });
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(response.headers.get('Vary')).toContain('Origin');
    }
  });

  it.each([
    [PAGE, PAGE],
    ['https://evil.example', null],
  ])('of %s that send a key are answered %s when they ask before', async (origin, allowed) => {
    const response = await app.request('/v1/translate', {
      method: 'OPTIONS',
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(allowed);
    expect(response.headers.get('Access-Control-Allow-Headers')).toContain('authorization');
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(response.headers.get('Vary')).toContain('Origin');
  });

  it('share an article in a cache by what it varies by', async () => {
    const path = (await post('/v1/translate', fr)).headers.get('Content-Location')!;
    const response = await app.request(path, { headers: { Origin: PAGE } });
    expect(response.headers.get('Vary')).toBe('Accept, Origin');
  });
});

describe('headers for browsers', () => {
  it.each(['/v1/translate', '/v2/translate', '/translate', '/v1/nothing', '/health'])(
    'say of %s that it is data, and nothing to be shown',
    async (path) => {
      const response = await open.post(path, fr);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(response.headers.get('Content-Security-Policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'",
      );
    },
  );

  it('keep articles in their sandbox', async () => {
    const path = (await open.post('/v1/translate', fr)).headers.get('Content-Location')!;
    const response = await open.app.request(path);
    expect(response.headers.get('Content-Security-Policy')).toBe('sandbox');
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });
});

describe('ids of requests', () => {
  const idOf = async (given: string | undefined, path = '/v1/translate') =>
    (await open.post(path, fr, given === undefined ? {} : { 'X-Request-Id': given })).headers;

  it('are the caller’s if they are well formed', async () => {
    expect((await idOf('01J9-abc_=')).get('X-Request-Id')).toBe('01J9-abc_=');
    for (const bad of [undefined, 'two words', 'é', 'x'.repeat(129), '<b>'])
      expect((await idOf(bad)).get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('are DeepL’s trace ids too', async () => {
    const headers = await idOf('trace-7', '/v2/translate');
    expect([headers.get('X-Request-Id'), headers.get('X-Trace-ID')]).toEqual(['trace-7', 'trace-7']);
  });
});

describe('Server-Timing', () => {
  it.each([
    ['/v1/translate', fr],
    ['/v2/translate', { text: ['Le maire est arrivé.'], target_lang: 'FR' }],
    ['/translate', { q: 'Le maire est arrivé.', source: 'auto', target: 'fr' }],
  ])('of %s tells how long it took', async (path, body) => {
    const response = await open.post(path, body);
    expect(response.headers.get('Server-Timing')).toMatch(/^engine;dur=[\d.]+, total;dur=[\d.]+$/);
  });
});

describe('GET /metrics', () => {
  const start = async (environment: Record<string, string>) => {
    const { url } = await startOn(environment, { log: noLog, metrics: createPrometheus() });
    return (headers: Record<string, string> = {}) => fetch(`${url}/metrics`, { headers });
  };

  it('is for all, or for those who have the token', async () => {
    expect((await (await start({}))()).status).toBe(200);
    const token = 'a-token-for-the-scraper';
    const scrape = await start({ METRICS_TOKEN: token });
    const refused = await scrape();
    expect(refused.status).toBe(401);
    expect(refused.headers.get('WWW-Authenticate')).toContain('Bearer');
    expect((await scrape({ Authorization: 'Bearer a-token-of-somebody' })).status).toBe(401);
    const page = await scrape({ Authorization: `Bearer ${token}` });
    expect(page.status).toBe(200);
    expect(page.headers.get('Content-Type')).toContain('text/plain');
    expect(await page.text()).toContain('newsglot_request_duration_seconds');
  });

  it('is not there where nothing is counted', async () => {
    expect((await open.app.request('/metrics')).status).toBe(404);
  });
});

/** A service that is called from any address, behind one proxy. */
const startBehindProxy = async (environment: Record<string, string>) => {
  const { url } = await startOn({ TRUSTED_PROXIES: '1', ...environment });
  return async (address: string, path = '/v1/translate', headers: Record<string, string> = {}) => {
    const bodies: Record<string, unknown> = {
      '/v1/translate': fr,
      '/v2/translate': { text: [fr.content], target_lang: 'FR' },
      '/translate': { q: fr.content, source: 'fr', target: 'fr' },
    };
    const body = bodies[path];
    return fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  };
};

describe('limits for each address', () => {
  it('count requests of one network together, on all surfaces', async () => {
    const send = await startBehindProxy({ ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE: '3' });
    for (const path of ['/v1/translate', '/v2/translate', '/translate'])
      expect((await send('2001:db8:1:2::7', path)).status).toBe(200);
    for (const path of ['/v1/translate', '/v2/translate', '/translate']) {
      const refused = await send('1.1.1.1, 2001:db8:1:2::8', path);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(0);
    }
    expect((await send('2001:db8:1:3::7')).status).toBe(200);
  });

  it('count characters, give back what was not used, and show what was', async () => {
    // French into French costs a tenth of its 20 characters.
    const send = await startBehindProxy({ ANONYMOUS_ADDRESS_CHARACTERS_PER_MONTH: '24' });
    const used = async (address: string) => (await send(address, '/v1/usage')).json();
    const statuses: number[] = [];
    for (const path of ['/v1/translate', '/v2/translate', '/translate', '/translate', '/v2/translate'])
      statuses.push((await send('203.0.113.1', path)).status);
    // What is charged before must fit, though most of it is given back: 2 + 20, 4 + 20, but not 6 + 20.
    expect(statuses).toEqual([200, 200, 200, 429, 456]);
    expect(await used('203.0.113.1')).toEqual({ characters: 6, limit: 24 });
    expect(await used('203.0.113.2')).toEqual({ characters: 0, limit: 24 });
  });

  it('do not touch those who have a key, and what all have together stays a limit', async () => {
    const send = await startBehindProxy({
      KEYS_FILE: keys,
      ANONYMOUS: 'allowed',
      ANONYMOUS_REQUESTS_PER_MINUTE: '3',
      ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE: '1',
    });
    const authorised = { Authorization: `Bearer ${key}` };
    for (let i = 0; i < 3; i++)
      expect((await send('203.0.113.1', '/v1/translate', authorised)).status).toBe(200);
    const statuses: number[] = [];
    for (const last of [1, 1, 1, 2, 3, 4]) statuses.push((await send(`203.0.113.${last}`)).status);
    // The address that asked too often used up nothing of the others'.
    expect(statuses).toEqual([200, 429, 429, 200, 200, 429]);
  });

  it('leave what anonymous callers store to all of them', async () => {
    const send = await startBehindProxy({ ANONYMOUS_ADDRESS_REQUESTS_PER_MINUTE: '100' });
    const response = await send('203.0.113.1', '/v1/glossaries');
    expect(await response.json()).toEqual({ glossaries: [] });
  });
});

it('nothing was the service’s own fault', () => {
  expect(open.faults).toEqual([]);
});
