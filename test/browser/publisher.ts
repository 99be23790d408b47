/** The demo page on a site of its own, as a publisher would serve it: another origin, and a strict content security policy. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

const FOLDER = new URL('../../examples/embed/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

/** A request for a translation that the page has sent. */
export interface Sent {
  readonly url: string;
  readonly body: string;
}

/**
 * Opens the demo page.
 * @param service origin of the service
 * @param change changes the page's HTML before it is served
 * @returns what the page sends to the service, as it does
 */
export async function openPublisher(
  page: Page,
  service: string,
  change: (html: string) => string = (html) => html,
): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  page.on('request', (request) => {
    if (request.url().startsWith(`${service}/v1/translate`) && request.method() === 'POST')
      sent.push({ url: request.url(), body: request.postData() ?? '' });
  });
  await page.goto(await servePublisher(service, change));
  return sent;
}

async function servePublisher(service: string, change: (html: string) => string): Promise<string> {
  const policy = `default-src 'none'; style-src 'self'; script-src 'self' ${service}; connect-src ${service}; require-trusted-types-for 'script'; trusted-types newsglot`;
  const server: Server = createServer(async (request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1);
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (!type) return response.writeHead(404).end();
    const file = await readFile(new URL(name, FOLDER), 'utf8');
    response.setHeader('Content-Type', `${type}; charset=utf-8`).setHeader('Content-Security-Policy', policy);
    response.end(type === 'text/html' ? change(file).replaceAll('http://localhost:8787', service) : file);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
