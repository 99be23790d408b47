import { expect, it } from 'vitest';
import { accessibilityFaults, DESKTOP, describeInBrowser, PHONE, screenshot } from './browser.ts';

describeInBrowser('the page of the documentation', (visit) => {
  it.each([
    ['light', 'phone', PHONE],
    ['dark', 'desktop', DESKTOP],
  ] as const)('has no fault that axe finds, %s, on a %s', async (colorScheme, size, viewport) => {
    const page = await visit.open({ colorScheme, viewport });
    await page.goto(`${visit.origin}/docs`);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await screenshot(page, `docs-${colorScheme}-${size}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(overflow, 'it is wider than the window').toBe(false);
  });

  it('needs no script, and has every place that it links to', async () => {
    const page = await visit.open({ javaScriptEnabled: false });
    await page.goto(`${visit.origin}/docs`);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.getByText('/v2/translate').count()).toBeGreaterThan(0);
    const hrefs = await page
      .locator('a[href^="#"]')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')!));
    expect(hrefs.length).toBeGreaterThan(10);
    for (const href of new Set(hrefs))
      expect(await page.locator(`[id="${href.slice(1)}"]`).count(), href).toBe(1);
  });
});
