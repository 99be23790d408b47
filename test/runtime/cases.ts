/** Cases that every runtime must answer alike; `node.test.ts` and `workerd.worker.test.ts` run them. */
import { describe, expect, it } from 'vitest';
import type { Localisation } from '../../src/translation/localisation.ts';

/** Sends a request to the service under test. */
export type Send = (path: string, init?: RequestInit) => Promise<Response> | Response;

const PAGE = `<html lang="fr"><h1>The bridge opened again on Sunday</h1>
<p>The company said <a href="/x">the work</a> cost 12 million euros.</p><a class=more>Lire la suite &raquo;</a></html>`;

/** What the embedded model, greedy, makes of the page. */
export async function localisePage(send: Send): Promise<Localisation> {
  const response = await send('/v1/translate', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ content: PAGE, target: 'fr' }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Localisation;
}

export function describeRuntime(name: string, send: Send): void {
  describe(`the service on ${name}`, () => {
    it('is alive', async () => {
      expect(await (await send('/health')).json()).toEqual({ status: 'ok' });
    });

    it('translates a known sentence with the embedded model', async () => {
      expect((await send('/ready')).status).toBe(200);
    });

    it('localises a page and keeps what is in the target to the byte', async () => {
      const { content, segments } = await localisePage(send);
      expect(segments.map((s) => s.language)).toEqual(['en', 'en', 'fr']);
      expect(segments.map((s) => s.status)).toEqual(['translated', 'translated', 'kept']);
      expect(content).toContain('<a class=more>Lire la suite &raquo;</a>');
      expect(content).toContain('<a href="/x">');
      expect(content).toContain('12');
    });

    it('answers the same page again from its cache, and at its address', async () => {
      const { stats, contentHash, content } = await localisePage(send);
      expect(stats).toMatchObject({ cacheHits: 2, engineMs: 0 });
      expect(await (await send(`/v1/articles/${contentHash}/fr`)).text()).toBe(content);
    });

    it('answers requests side by side, and those that stay when one leaves', async () => {
      const translate = (content: string, signal?: AbortSignal) =>
        send('/v1/translate', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ content, target: 'fr' }),
          ...(signal && { signal }),
        });
      const long = Array.from({ length: 12 }, (_, i) => `The council of district ${i} met on Monday.`).join(
        ' ',
      );
      const leaving = new AbortController();
      const left = Promise.resolve(translate(`${long} It was late.`, leaving.signal)).catch(() => undefined);
      const staying = [long, long, 'The mayor was there.', 'The mayor was there.'].map((text) =>
        translate(text),
      );
      setTimeout(() => leaving.abort(), 20);
      const answers = await Promise.all(staying);
      expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200]);
      const [one, other] = (await Promise.all(answers.map((answer) => answer.json()))) as Localisation[];
      expect(one!.content).toBe(other!.content);
      await left;
      expect((await translate('The session was over at nine.')).status).toBe(200);
    });

    it('answers a mixed batch of LibreTranslate, as JSON and as a form', async () => {
      const texts = ['The mayor was there.', 'Le maire était là.'];
      const json = JSON.stringify({ q: texts, source: 'auto', target: 'fr' });
      const form = new FormData();
      for (const text of texts) form.append('q', text);
      form.append('source', 'auto');
      form.append('target', 'fr');
      const answers = [
        await send('/translate', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: json,
        }),
        await send('/translate', { method: 'POST', body: form }),
      ];
      for (const answer of answers) {
        expect(await answer.json()).toMatchObject({
          translatedText: [expect.stringMatching(/^Le /), texts[1]],
          detectedLanguage: [{ language: 'en' }, { language: 'fr' }],
        });
      }
    });

    it('offers alternatives to those who ask', async () => {
      const ask = async (alternatives: number) => {
        const answer = await send('/translate', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({
            q: 'The president met the workers of the factory.',
            source: 'en',
            target: 'fr',
            alternatives,
          }),
        });
        return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
      };
      const { status, body } = await ask(2);
      expect(status).toBe(200);
      const renditions = [body.translatedText, ...(body.alternatives as string[])];
      expect(renditions).toHaveLength(3);
      expect(new Set(renditions).size).toBe(3);
      for (const rendition of renditions) expect(rendition).toMatch(/président/);
      expect((await ask(0)).body).not.toHaveProperty('alternatives');
      expect(await ask(4)).toEqual({
        status: 400,
        body: { error: 'Invalid request: alternatives (4) exceeds alternatives limit (3)' },
      });
    });

    it('answers a mixed batch of DeepL, and counts it', async () => {
      const texts = ['The mayor was there.', 'Le maire était là.'];
      const body = new URLSearchParams(texts.map((text) => ['text', text]));
      body.append('target_lang', 'FR');
      const answer = await send('/v2/translate', { method: 'POST', body });
      expect(answer.headers.get('X-Trace-ID')).not.toBeNull();
      expect(await answer.json()).toMatchObject({
        translations: [
          { detected_source_language: 'EN' },
          { detected_source_language: 'FR', text: texts[1] },
        ],
      });
      expect(await (await send('/v2/usage')).json()).toMatchObject({ character_count: expect.any(Number) });
    });

    it('keeps a glossary and translates with it', async () => {
      const made = await send('/v2/glossaries', {
        method: 'POST',
        body: new URLSearchParams({
          name: 'Names',
          source_lang: 'en',
          target_lang: 'fr',
          entries: '"Ann Weaver",Anne W.',
          entries_format: 'csv',
        }),
      });
      const { glossary_id: glossary } = (await made.json()) as { glossary_id: string };
      const answer = await send('/v1/translate', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ content: 'The president met Ann Weaver.', target: 'fr', glossary }),
      });
      expect(((await answer.json()) as Localisation).content).toContain('Anne W.');
    });

    it('shows people a page, what it loads, and the article of a form', async () => {
      const page = await (await send('/')).text();
      const script = /<script type="module" src="([^"]+)"/.exec(page)?.[1];
      expect((await send(script!)).headers.get('Content-Type')).toContain('text/javascript');
      const font = /<link rel="preload" href="([^"]+)"/.exec(page)?.[1];
      const bytes = new Uint8Array(await (await send(font!)).arrayBuffer());
      expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('wOF2');
      const body = new URLSearchParams({ content: 'The mayor was there.', target: 'fr' });
      const article = await send('/', { method: 'POST', body });
      expect(article.status).toBe(200);
      expect(await article.text()).toContain('Traduit de l’anglais par une machine.');
      expect((await send(article.headers.get('Content-Location')!)).status).toBe(200);
    });

    it('serves the script that publishers embed', async () => {
      const script = await send('/embed.js');
      expect(script.headers.get('Content-Type')).toContain('text/javascript');
      expect(await script.text()).toContain('newsglot-switch');
    });

    it('documents itself', async () => {
      const { openapi, paths } = (await (await send('/openapi.json')).json()) as {
        openapi: string;
        paths: object;
      };
      expect(openapi).toBe('3.1.0');
      expect(Object.keys(paths)).toContain('/v1/translate');
      expect(await (await send('/docs')).text()).toContain('id="post-/v1/translate"');
    });

    it('refuses an unsupported target with 400', async () => {
      const response = await send('/v1/translate?target=sv', {
        method: 'POST',
        headers: { 'Content-Type': 'text/plain' },
        body: 'a',
      });
      expect(response.status).toBe(400);
    });
  });
}
