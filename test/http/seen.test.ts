/** A body that was answered lately is known by its bytes. Nobody must be able to tell, but by the time that it takes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createKey } from '../../src/accounts/key-file.ts';
import { readConfig } from '../../src/entry/config.ts';
import { startServer } from '../../src/entry/node.ts';

const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
const file = join(folder, 'keys.json');
const key = await createKey(file, { id: 'desk' as Tenant, charactersPerMonth: 400, requestsPerMinute: null });

const open = async (environment: Record<string, string>) => {
  const server = await startServer(
    readConfig({ PORT: '0', HOST: '127.0.0.1', THREADS: '1', ...environment }),
  );
  afterAll(() => server.close());
  return server.url;
};
const origin = 'https://paper.example';
const anyone = await open({});
const keyed = await open({ KEYS_FILE: file, CORS_ORIGINS: origin });
afterAll(() => rm(folder, { recursive: true }));

/** One request in bytes of two kinds: the second is parsed and looked up by its content. */
const request = { content: 'Le maire est arrivé lundi. Read more', target: 'fr' };
const known = JSON.stringify(request);
const other = JSON.stringify(request, null, 1);

async function ask(url: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/v1/translate`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Request-Id': 'of-a-caller', ...headers },
    body,
  });
  // The length has the digits of the time in it.
  const {
    date: _,
    'content-length': __,
    ...rest
  }: Record<string, string> = Object.fromEntries(response.headers);
  return {
    status: response.status,
    headers: { ...rest, 'server-timing': rest['server-timing']?.replace(/[\d.]+$/, '') } as Record<
      string,
      string
    >,
    body: (await response.text()).replace(/"totalMs":[\d.]+/, ''),
  };
}

describe('a body that was answered lately', () => {
  const authorised = { Authorization: `Bearer ${key}` };
  it.each([
    ['without keys', anyone, {}],
    ['with a key', keyed, authorised],
    ['from a page of another origin', keyed, { ...authorised, Origin: origin }],
    ['with what it accepts', anyone, { Accept: 'text/html, application/json;q=0.9, */*;q=0.8' }],
  ])('is answered as one that was not, %s', async (_, url, headers) => {
    await ask(url, known, headers);
    const answer = await ask(url, known, headers);
    expect(answer.status).toBe(200);
    expect(answer.headers['x-request-id']).toBe('of-a-caller');
    expect(answer.headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(await ask(url, other, headers)).toEqual(answer);
  });

  it('is refused to those who have no key', async () => {
    expect((await ask(keyed, known, authorised)).status).toBe(200);
    const refused = await ask(keyed, known, { Authorization: 'Bearer ng_of-nobody' });
    expect(refused.status).toBe(401);
    expect(await ask(keyed, other, { Authorization: 'Bearer ng_of-nobody' })).toEqual(refused);
    expect((await ask(keyed, known)).status).toBe(401);
  });

  it('is charged as one that was not, until there is no quota left', async () => {
    const used = async () => {
      const usage = await fetch(`${keyed}/v1/usage`, { headers: authorised });
      return ((await usage.json()) as { characters: number }).characters;
    };
    const before = await used();
    await ask(keyed, known, authorised);
    const cost = (await used()) - before;
    expect(cost).toBeGreaterThan(0);
    await ask(keyed, other, authorised);
    expect(await used()).toBe(before + 2 * cost);
    let last = await ask(keyed, known, authorised);
    while (last.status === 200) last = await ask(keyed, known, authorised);
    expect(JSON.parse(last.body)).toMatchObject({ error: { code: 'quota_exceeded' } });
    expect(await used()).toBeLessThanOrEqual(400);
  });

  it('is streamed to those who ask for events', async () => {
    const events = await ask(anyone, known, { Accept: 'text/event-stream' });
    expect(events.headers['content-type']).toContain('text/event-stream');
    expect(events.headers['x-request-id']).toBe('of-a-caller');
    expect(events.body).toContain('event: done');
  });

  it('is not for other methods', async () => {
    for (const method of ['GET', 'HEAD', 'PUT']) {
      const response = await fetch(`${anyone}/v1/translate`, { method });
      expect([response.status, response.headers.get('Allow')]).toEqual([405, 'POST']);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });
});
