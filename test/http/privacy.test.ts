import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createKey } from '../../src/accounts/key-file.ts';
import { readConfig } from '../../src/entry/config.ts';
import { startServer } from '../../src/entry/node.ts';
import type { Level, Log } from '../../src/telemetry/log.ts';
import { createPrometheus } from '../../src/telemetry/prometheus.ts';

const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
const keys = join(folder, 'keys.json');
const key = await createKey(keys, {
  id: 'news-desk' as Tenant,
  charactersPerMonth: null,
  requestsPerMinute: null,
});
const lines: { readonly level: Level; readonly message: string; readonly facts: object }[] = [];
const log: Log = { write: (level, message, facts) => void lines.push({ level, message, facts }) };
const metrics = createPrometheus();
const server = await startServer(
  readConfig({ PORT: '0', HOST: '127.0.0.1', THREADS: '1', KEYS_FILE: keys, ANONYMOUS: 'allowed' }),
  { log, metrics },
);
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** In every text, name, path, query and header that a caller can choose; no word of the service has it. */
const MARK = 'zyqxw';
const WRONG_KEY = `ng_${MARK}wrong`;
const ADDRESS = '203.0.113.77';
const TEXT = `Mayor ${MARK} resigned on Monday.`;

type Call = readonly [method: string, path: string, body?: unknown, headers?: Record<string, string>];
const json = { 'Content-Type': 'application/json' };
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const calls: readonly Call[] = [
  ['POST', '/v1/translate', { content: TEXT, target: 'fr' }],
  ['POST', '/v1/translate', { content: TEXT, target: 'fr' }],
  ['POST', '/v1/translate', { content: TEXT, target: MARK }],
  ['POST', '/v1/translate', { content: TEXT, target: 'fr', [MARK]: 1 }],
  ['POST', '/v1/translate', { content: TEXT, target: 'fr', format: MARK }],
  ['POST', '/v1/translate', { content: TEXT, target: 'fr', model: MARK }],
  ['POST', '/v1/translate', { content: TEXT, target: 'fr', glossary: MARK }],
  ['POST', '/v1/translate', { content: TEXT, target: 'fr', glossary: { terms: { [MARK]: MARK } } }],
  ['POST', '/v1/translate', { content: TEXT, target: 'fr' }, { Accept: 'text/event-stream' }],
  ['POST', '/v1/translate', `{"content": "${TEXT}`],
  ['POST', `/v1/translate?target=fr&${MARK}=${MARK}`, TEXT, { 'Content-Type': 'text/plain' }],
  ['POST', '/v1/translate?target=fr', `<p>${TEXT}</p>`, { 'Content-Type': 'text/html' }],
  ['POST', '/v1/translate?target=fr', `<rss><${MARK}></rss>`, { 'Content-Type': 'application/rss+xml' }],
  ['POST', '/v1/translate', TEXT, { 'Content-Type': `text/${MARK}` }],
  ['POST', '/v1/detect', { content: TEXT }],
  ['POST', '/v1/glossaries', { name: MARK, terms: { [MARK]: null } }],
  ['GET', `/v1/glossaries/${MARK}`],
  ['GET', `/v1/articles/${MARK}/${MARK}?${MARK}`],
  ['GET', '/v1/usage'],
  ['POST', '/v2/translate', { text: [TEXT], target_lang: 'FR' }],
  ['POST', '/v2/translate', `text=${TEXT}&target_lang=FR`, form],
  ['POST', '/v2/translate', { text: [TEXT], target_lang: MARK }],
  ['POST', '/v2/translate', { text: [`<${MARK}>`], target_lang: 'FR', tag_handling: 'xml' }],
  ['POST', '/v2/glossaries', { name: MARK, source_lang: 'en', target_lang: 'fr', entries: MARK }],
  ['GET', `/v2/glossaries/${MARK}/entries`],
  ['GET', `/v2/usage?auth_key=${MARK}`],
  ['POST', '/translate', { q: TEXT, source: 'auto', target: 'fr' }],
  ['POST', '/translate', { q: TEXT, source: 'auto', target: 'fr', api_key: WRONG_KEY }],
  ['POST', '/translate', { q: TEXT, source: MARK, target: 'fr' }],
  ['POST', `/translate?q=${encodeURIComponent(TEXT)}&source=auto&target=fr`],
  ['POST', '/detect', { q: TEXT }],
  ['POST', '/suggest', { q: TEXT, s: MARK, source: 'en', target: 'fr' }],
  ['GET', `/${MARK}?${MARK}=${MARK}`],
  ['DELETE', '/v1/translate'],
  ['GET', '/health'],
  ['GET', '/ready'],
];

async function send([method, path, body, headers = json]: Call, authorization?: string): Promise<number> {
  const response = await fetch(server.url + path, {
    method,
    headers: {
      ...headers,
      ...(authorization !== undefined && { Authorization: authorization }),
      'User-Agent': MARK,
      Referer: `https://${MARK}.example/`,
      Cookie: `${MARK}=${MARK}`,
      'X-Forwarded-For': ADDRESS,
      Forwarded: `for=${ADDRESS}`,
      'CF-Connecting-IP': ADDRESS,
      'X-Request-Id': `${MARK} not an id`,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  await response.text();
  return response.status;
}

it('no text, key or address of any request is in a line of the log or in a metric', async () => {
  const statuses: number[] = [];
  for (const call of calls) {
    for (const authorization of [undefined, `Bearer ${key}`, `DeepL-Auth-Key ${WRONG_KEY}`]) {
      statuses.push(await send(call, authorization));
    }
  }
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
  expect(new Set(statuses).size).toBeGreaterThan(6);

  const written = lines.map((line) => JSON.stringify(line));
  expect(written.filter((line) => JSON.parse(line).message === 'request')).toHaveLength(statuses.length);
  const { text } = await metrics.page();
  for (const told of [...written, text]) {
    for (const secret of [MARK, key, ADDRESS, '127.0.0.1']) expect(told.toLowerCase()).not.toContain(secret);
  }
  expect(text).toContain('newsglot_segments_total');
  expect(written.join('\n')).toContain('"account":"news-desk"');
});

it('one line tells of a request what is known of it', async () => {
  lines.length = 0;
  await send(
    ['POST', '/v1/translate', { content: `${TEXT} Lire la suite »`, target: 'fr' }],
    `Bearer ${key}`,
  );
  expect(lines).toEqual([
    {
      level: 'info',
      message: 'request',
      facts: {
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        method: 'POST',
        route: '/v1/translate',
        status: 200,
        durationMs: expect.any(Number),
        account: 'news-desk',
        model: 'embedded',
        target: 'fr',
        languages: { en: TEXT.length, fr: 15 },
        documents: 1,
        segments: { translated: 1, kept: 1 },
        characters: TEXT.length + 15,
        charged: expect.any(Number),
        cacheHits: 1,
        engineMs: 0,
      },
    },
  ]);
});
