import { describe, expect, it } from 'vitest';
import { startApp } from '../app.ts';

const { app, post, faults } = await startApp();
const hasty = await startApp({ REQUEST_TIMEOUT_MS: '100' });

interface Translation {
  detected_source_language: string;
  text: string;
  billed_characters?: number;
}

const KEY = { Authorization: 'DeepL-Auth-Key anything' };
const translations = async (response: Response): Promise<Translation[]> => {
  expect(response.status).toBe(200);
  return ((await response.json()) as { translations: Translation[] }).translations;
};
const translate = async (body: unknown) => translations(await post('/v2/translate', body, KEY));
const form = (fields: readonly (readonly [string, string])[]) =>
  app.request('/v2/translate', { method: 'POST', body: new URLSearchParams(fields as [string, string][]) });

const EN = 'The president met the workers of the factory.';
const FR = 'Le président a rencontré les ouvriers de l’usine.';

describe('POST /v2/translate', () => {
  it('translates and detects every text on its own, in order', async () => {
    const [first, second, third] = await translate({ text: [EN, FR, EN], target_lang: 'FR' });
    expect([first, second, third].map((t) => t!.detected_source_language)).toEqual(['EN', 'FR', 'EN']);
    expect(second!.text).toBe(FR);
    expect(first!.text).toMatch(/président/);
    expect(third).toEqual(first);
    expect(Object.keys(first!)).toEqual(['detected_source_language', 'text']);
  });

  it('takes a form with repeated texts', async () => {
    const list = await translations(
      await form([
        ['text', FR],
        ['text', 'Bonjour à tous.'],
        ['target_lang', 'fr'],
        ['show_billed_characters', '1'],
      ]),
    );
    expect(list.map(({ text }) => text)).toEqual([FR, 'Bonjour à tous.']);
    expect(list.map((t) => t.billed_characters)).toEqual([FR.length, 15]);
  });

  it('takes one text of a form', async () => {
    expect(
      await translations(
        await form([
          ['text', FR],
          ['target_lang', 'FR'],
        ]),
      ),
    ).toEqual([{ detected_source_language: 'FR', text: FR }]);
  });

  it('bills code points, and neither the context', async () => {
    const [only] = await translate({
      text: ['Bonjour 🎉'],
      target_lang: 'FR',
      context: 'A party is given.',
      show_billed_characters: true,
    });
    expect(only).toMatchObject({ text: 'Bonjour 🎉', billed_characters: 9 });
  });

  it('says the stated source again', async () => {
    const [only] = await translate({ text: [EN], source_lang: 'en', target_lang: 'FR' });
    expect(only!.detected_source_language).toBe('EN');
  });

  it('takes an empty text', async () => {
    expect(await translate({ text: [''], target_lang: 'FR' })).toEqual([
      { detected_source_language: 'EN', text: '' },
    ]);
  });

  it.each(['EN', 'en', 'EN-GB', 'en-US'])('takes %s for a target', async (target_lang) => {
    expect(await translate({ text: [EN], target_lang })).toEqual([
      { detected_source_language: 'EN', text: EN },
    ]);
  });

  it.each([
    ['split_sentences', '0'],
    ['split_sentences', 'nonewlines'],
    ['preserve_formatting', true],
    ['formality', 'default'],
    ['formality', 'prefer_more'],
    ['formality', 'prefer_less'],
    ['outline_detection', false],
    ['tag_handling_version', 'v2'],
    ['model_type', 'quality_optimized'],
    ['glossary_id', null],
    ['an_unknown_field', {}],
  ])('accepts %s = %s', async (name, value) => {
    const [only] = await translate({ text: [FR], target_lang: 'FR', [name]: value });
    expect(only!.text).toBe(FR);
  });

  it('keeps the markup of html and what must not be translated in it', async () => {
    const kept = '<span translate="no">The kept words</span> and <i class="notranslate">these words too</i>';
    const [only] = await translate({
      text: [`<p>The president met the workers.</p><p>${kept}</p><br><p>A broken <b>end`],
      target_lang: 'FR',
      tag_handling: 'html',
    });
    expect(only!.text).toContain('<span translate="no">The kept words</span>');
    expect(only!.text).toContain('<i class="notranslate">these words too</i>');
    expect(only!.text).toMatch(/^<p>[^<]*président[^<]*<\/p>/);
  });

  it('takes markup for text unless it is told otherwise', async () => {
    const text = '<b>Bonjour</b> à tous &amp; merci.';
    expect((await translate({ text: [text], target_lang: 'FR' }))[0]!.text).toBe(text);
  });

  it('translates xml and keeps its elements', async () => {
    const [only] = await translate({
      text: ['<doc><para>The president met the workers.</para><para>The <em>mayor</em> left.</para></doc>'],
      target_lang: 'FR',
      tag_handling: 'xml',
    });
    expect(only!.text).toMatch(
      /^<doc><para>[^<]*président[^<]*<\/para><para>.*<em>.*<\/em>.*<\/para><\/doc>$/,
    );
  });

  it.each([
    ['xml', '<x>The president met <var1>the workers of</var1> the mill.<keep>The mayor left.</keep></x>'],
    ['html', '<p>The president met <var1>the workers of</var1> the mill.</p><keep>The mayor left.</keep>'],
  ])('leaves the elements that are to be ignored in %s', async (tag_handling, text) => {
    const fields = { text: [text], target_lang: 'FR', tag_handling };
    const [heeded] = await translate({ ...fields, ignore_tags: ['var1', 'keep'] });
    expect(heeded!.text).toContain('<var1>the workers of</var1>');
    expect(heeded!.text).toMatch(/<keep>The mayor left\.<\/keep>/);
    expect(heeded!.text).toMatch(/président/);
    // The same text without the option is another request.
    const [other] = await translate(fields);
    expect(other!.text).not.toContain('The mayor left.');
  });

  it('takes names of xml as they are written, and none for one of HTML', async () => {
    const text =
      '<Doc><code>The president met the workers.</code><link>The mayor left.</link><p>The bank <p>waited.</p></p>' +
      '<Keep>The mayor left.</Keep><keep>The mayor left.</keep><![CDATA[The <mayor> left.]]></Doc>';
    const fields = { text: [text], target_lang: 'FR', tag_handling: 'xml', ignore_tags: 'keep' };
    const [only] = await translate(fields);
    expect(only!.text).toMatch(/<code>[^<]*président[^<]*<\/code><link>(?!The mayor)[^<]*<\/link>/);
    expect(only!.text).toMatch(/<Keep>(?!The mayor)[^<]*<\/Keep><keep>The mayor left\.<\/keep>/);
    expect(only!.text).toContain('<![CDATA[The <mayor> left.]]></Doc>');
    const names = (xml: string) => [...xml.matchAll(/<\/?(\w+)/g)].map(([tag]) => tag);
    expect(names(only!.text)).toEqual(names(text));
  });

  it('reads empty elements of xml as empty', async () => {
    const text = 'The president met the workers.<keep/> The mayor left.<br/>';
    const [only] = await translate({
      text: [text],
      target_lang: 'FR',
      tag_handling: 'xml',
      ignore_tags: 'keep',
    });
    expect(only!.text).toMatch(/^[^<]*président[^<]*<keep\/>[^<]*<br\/>$/);
    expect(only!.text).not.toContain('The mayor left');
  });

  it.each(['<a>no end', '<a><b></a></b>', 'a < b', '<a x=1/>'])('refuses the xml %s', async (text) => {
    const response = await post('/v2/translate', { text: [text], target_lang: 'FR', tag_handling: 'xml' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: expect.stringMatching(/^Tag handling parsing failed/),
    });
  });

  const valid = { text: ['a'], target_lang: 'FR' };
  it.each([
    ['no text', { target_lang: 'FR' }, 400],
    ['an empty list', { ...valid, text: [] }, 400],
    ['more than 50 texts', { ...valid, text: Array.from({ length: 51 }, () => 'a') }, 400],
    ['a text of another type', { ...valid, text: [5] }, 400],
    ['no target', { text: ['a'] }, 400],
    ['a target that the models lack', { ...valid, target_lang: 'SV' }, 400],
    ['an unknown variant', { ...valid, target_lang: 'EN-XX' }, 400],
    ['a source that the models lack', { ...valid, source_lang: 'SV' }, 400],
    ['formality more', { ...valid, formality: 'more' }, 400],
    ['formality less', { ...valid, formality: 'less' }, 400],
    ['an unknown formality', { ...valid, formality: 'rude' }, 400],
    ['an unknown tag handling', { ...valid, tag_handling: 'latex' }, 400],
    ['an unknown way to split', { ...valid, split_sentences: '2' }, 400],
    ['a glossary without source', { ...valid, glossary_id: 'x' }, 400],
    ['an unknown glossary', { ...valid, source_lang: 'EN', glossary_id: 'x' }, 404],
    ['malformed JSON', '{"text"', 400],
    ['JSON that is no object', '[]', 400],
    ['a body over 128 KiB', { ...valid, text: ['a'.repeat(128 * 1024)] }, 413],
  ])('refuses %s', async (_, body, status) => {
    const response = await post('/v2/translate', body);
    expect(response.status).toBe(status);
    expect(response.headers.get('X-Trace-ID')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toMatchObject({ message: expect.stringMatching(/./) });
  });

  it('counts a body that streams in without a length', async () => {
    const body = new Blob([JSON.stringify({ ...valid, text: ['a'.repeat(128 * 1024)] })]).stream();
    const response = await app.request('/v2/translate', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
  });

  it('refuses other types with 415 and long addresses with 414', async () => {
    expect((await app.request('/v2/translate', { method: 'POST', body: 'a' })).status).toBe(415);
    expect((await app.request(`/v2/usage?${'a'.repeat(9000)}`)).status).toBe(414);
  });

  it('answers 503 with Retry-After when the time is up', async () => {
    const text = Array.from({ length: 900 }, (_, i) => `Nobody saw the ${i} people who left.`).join(' ');
    const response = await hasty.post('/v2/translate', { text: [text], target_lang: 'FR' });
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).toMatch(/^\d+$/);
    expect(await response.json()).toMatchObject({ message: expect.any(String) });
  });
});

describe('the other resources of DeepL', () => {
  it.each(['GET', 'POST'])('count what was used, for %s', async (method) => {
    const usage = async () =>
      (await (await app.request('/v2/usage', { method })).json()) as Record<string, number>;
    const before = await usage();
    expect(before).toEqual({ character_count: expect.any(Number), character_limit: 1_000_000_000_000 });
    const text = `The senate voted on the bill on ${method === 'GET' ? 'Monday' : 'Friday'}.`;
    await translate({ text: [text], target_lang: 'FR' });
    const after = await usage();
    expect(after.character_count! - before.character_count!).toBe(text.length);
    await translate({ text: [text], target_lang: 'FR' });
    expect((await usage()).character_count! - after.character_count!).toBe(Math.ceil(text.length / 10));
  });

  it('list languages', async () => {
    const french = { language: 'FR', name: 'French', supports_formality: false };
    for (const query of ['', '?type=source']) {
      expect(await (await app.request(`/v2/languages${query}`)).json()).toEqual([
        { language: 'EN', name: 'English', supports_formality: false },
        french,
      ]);
    }
    expect(await (await app.request('/v2/languages?type=target')).json()).toEqual([
      { language: 'EN-GB', name: 'English (British)', supports_formality: false },
      { language: 'EN-US', name: 'English (American)', supports_formality: false },
      french,
    ]);
    expect((await app.request('/v2/languages?type=all')).status).toBe(400);
  });

  it('list the pairs of glossaries', async () => {
    expect(await (await app.request('/v2/glossary-language-pairs')).json()).toEqual({
      supported_languages: [
        { source_lang: 'en', target_lang: 'fr' },
        { source_lang: 'fr', target_lang: 'en' },
      ],
    });
  });

  it.each([
    ['GET', '/v2/translate', 405, 'POST'],
    ['DELETE', '/v2/usage', 405, 'GET, HEAD, POST'],
    ['POST', '/v2/languages', 405, 'GET, HEAD'],
    ['GET', '/v2/nothing', 404, null],
    ['POST', '/v2/document', 404, null],
  ])('answer %s %s with %d', async (method, path, status, allow) => {
    const response = await app.request(path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('Allow')).toBe(allow);
    expect(response.headers.get('X-Trace-ID')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toMatchObject({ message: expect.any(String) });
  });
});

it('nothing was the service’s own fault', () => {
  expect([...faults, ...hasty.faults]).toEqual([]);
});
