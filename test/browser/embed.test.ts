import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { accessibilityFaults, describeInBrowser, PHONE, screenshot } from './browser.ts';
import { openPublisher } from './publisher.ts';

const select = (page: Page) => page.getByRole('combobox', { name: /Lire cette page en|Read this page in/ });
const done = (page: Page, words = 'Traduit automatiquement') =>
  page.getByRole('status').filter({ hasText: words }).waitFor({ timeout: 10_000 });

describeInBrowser('the embed', (visit) => {
  it('localises the page around it in place, and says so', async () => {
    const page = await visit.open({ locale: 'fr-FR' });
    const faults: string[] = [];
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    const sent = await openPublisher(page, visit.origin);
    await select(page).waitFor();
    expect(sent).toEqual([]);
    await page.evaluate(() => Object.assign(globalThis, { link: document.querySelector('a[href="#ilse"]') }));
    await select(page).selectOption({ label: 'Français' });
    await done(page);

    expect(await page.textContent('h1')).not.toMatch(/strike/);
    expect(await page.getAttribute('h1', 'lang')).toBeNull();
    expect(await page.title()).not.toMatch(/strike/);
    expect(await page.textContent('.kicker')).toBe('À la une');
    expect(
      await page.evaluate(
        () => (globalThis as { link?: unknown }).link === document.querySelector('a[href="#ilse"]'),
      ),
    ).toBe(true);
    await page.click('a[href="#ilse"]');
    expect(await page.evaluate(() => document.body.dataset.clicked)).toBe('#ilse');
    expect(await accessibilityFaults(page)).toEqual([]);
    await screenshot(page, 'embed-fr');

    const bodies = sent.map(({ body }) => body).join();
    expect(bodies).toContain('Some forty ships');
    for (const secret of ['Le Relais</a>', 'relais port --live', 'href=', '<script', 'newsglot-switch']) {
      expect(bodies).not.toContain(secret);
    }
    expect(faults).toEqual([]);
  });

  it('states the language of what it changed, and gives the page back to the byte', async () => {
    const page = await visit.open({ locale: 'fr-FR' });
    await openPublisher(page, visit.origin);
    const before = await page.evaluate(() => document.documentElement.outerHTML);
    await select(page).selectOption({ label: 'English' });
    await done(page, 'Machine-translated');
    expect(await page.getAttribute('.kicker', 'lang')).toBe('en');
    expect(await page.textContent('h1')).toBe('Harbour crews end their strike after ten days');
    expect(await page.getAttribute('h1', 'lang')).toBeNull();
    expect(await page.getAttribute('#query', 'placeholder')).not.toBe('Un lieu, un nom, un sujet');
    await select(page).selectOption({ label: 'Original' });
    expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
  });

  it('remembers the choice on the next page, and speaks the language of the reader', async () => {
    const page = await visit.open({ locale: 'fr-FR' });
    await openPublisher(page, visit.origin);
    await select(page).selectOption({ label: 'Français' });
    await done(page);
    await page.reload();
    await done(page);
    expect(await select(page).inputValue()).toBe('fr');
    expect(await page.textContent('h1')).not.toMatch(/strike/);
  });

  it('follows what the page changes, without end only where the page does not rewrite it without end', async () => {
    const page = await visit.open({ locale: 'fr-FR' });
    const sent = await openPublisher(page, visit.origin);
    await select(page).selectOption({ label: 'Français' });
    await done(page);
    await page.click('#load');
    await page.waitForFunction(() => !document.querySelector('.stories')?.textContent?.includes('orchestra'));
    await page.evaluate(() =>
      (globalThis as unknown as { report(text: string): void }).report('The crews have gone home.'),
    );
    await page.waitForFunction(() => !document.querySelector('#ticker')?.textContent?.includes('home'));
    const requests = sent.length;
    // A page that insists on its own text.
    await page.evaluate(() => {
      const ticker = document.querySelector('#ticker')!;
      const insist = () => {
        if (ticker.textContent !== 'The pier is closed.') ticker.textContent = 'The pier is closed.';
      };
      new MutationObserver(insist).observe(ticker, { childList: true, subtree: true, characterData: true });
      insist();
    });
    await page.waitForTimeout(1500);
    expect(await page.textContent('#ticker')).toBe('The pier is closed.');
    expect(sent.length - requests).toBeLessThanOrEqual(2);
    await select(page).selectOption('original');
    expect(await page.textContent('.stories')).toContain(
      'The orchestra will play in the old railway station',
    );
  });

  it('sends only what is near the window', async () => {
    const page = await visit.open({ locale: 'fr-FR' });
    const far = '<div class="far"></div><p id="deep">The lighthouse keeper has retired.</p>';
    const sent = await openPublisher(page, visit.origin, (html) => html.replace('</main>', `</main>${far}`));
    await page.evaluate(() =>
      document.querySelector<HTMLElement>('.far')!.style.setProperty('height', '6000px'),
    );
    await select(page).selectOption({ label: 'Français' });
    await done(page);
    expect(sent.map(({ body }) => body).join()).not.toContain('lighthouse');
    await page.locator('#deep').scrollIntoViewIfNeeded();
    await page.waitForFunction(() => !document.querySelector('#deep')?.textContent?.includes('lighthouse'));
  });

  it('keeps what is built in odd ways as it is, and what people write to itself', async () => {
    const page = await visit.open({ locale: 'fr-FR' });
    const odd = `<section id="odd">
      <p class="halves">The council <!-- -->met on<!-- --> Monday.</p>
      <ul><li>The schools stay open <ul><li>The trains are late</li></ul> until Friday</li></ul>
      <table aria-label="The results of the week"><tr><td>The winner is known.</td></tr></table>
      <news-card>The bakery has closed its doors.</news-card>
      <div contenteditable>My own secret words.</div>
      <label>Your message <textarea>Another secret of mine.</textarea></label>
      <input aria-label="The name of the street" value="A secret street"><select><option>Choose a secret place</option></select>
      <i class="material-icons">home</i><svg><text>A secret drawing.</text></svg>
      <img src="data:," alt="A dog waits at the door."><p id="built"></p></section>`;
    const sent = await openPublisher(page, visit.origin, (html) => html.replace('</main>', `${odd}</main>`));
    // What no parser would make: a block in a paragraph.
    await page.evaluate(() => {
      const block = document.createElement('div');
      block.textContent = 'The ferry leaves at noon.';
      document.querySelector('#built')!.append('The island is near. ', block);
    });
    await page.locator('#odd').scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => document.body.outerHTML);
    const nodes = () => page.evaluate(() => document.querySelectorAll('*').length);
    const count = await nodes();
    await select(page).selectOption({ label: 'Français' });
    await done(page);
    // Words that no French text has, however little of it the model knows.
    const english = [
      'met on',
      'stay open',
      'until Friday',
      'are late',
      'is known',
      'has closed',
      'is near',
      'leaves at',
      'Your',
    ];
    const text = await page.locator('#odd').innerText();
    expect(english.filter((words) => text.includes(words))).toEqual([]);
    expect(await page.getAttribute('#odd img', 'alt')).not.toContain(' waits at ');
    expect(await page.getAttribute('#odd table', 'aria-label')).not.toContain('The ');
    expect(await page.getAttribute('#odd input', 'aria-label')).not.toContain('The ');
    expect(sent.map(({ body }) => body).join()).not.toMatch(/secret|>home</);
    expect(await nodes()).toBe(count);
    await select(page).selectOption('original');
    expect(await page.evaluate(() => document.body.outerHTML)).toBe(before);
  });

  it('moves elements into the order of the translation, and back; an answer that does not fit changes nothing', async () => {
    const page = await visit.open({ locale: 'en-GB' });
    const two =
      '<p id="two">First <a href="#one">one</a> then <a href="#other">other</a> last.</p><p id="broken">The <b>bold</b> word.</p>';
    // Answers as a service could give them; what the embedded model does with these sentences may change.
    await page.route('**/v1/translate**', (route) => {
      const body = (route.request().postData() ?? '')
        .replace(/First (<a.*?<\/a>) then (<a.*?<\/a>) last\./, 'Enfin $2 puis $1 premier.')
        .replace(/The <b.*?<\/b> word/, 'Le mot <script>document.title = "broken"</script>');
      return route.fulfill({
        body,
        contentType: 'text/html',
        headers: { 'Access-Control-Allow-Origin': '*' },
      });
    });
    await openPublisher(page, visit.origin, (html) => html.replace('<h1>', `${two}<h1>`));
    const before = await page.evaluate(() => document.body.outerHTML);
    await page.evaluate(() => Object.assign(globalThis, { one: document.querySelector('a[href="#one"]') }));
    await select(page).selectOption({ label: 'Français' });
    await done(page);
    expect(await page.innerHTML('#two')).toBe(
      'Enfin <a href="#other">other</a> puis <a href="#one">one</a> premier.',
    );
    expect(await page.innerHTML('#broken')).toBe('The <b>bold</b> word.');
    const same = () => (globalThis as { one?: unknown }).one === document.querySelector('a[href="#one"]');
    expect(await page.evaluate(same)).toBe(true);
    await select(page).selectOption('original');
    expect(await page.evaluate(() => document.body.outerHTML)).toBe(before);
    expect(await page.evaluate(same)).toBe(true);
  });

  it('begins by itself in the language that the publisher proposes, asks for the list, and sends the key', async () => {
    const page = await visit.open({ locale: 'fr-CA' });
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') keys.push(request.headers().authorization);
    });
    const element = '<newsglot-switch target="auto" api-key="k1">';
    await openPublisher(page, visit.origin, (html) =>
      html.replace('<newsglot-switch languages="en fr">', element),
    );
    await done(page);
    expect(await select(page).locator('option').allTextContents()).toEqual([
      'Version originale',
      'English',
      'Français',
    ]);
    expect(new Set(keys)).toEqual(new Set(['Bearer k1']));
  });

  it('waits for a service that is busy, and tells calmly of one that stays so', async () => {
    const page = await visit.open({ locale: 'en-GB' });
    let refusals = 2;
    await page.route('**/v1/translate**', (route) => {
      if (route.request().method() !== 'POST' || refusals-- <= 0) return route.fallback();
      const headers = {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Expose-Headers': 'Retry-After',
        'Retry-After': '1',
      };
      return route.fulfill({ status: 429, headers, json: { error: { code: 'rate_limited', message: '' } } });
    });
    await openPublisher(page, visit.origin);
    await select(page).selectOption({ label: 'Français' });
    await done(page);
    refusals = 1000;
    await select(page).selectOption({ label: 'English' });
    await page.getByRole('status').filter({ hasText: 'busy' }).waitFor({ timeout: 30_000 });
    expect(await page.textContent('.kicker')).toBe('À la une');
    await screenshot(page, 'embed-busy');
    expect(await accessibilityFaults(page)).toEqual([]);
    refusals = 0;
    await page.getByRole('button', { name: 'Try again' }).click();
    await done(page, 'Machine-translated');
    expect(await page.textContent('.kicker')).not.toBe('À la une');
  });

  it('is used by keyboard alone, on a phone too', async () => {
    const page = await visit.open({ locale: 'fr-FR', viewport: PHONE, colorScheme: 'dark' });
    await openPublisher(page, visit.origin);
    await select(page).waitFor();
    for (let tabs = 0; tabs < 8; tabs++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.localName === 'newsglot-switch')) break;
    }
    await page.keyboard.press('ArrowDown');
    await done(page, 'Machine-translated');
    expect(await select(page).inputValue()).toBe('en');
    await screenshot(page, 'embed-phone');
  });
});
