/**
 * A real browser before a real server, for the tests of what people see. The browser is the one that CHROMIUM names, or Debian's;
 * where there is none these tests are skipped, and say so.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { readConfig } from '../../src/entry/config.ts';
import { startServer } from '../../src/entry/node.ts';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
/** Screenshots; ignored by git, kept by CI. */
const ARTEFACTS = fileURLToPath(new URL('../../test-artefacts/', import.meta.url));

/** A phone and a desktop, in CSS pixels. */
export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };

/** What the tests of a file share. */
export interface Visit {
  /** Address of the service, without a slash at its end; known once the tests run. */
  readonly origin: string;
  /** A page of a new visitor, without cookies or storage; its context is closed with the browser. */
  open(options?: BrowserContextOptions): Promise<Page>;
}

/** Launches the browser. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: FLAGS.split(' ') });
}

/**
 * Tests that have a server with the real model and a browser before it, both started once for all of them.
 * @param environment settings of the server, as an operator would give them
 */
export function describeInBrowser(
  name: string,
  tests: (visit: Visit) => void,
  environment: Record<string, string> = {},
): void {
  if (!existsSync(EXECUTABLE)) {
    console.warn(`skipped, no browser at ${EXECUTABLE}: ${name}`);
    describe.skip(name, () => tests({ origin: '', open: () => Promise.reject(new Error('no browser')) }));
    return;
  }
  describe(name, () => {
    let server: Awaited<ReturnType<typeof startServer>>;
    let browser: Browser;
    beforeAll(async () => {
      const config = readConfig({ PORT: '0', HOST: '127.0.0.1', THREADS: '1', ...environment });
      [server, browser] = await Promise.all([startServer(config), launchBrowser()]);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
    });
    tests({
      get origin() {
        return server.url;
      },
      async open(options = {}) {
        const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-GB', ...options });
        return context.newPage();
      },
    });
  });
}

/** What axe finds wrong with a page, a line for each element; empty if nothing. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({ exclude: ['iframe'] }, { iframes: false }),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} at ${target.join(' ')}`),
  );
}

/** Keeps a picture of what a page shows, in full height. */
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(ARTEFACTS, { recursive: true });
  await page.screenshot({ path: `${ARTEFACTS}${name}.png`, fullPage: true });
}
