import { expect, it } from 'vitest';
import { accessibilityFaults, describeInBrowser } from './browser.ts';

describeInBrowser('the browser of these tests', (visit) => {
  it('reaches the service, in which a script of any origin can translate', async () => {
    const page = await visit.open();
    const status = await page.evaluate(async (origin) => {
      const body = JSON.stringify({ content: 'The mayor resigned on Monday.', target: 'fr' });
      const headers = { 'Content-Type': 'application/json' };
      const response = await fetch(`${origin}/v1/translate`, { method: 'POST', headers, body });
      return ((await response.json()) as { segments: { status: string }[] }).segments[0]?.status;
    }, visit.origin);
    expect(status).toBe('translated');
  });

  it('finds faults of accessibility', async () => {
    const page = await visit.open();
    await page.setContent('<html lang="en"><title>A</title><main><h1>A</h1><img src="/a.png"></main></html>');
    expect(await accessibilityFaults(page)).toEqual([expect.stringMatching(/^image-alt: .* at img$/)]);
  });
});
