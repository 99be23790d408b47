/** DeepL's own client as it is, told another address. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AuthorizationError,
  DeepLClient,
  DeepLError,
  GlossaryEntries,
  GlossaryNotFoundError,
  QuotaExceededError,
  TooManyRequestsError,
  type TranslateTextOptions,
} from 'deepl-node';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tenant } from '../../../src/accounts/accounts.ts';
import { createKey } from '../../../src/accounts/key-file.ts';
import { readConfig } from '../../../src/entry/config.ts';
import { startServer } from '../../../src/entry/node.ts';
import { noLog } from '../../../src/telemetry/log.ts';
import { createPrometheus } from '../../../src/telemetry/prometheus.ts';

const server = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1' }));
afterAll(() => server.close());
const client = new DeepLClient('any-key', { serverUrl: server.url });

const EN = 'The president met the workers of the factory.';
const FR = 'Le président a rencontré les ouvriers de l’usine.';

describe('deepl-node', () => {
  it('translates one text', async () => {
    const result = await client.translateText(EN, null, 'fr');
    expect(result).toMatchObject({ detectedSourceLang: 'en', billedCharacters: EN.length });
    expect(result.text).toMatch(/président/);
  });

  it('translates a mixed batch', async () => {
    const results = await client.translateText([EN, FR], null, 'fr');
    expect(results.map((r) => r.detectedSourceLang)).toEqual(['en', 'fr']);
    expect(results[1]!.text).toBe(FR);
  });

  it('translates with every option that it has a name for', async () => {
    const result = await client.translateText('<p>Bonjour à <b>tous</b>.</p>', 'fr', 'fr', {
      splitSentences: 'nonewlines',
      preserveFormatting: true,
      formality: 'prefer_more',
      tagHandling: 'html',
      outlineDetection: false,
      nonSplittingTags: ['b'],
      splittingTags: 'p',
      ignoreTags: ['x', 'y'],
      context: 'A greeting.',
      modelType: 'prefer_quality_optimized',
    });
    expect(result).toMatchObject({
      text: '<p>Bonjour à <b>tous</b>.</p>',
      modelTypeUsed: 'latency_optimized',
    });
  });

  describe('where texts are parted', () => {
    // The sentence as a whole and its parts on their own are not the same in French.
    const [left, right] = ['The president met', 'the workers of the factory.'];
    const translated = async (text: string, options: TranslateTextOptions = {}) =>
      (await client.translateText(text, 'en', 'fr', { tagHandling: 'xml', ...options })).text;
    const whole = () => translated(`${left} ${right}`);
    const bare = (xml: string) => xml.replace(/<[^>]*>/g, '');

    it('splitting tags part what is in a line', async () => {
      const xml = `<p>${left} <b>${right}</b></p>`;
      const parted = `<p>${await translated(left)} <b>${await translated(right)}</b></p>`;
      expect(await translated(xml, { splittingTags: ['b'] })).toBe(parted);
      expect(await translated(xml)).not.toBe(parted);
    });

    it('non-splitting tags hold together what stands apart', async () => {
      const xml = `<row><part>${left}</part> <part>${right}</part></row>`;
      expect(await translated(xml)).toBe(
        `<row><part>${await translated(left)}</part> <part>${await translated(right)}</part></row>`,
      );
      expect(bare(await translated(xml, { nonSplittingTags: 'part' }))).toBe(await whole());
    });

    it('without outline detection only splitting tags part', async () => {
      const xml = `<row><part>${left}</part> <part>${right}</part></row>`;
      expect(bare(await translated(xml, { outlineDetection: false }))).toBe(await whole());
      expect(await translated(xml, { outlineDetection: false, splittingTags: ['part'] })).toBe(
        await translated(xml),
      );
    });

    it('is heeded in HTML, whatever the case of names', async () => {
      const html = { tagHandling: 'html' } as const;
      expect(await translated(`<P>${left} <B>${right}</B></P>`, { ...html, splittingTags: ['b'] })).toBe(
        `<P>${await translated(left)} <B>${await translated(right)}</B></P>`,
      );
      const blocks = `<DIV>${left}</DIV> <DIV>${right}</DIV>`;
      expect(bare(await translated(blocks, { ...html, nonSplittingTags: ['Div'] }))).toBe(await whole());
    });

    it('placeholders and what is ignored stay in their sentence', async () => {
      for (const tagHandling of ['xml', 'html'] as const) {
        const xml = '<p>The president met <name>Big Corp</name> on Monday.</p>';
        const text = await translated(xml, { tagHandling, ignoreTags: ['name'] });
        expect(text).toMatch(/^<p>[^<]*président[^<]*<name>Big Corp<\/name>[^<]*lundi[^<]*<\/p>$/);
      }
      const text = await translated('The president met <x id="1"/> on Monday.');
      expect(text).toMatch(/^[^<]*président[^<]*<x id="1"\/>[^<]*lundi[^<]*$/);
    });
  });

  it('translates into the variants of English', async () => {
    expect((await client.translateText(EN, 'en', 'en-GB')).text).toBe(EN);
  });

  it('learns languages, pairs and usage', async () => {
    expect((await client.getSourceLanguages()).map(({ code }) => code)).toEqual(['en', 'fr']);
    expect((await client.getTargetLanguages()).map(({ code }) => code)).toEqual(['en-GB', 'en-US', 'fr']);
    expect(await client.getGlossaryLanguagePairs()).toContainEqual({ sourceLang: 'en', targetLang: 'fr' });
    const { character } = await client.getUsage();
    expect(character!.count).toBeGreaterThan(0);
    expect(character!.limitReached()).toBe(false);
  });

  it('makes, uses, reads and deletes glossaries', async () => {
    const entries = new GlossaryEntries({ entries: { 'Ann Weaver': 'Anne W.' } });
    const glossary = await client.createGlossary('News', 'en', 'fr', entries);
    expect(glossary).toMatchObject({ ready: true, sourceLang: 'en', targetLang: 'fr', entryCount: 1 });
    expect(glossary.creationTime.getTime()).toBeLessThanOrEqual(Date.now());
    const result = await client.translateText('The president met Ann Weaver.', 'en', 'fr', { glossary });
    expect(result.text).toContain('Anne W.');
    expect((await client.listGlossaries()).map(({ glossaryId }) => glossaryId)).toEqual([
      glossary.glossaryId,
    ]);
    expect((await client.getGlossary(glossary.glossaryId)).name).toBe('News');
    expect((await client.getGlossaryEntries(glossary)).entries()).toEqual(entries.entries());
    const csv = await client.createGlossaryWithCsv('Csv', 'en', 'fr', Buffer.from('mayor,édile'));
    expect(csv.entryCount).toBe(1);
    await client.deleteGlossary(glossary);
    await expect(client.getGlossary(glossary.glossaryId)).rejects.toThrow(GlossaryNotFoundError);
  });

  it('sees the reason of a refusal', async () => {
    await expect(client.translateText(EN, null, 'sv')).rejects.toThrow(DeepLError);
    await expect(client.translateText(EN, null, 'sv')).rejects.toThrow(/target_lang/);
  });
});

it('deepl-node waits for a service that is overloaded, and is answered', async () => {
  const metrics = createPrometheus();
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', THREADS: '1', MAX_QUEUED_CHARACTERS: '200' });
  const busy = await startServer(config, { log: noLog, metrics });
  const patient = new DeepLClient('any-key', { serverUrl: busy.url });
  const long = (subject: string) =>
    Array.from({ length: 6 }, (_, i) => `The ${subject} of district ${i} met on Monday.`).join(' ');
  const answers = await Promise.all(
    ['council', 'committee', 'senate'].map((subject) => patient.translateText(long(subject), 'en', 'fr')),
  );
  for (const { text } of answers) expect(text).toMatch(/lundi/);
  expect((await metrics.page()).text).toMatch(
    /newsglot_request_errors_total\{route="\/v2\/translate",code="overloaded"\} [1-9]/,
  );
  await busy.close();
});

describe('deepl-node where keys are required', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'newsglot-'));
  const file = join(folder, 'keys.json');
  const small = { id: 'small' as Tenant, charactersPerMonth: 10, requestsPerMinute: null };
  const key = await createKey(file, small);
  const slow = await createKey(file, {
    id: 'slow' as Tenant,
    charactersPerMonth: null,
    requestsPerMinute: 1,
  });
  const keyed = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1', KEYS_FILE: file }));
  afterAll(async () => {
    await keyed.close();
    await rm(folder, { recursive: true });
  });
  const as = (key: string) => new DeepLClient(key, { serverUrl: keyed.url });

  it('sees that a key is not known', async () => {
    await expect(as('ng_wrong').translateText(FR, null, 'fr')).rejects.toThrow(AuthorizationError);
    expect((await as(key).translateText('Bonjour.', null, 'fr')).text).toBe('Bonjour.');
  });

  it('sees that it asks too often', async () => {
    const hasty = new DeepLClient(slow, { serverUrl: keyed.url, maxRetries: 0 });
    const ask = () => hasty.translateText('Bonjour.', null, 'fr');
    await expect(Promise.all([ask(), ask(), ask()])).rejects.toThrow(TooManyRequestsError);
  });

  it('sees that a quota is used up', async () => {
    await expect(as(key).translateText(FR, null, 'fr')).rejects.toThrow(QuotaExceededError);
    expect((await as(key).getUsage()).character).toMatchObject({ limit: 10 });
  });
});
