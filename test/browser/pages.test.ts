import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityFaults, DESKTOP, describeInBrowser, PHONE, screenshot } from './browser.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const MIXED = fixture('aggregator-en-in-fr.html');

describeInBrowser('the pages', (visit) => {
  /** The front page of a new visitor, and every fault that its console tells of. */
  async function openFrontPage(options: Parameters<typeof visit.open>[0] = {}) {
    const page = await visit.open(options);
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    page.on('pageerror', (error) => faults.push(error.message));
    await page.goto(visit.origin);
    return { page, faults };
  }

  async function paste(page: Page, content: string, target?: string) {
    await page.fill('#source', content);
    if (target) await page.selectOption('#target', target);
    await page.click('#compose button[type=submit]');
  }

  const finished = (page: Page) => page.waitForSelector('#actions:not([hidden])');

  it('show an article as it is translated, passage by passage', async () => {
    const { page, faults } = await openFrontPage();
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      const article = document.getElementById('article')!;
      new MutationObserver(() => {
        const count = (status: string) => article.querySelectorAll(`[data-status=${status}]`).length;
        seen.push(`${count('pending')}/${count('translated')}`);
      }).observe(article, { childList: true, subtree: true });
    });
    await paste(page, MIXED, 'fr');
    await finished(page);
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    const [waiting, translated] = [0, 1].map((at) => seen.map((counts) => Number(counts.split('/')[at])));
    expect(translated![0]).toBe(0);
    expect(waiting![0]).toBeGreaterThan(40);
    expect(waiting!.at(-1)).toBe(0);
    expect(new Set(translated).size).toBeGreaterThan(3);
    expect(await page.textContent('#status')).toMatch(/^Done: \d+ of 53 passages translated$/);
    expect(await page.textContent('#s27')).toBe('Lire la suite »');
    expect(await page.getAttribute('#article', 'lang')).toBe('fr');
    expect(faults).toEqual([]);
  });

  it('tell of a passage that is pointed at, until Escape', async () => {
    const { page } = await openFrontPage();
    await paste(page, MIXED, 'fr');
    await finished(page);
    await page.hover('#s24');
    await page.waitForSelector('#card:not([hidden])');
    const card = await page.innerText('#card');
    expect(card).toContain('Critics say the price of its electricity');
    expect(card).toMatch(/English, 9\d% sure/);
    expect(card).toMatch(/Translated\s/);
    expect(card).toMatch(/Computed for this request|From the cache/);
    expect(await page.getAttribute('#s24', 'aria-describedby')).toBe('card');
    await page.keyboard.press('Escape');
    expect(await page.isHidden('#card')).toBe(true);
  });

  it('put the text into the other language when another is chosen, and remember it', async () => {
    const { page } = await openFrontPage({ locale: 'fr-FR' });
    expect(await page.inputValue('#target')).toBe('fr');
    await paste(page, MIXED);
    await finished(page);
    await page.selectOption('#target', 'en');
    await page.waitForSelector('#article[lang=en]');
    await finished(page);
    expect(await page.textContent('#s11')).toContain('Hanbit tows a floating wind farm out to sea');
    expect(await page.getAttribute('#s27', 'data-status')).toBe('translated');
    await page.reload();
    expect(await page.inputValue('#target')).toBe('en');
    expect(await page.getAttribute('html', 'lang')).toBe('fr');
  });

  it('give a link to the result that others can open', async () => {
    const { page } = await openFrontPage({ permissions: ['clipboard-read', 'clipboard-write'] });
    await paste(page, `${MIXED}<!-- to be shared -->`, 'fr');
    await finished(page);
    await page.click('#copy-link');
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/\/read\/[0-9a-f]{64}\/fr$/);
    await page.click('#copy');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('<a class="skip" href="#contenu">Aller au contenu</a>');
    expect(copied).not.toContain('<h1>Hanbit tows');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#download')]);
    expect(download.suggestedFilename()).toBe('article.fr.html');
    const other = await visit.open();
    await other.goto(link);
    expect(await other.textContent('.notice')).toContain('Traduit de l’anglais par une machine');
    expect(await other.isVisible('#s11')).toBe(true);
    await other.click('label:has(#view-original)');
    expect(await other.isVisible('#s11')).toBe(false);
    expect(await other.isVisible('#s11-source')).toBe(true);
    await other.click('text=Traduire en anglais');
    await other.waitForURL(/\/en$/);
    expect(await other.getAttribute('html', 'lang')).toBe('en');
  });

  it('do the basic job without a script', async () => {
    const { page } = await openFrontPage({ javaScriptEnabled: false, locale: 'fr-FR' });
    await paste(page, MIXED, 'fr');
    await page.waitForSelector('.notice');
    expect(await page.textContent('.notice')).toContain('Traduit de l’anglais par une machine');
    expect(await page.getAttribute('#s23', 'title')).toContain('Anglais');
    await page.click('label:has(#view-both)');
    expect(await page.isVisible('#s23')).toBe(true);
    expect(await page.isVisible('#s23-source')).toBe(true);
  });

  it('can be used with the keyboard alone', async () => {
    const { page } = await openFrontPage();
    const tabTo = async (selector: string) => {
      for (let i = 0; i < 30; i++) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the Tab key does not lead to ${selector}`);
    };
    await tabTo('.skip');
    await page.keyboard.press('Enter');
    await tabTo('#source');
    await page.keyboard.insertText(fixture('aggregator-en-in-fr.txt'));
    await tabTo('#target');
    await page.keyboard.type('Fr');
    await tabTo('#compose button[type=submit]');
    await page.keyboard.press('Enter');
    await finished(page);
    await tabTo('[name=view]');
    await page.keyboard.press('ArrowRight');
    expect(await page.isChecked('#view-both')).toBe(true);
    await tabTo('#copy');
    await tabTo('.segment');
    const focused = () => page.evaluate(() => document.activeElement?.id);
    const first = await focused();
    expect(await page.isVisible('#card')).toBe(true);
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
    expect(await focused()).toBe('s5');
    expect(await page.innerText('#card')).toContain('Glass bridge reopens after a winter of repairs');
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('s4');
    expect(first).toBe('s0');
    await page.keyboard.press('Escape');
    expect(await page.isHidden('#card')).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.matches('.segment'))).toBe(false);
  });

  it('take dropped and chosen files', async () => {
    const { page } = await openFrontPage();
    await page.setInputFiles('#file', {
      name: 'a.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Le maire.'),
    });
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Le maire.');
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['The mayor.'], 'b.txt', { type: 'text/plain' }));
      document
        .querySelector('textarea')!
        .dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    });
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'The mayor.');
    await page.setInputFiles('#file', {
      name: 'a.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from([37, 80, 0, 1]),
    });
    await page.waitForFunction(
      () => document.getElementById('failure')?.textContent === 'This file is not text.',
    );
  });

  it('can be stopped, and say what went wrong', async () => {
    const { page } = await openFrontPage();
    await paste(page, '<rss version="2.0"><channel><title>A</channel></rss>');
    await page.waitForFunction(() => document.getElementById('failure')?.textContent !== '');
    expect(await page.textContent('#failure')).toBe(
      'The document is damaged, or of a kind that is not known.',
    );
    const long = Array.from(
      { length: 400 },
      (_, i) => `The council of district ${i} met on Monday for ${i} hours.`,
    );
    await paste(page, long.join(' '), 'fr');
    await page.click('#stop');
    await page.waitForFunction(() => document.getElementById('status')?.textContent?.startsWith('Stopped'));
    expect(await page.isHidden('#actions')).toBe(true);
  });

  it('run nothing that an article brings', async () => {
    const { page } = await openFrontPage();
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).origin));
    const harm = `<h1>The mayor "><script>alert(1)</script></h1><p>He <img src="https://a.example/x.png" onerror="alert(2)">
      resigned <a href="javascript:alert(3)" onmouseover="alert(4)">on Monday</a> &lt;img src=x onerror=alert(5)&gt; too.</p>`;
    await paste(page, harm, 'fr');
    await finished(page);
    await page.hover('.segment');
    await page.click('#open');
    await page.waitForSelector('.notice');
    await page.hover('.segment');
    expect(dialogs).toEqual([]);
    expect(new Set(requests)).toEqual(new Set([visit.origin]));
    expect(
      await page.$$eval('a', (links) => links.filter((link) => link.protocol === 'javascript:').length),
    ).toBe(0);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of [
      ['phone', PHONE],
      ['desktop', DESKTOP],
    ] as const) {
      it(`have no fault that axe finds, ${colorScheme}, on a ${size}`, async () => {
        const { page } = await openFrontPage({
          colorScheme,
          viewport,
          locale: size === 'phone' ? 'fr-FR' : 'en-GB',
        });
        const look = async (name: string) => {
          await screenshot(page, `${name}-${colorScheme}-${size}`);
          expect(await accessibilityFaults(page), name).toEqual([]);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          expect(overflow, `${name} is wider than the window`).toBe(false);
        };
        await look('front');
        await page.goto(`${visit.origin}/?sample`);
        const german = '<p>Zwei Wochen lang war die Brücke wegen der Arbeiten gesperrt.</p>';
        await paste(page, (await page.inputValue('#source')) + german, 'fr');
        await finished(page);
        // Arriving passages glow for a moment.
        await page.waitForTimeout(1000);
        await page.check('#highlight');
        await page.hover('h3 .segment');
        await page.waitForSelector('#card:not([hidden])');
        await look('result');
        await page.click('label:has(#view-both)');
        await screenshot(page, `both-${colorScheme}-${size}`);
        await page.click('#open');
        await page.waitForSelector('.notice');
        await look('read');
        await page.goto(`${visit.origin}/read/unknown/fr`);
        await look('missing');
      });
    }
  }
});
