import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Parser } from 'htmlparser2';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { createKey } from '../../src/accounts/key-file.ts';
import { MOST_SHOWN } from '../../src/reader/article.ts';
import { startApp } from './app.ts';

const { app } = await startApp();

/** An element of a page: its name and its attributes. */
interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      tags.push({ name, attributes });
    },
  });
  parser.end(html);
  return tags;
}

const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });

function send(fields: Record<string, string | Blob>, headers: Record<string, string> = {}, path = '/') {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return app.request(path, { method: 'POST', body, headers });
}

/** What could run, load or look like something of this service's own in a page made of somebody's document. */
function activeParts(html: string): Tag[] {
  return tagsOf(html).filter(({ name, attributes }) => {
    const written = Object.entries(attributes);
    const handlers = written.some(([key]) => key.startsWith('on') || key === 'style' || key === 'srcdoc');
    const schemes = written.some(([, value]) => /^\s*(?:javascript|data|vbscript):/i.test(value));
    const ownScript = name === 'script' && attributes.src?.startsWith('/assets/');
    const embeds = /^(?:script|iframe|object|embed|base|style|img|video|audio|math|template)$/.test(name);
    return handlers || schemes || (embeds && !ownScript);
  });
}

describe('the front page', () => {
  it('speaks and offers the language that the browser asks for first', async () => {
    const page = await (await get('/', { 'Accept-Language': 'de;q=0.9, fr-CA;q=0.8, en;q=0.5' })).text();
    expect(page).toMatch(/^<!DOCTYPE html><html lang="fr" dir="ltr">/);
    expect(page).toContain('Lisez la presse dans votre langue');
    expect(page).toMatch(/<option value="fr" selected="">Français<\/option>/);
  });

  it('keeps to what was chosen before', async () => {
    const response = await get('/', {
      'Accept-Language': 'fr',
      Cookie: 'newsglot_target=en; newsglot_interface=en',
    });
    const page = await response.text();
    expect(page).toContain('Read the news in your language');
    expect(page).toMatch(/<option value="en" selected="">English<\/option>/);
    expect(response.headers.get('Vary')).toContain('Cookie');
  });

  it('remembers the interface that was chosen', async () => {
    const response = await get('/?ui=fr', { 'Accept-Language': 'en' });
    expect(response.headers.get('Set-Cookie')).toMatch(/^newsglot_interface=fr; .*SameSite=Lax/);
    expect(await response.text()).toContain('Lisez la presse');
  });

  it('has a policy that allows nothing but what this service serves, and needs nothing else', async () => {
    const response = await get('/');
    const policy = response.headers.get('Content-Security-Policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(activeParts(await response.text())).toEqual([]);
  });

  it('weighs no more than 60 kB with all that it loads', async () => {
    const html = await (await get('/', { 'Accept-Language': 'fr' })).text();
    const loaded = tagsOf(html).flatMap(({ name, attributes: { src, href = '' } }) =>
      name === 'script' ? [src!] : name === 'link' ? [href] : [],
    );
    expect(loaded).toHaveLength(4);
    let bytes = gzipSync(html).length;
    for (const path of new Set(loaded)) {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(response.headers.get('Cache-Control')).toContain('immutable');
      const body = Buffer.from(await response.arrayBuffer());
      // Fonts are compressed already.
      bytes += path.endsWith('.woff2') ? body.length : gzipSync(body).length;
    }
    console.log(`the front page weighs ${bytes} bytes`);
    expect(bytes).toBeLessThanOrEqual(60_000);
  });

  it('has an example to try', async () => {
    expect(await (await get('/?sample')).text()).toContain('Lire la suite »');
  });
});

describe('the form, without a script', () => {
  it('answers with the article, at an address where it stays', async () => {
    const content = 'The mayor resigned on Monday.\n\nLire la suite »';
    const response = await send({ content, target: 'fr' });
    expect(response.status).toBe(200);
    expect(response.headers.get('Set-Cookie')).toMatch(/^newsglot_target=fr;/);
    const page = await response.text();
    expect(page).toContain('Traduit de l’anglais par une machine.');
    expect(page).toContain('Lire la suite »');
    const again = await get(response.headers.get('Content-Location')!);
    expect(again.status).toBe(200);
    expect(await again.text()).toContain('Lire la suite »');
  });

  it('has the same address for a text, whatever its lines end with', async () => {
    const [one, other] = await Promise.all(
      ['\n', '\r\n'].map((end) => send({ content: `The council met.${end}It was late.`, target: 'fr' })),
    );
    expect(one!.headers.get('Content-Location')).toBe(other!.headers.get('Content-Location'));
  });

  it('reads a file before the field, in its own encoding', async () => {
    const file = new File([Buffer.from('Le caf\xe9 ferme \xe0 midi.', 'latin1')], 'a.txt');
    const page = await (await send({ content: 'The mayor resigned.', file, target: 'en' })).text();
    expect(page).toContain('Le café ferme à midi.');
    expect(page).not.toContain('The mayor resigned.');
  });

  it.each([
    ['nothing', { content: ' ', target: 'fr' }, 400],
    ['a language that there is not', { content: 'The mayor resigned.', target: 'xx' }, 400],
    ['a file that is not text', { file: new File([new Uint8Array(9)], 'a.pdf'), target: 'fr' }, 415],
    [
      'a damaged feed',
      { content: '<rss version="2.0"><channel><title>A</channel></rss>', target: 'fr' },
      422,
    ],
  ])('says what is wrong with %s, and keeps what was typed', async (_, fields, status) => {
    const response = await send(fields as Record<string, string | Blob>);
    expect(response.status).toBe(status);
    const page = await response.text();
    expect(page).toMatch(/role="alert">[A-Z][^<]+\.</);
    if ('content' in fields && fields.content.startsWith('The'))
      expect(page).toContain('The mayor resigned.</textarea>');
  });
});

describe('the pages of a service that asks for keys', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
  afterAll(() => rm(folder, { recursive: true }));
  const file = join(folder, 'keys.json');
  const key = await createKey(file, {
    id: 'desk' as Tenant,
    charactersPerMonth: null,
    requestsPerMinute: null,
  });
  const closed = await startApp({ KEYS_FILE: file });
  const post = (fields: Record<string, string>) =>
    closed.app.request('/', { method: 'POST', body: new URLSearchParams(fields) });

  it('ask for one when it is missing, and take it from the form', async () => {
    const fields = { content: 'Le maire était là.', target: 'fr' };
    const refused = await post(fields);
    expect(refused.status).toBe(401);
    const page = await refused.text();
    expect(page).toContain('This service asks for a key.');
    expect(page).toMatch(/<p class="key" id="key-field">/);
    expect((await post({ ...fields, api_key: key })).status).toBe(200);
  });
});

describe('a result, as a page to read', () => {
  const markup = `<html lang="en"><head><title>The bridge opened again</title></head><body><nav><a href="/x">Accueil</a></nav>
<article><h1>The bridge opened again on Sunday</h1><p>The company said <a href="https://narae.example/works?a=1&amp;b=2">the work</a> cost
<em>12 million</em> euros. See <a href="/plan">the plan</a>.</p></article></body></html>`;

  async function addressOf(content: string, target: string): Promise<string> {
    return (await send({ content, target })).headers.get('Content-Location')!;
  }

  it('says what it is: its language, that a machine translated it, and that it is not for search engines', async () => {
    const response = await get(await addressOf(markup, 'fr'));
    expect(response.headers.get('Content-Language')).toBe('fr');
    expect(response.headers.get('X-Robots-Tag')).toBe('noindex');
    const page = await response.text();
    expect(page).toContain('<html lang="fr" dir="ltr">');
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    expect(page).toContain('Traduit de l’anglais par une machine.');
  });

  it('has the links and the emphasis of the article, but no link into this service', async () => {
    const page = await (await get(await addressOf(markup, 'fr'))).text();
    const article = page.slice(page.indexOf('<article'), page.indexOf('</article'));
    const links = tagsOf(article).filter(({ name }) => name === 'a');
    expect(links.map(({ attributes }) => attributes)).toEqual([
      { href: 'https://narae.example/works?a=1&b=2', rel: 'nofollow noopener noreferrer' },
    ]);
    expect(article).toMatch(/<em>[^<]*12[^<]*<\/em>/);
  });

  it('tells of every passage what was done, and has the original of each', async () => {
    const page = await (await get(await addressOf(markup, 'fr'))).text();
    const segments = tagsOf(page).filter(({ attributes }) => attributes.class === 'segment');
    expect(segments.length).toBeGreaterThan(4);
    for (const { attributes } of segments) {
      expect(attributes['data-status']).toMatch(/^(?:translated|kept|uncertain|failed)$/);
      expect(attributes.title).not.toBe('');
      expect(page).toContain(`id="${attributes.id}-source"`);
    }
    expect(page).toContain('The bridge opened again on Sunday');
  });

  it('is translated into another language on demand, and then linked from both', async () => {
    const address = await addressOf(`${markup}<p>On demand.</p>`, 'fr');
    const before = await get(address);
    expect(before.headers.get('Link')).toBeNull();
    expect(await before.text()).toContain('Traduire en anglais');
    const asked = await send({ target: 'en' }, {}, address.replace(/\/fr$/, ''));
    expect(asked.status).toBe(303);
    const english = asked.headers.get('Location')!;
    expect(english).toBe(address.replace(/fr$/, 'en'));
    const page = await (await get(english)).text();
    expect(page).toContain(`<link rel="alternate" hreflang="fr" href="${address}"/>`);
    expect((await get(address)).headers.get('Link')).toBe(`<${english}>; rel="alternate"; hreflang="en"`);
  });

  it('shows as many passages as a page can hold, and says that there are more', async () => {
    const content = Array.from({ length: MOST_SHOWN + 500 }, (_, i) => `Le conseil ${i} est là.`).join(
      '\n\n',
    );
    const page = await (await send({ content, target: 'fr' })).text();
    expect(tagsOf(page).filter(({ attributes }) => attributes.class === 'segment')).toHaveLength(MOST_SHOWN);
    expect(page).toContain('Seuls les 2000 premiers passages sur 2500 sont affichés');
  });

  it('is a page in kind where there is none', async () => {
    const response = await get(`/read/${'0'.repeat(64)}/fr`, { 'Accept-Language': 'fr' });
    expect(response.status).toBe(404);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.text()).toContain('Cet article n’est pas ici');
    expect((await send({ target: 'en' }, {}, `/read/${'0'.repeat(64)}`)).status).toBe(404);
  });
});

describe('a document that means harm', () => {
  const payloads = [
    '<script>alert(1)</script><p>The mayor resigned.</p>',
    '<p>The mayor <img src=x onerror=alert(1)> resigned <svg onload=alert(1)>.</p>',
    '<p>The mayor <a href="javascript:alert(1)">resigned</a> <a href=" JaVaScRiPt&#58;alert(1)">on</a> Monday.</p>',
    '<p>The mayor <a href="https://a.example/&quot;onmouseover=alert(1)//">resigned</a> on Monday.</p>',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt; The mayor resigned.</p>',
    '<h1>"><script>alert(1)</script></h1><p title="&quot;><script>alert(1)</script>">The mayor resigned.</p>',
    '</textarea></title></article><script>alert(1)</script><p>The mayor resigned.',
    'The mayor </span></p><script>alert(1)</script> resigned.',
    '# The mayor [resigned](javascript:alert(1))\n\n**On** <iframe srcdoc="<script>alert(1)</script>"></iframe> Monday.',
    '<p style="position:fixed">The mayor resigned.</p><base href="https://a.example/"><form action="https://a.example/"><button>Accept</button></form>',
    '<math><mtext></p><style><img src=x onerror=alert(1)></style></mtext></math><p>The mayor resigned.</p>',
  ];

  it.each(payloads)('stays text: %s', async (content) => {
    for (const target of ['en', 'fr']) {
      const response = await send({ content, target });
      expect(response.status).toBe(200);
      const page = await response.text();
      expect(activeParts(page)).toEqual([]);
      const forms = tagsOf(page).filter(({ name }) => name === 'form');
      expect(forms.every(({ attributes }) => attributes.action?.startsWith('/read/'))).toBe(true);
    }
  });

  it.each(payloads)('stays text in the form, too: %s', async (content) => {
    const response = await send({ content, target: 'xx' });
    expect(activeParts(await response.text())).toEqual([]);
  });
});

it('the mixed fixtures can all be read', async () => {
  for (const name of [
    'aggregator-en-in-fr.html',
    'live-blog.html',
    'wordpress.rss',
    'release.md',
    'agency.nitf',
  ]) {
    const content = readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
    const response = await send({ content, target: 'fr' });
    expect(response.status, name).toBe(200);
    expect(
      tagsOf(await response.text()).filter(({ name }) => name === 'h1'),
      name,
    ).toHaveLength(1);
  }
});
