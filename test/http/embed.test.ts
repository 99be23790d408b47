import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { startApp } from './app.ts';

const { app } = await startApp();

describe('GET /embed.js', () => {
  it('is a script for pages of every origin, under 15 kB gzip', async () => {
    const response = await app.request('/embed.js');
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(gzipSync(await response.text()).length).toBeLessThan(15_000);
  });

  it('makes no markup of text and runs none, so that a strict policy of the page lets it be', async () => {
    const script = await (await app.request('/embed.js')).text();
    expect(script).not.toMatch(
      /\binnerHTML\b|\bouterHTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function/,
    );
  });

  it('is asked for again by its tag', async () => {
    const tag = (await app.request('/embed.js')).headers.get('ETag')!;
    const again = await app.request('/embed.js', { headers: { 'If-None-Match': tag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect(again.headers.get('Cache-Control')).toContain('max-age=3600');
  });
});
