import { describe, expect, it } from 'vitest';
import { startApp } from '../app.ts';

const { app, post, faults } = await startApp();
const valid = {
  name: 'News',
  source_lang: 'en',
  target_lang: 'fr',
  entries: 'mayor\tédile\nSoyuz-2\tSoyuz-2',
};
const create = async (body: object = valid) => {
  const response = await post('/v2/glossaries', body);
  expect(response.status).toBe(201);
  return (await response.json()) as { glossary_id: string };
};

describe('/v2/glossaries', () => {
  it('makes a glossary of tab-separated values, unless told otherwise', async () => {
    expect(await create()).toEqual({
      glossary_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      ready: true,
      name: 'News',
      source_lang: 'en',
      target_lang: 'fr',
      creation_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      entry_count: 2,
    });
  });

  it('makes one of CSV with quotes and languages', async () => {
    const { glossary_id } = await create({
      ...valid,
      entries: '"bail, conditional","caution ""sous condition""",en,fr\r\nmayor,édile\r\n',
      entries_format: 'csv',
    });
    const response = await app.request(`/v2/glossaries/${glossary_id}/entries`, {
      headers: { Accept: 'text/tab-separated-values' },
    });
    expect(response.headers.get('Content-Type')).toBe('text/tab-separated-values; charset=utf-8');
    expect(await response.text()).toBe('bail, conditional\tcaution "sous condition"\nmayor\tédile');
  });

  it('takes a form', async () => {
    const response = await app.request('/v2/glossaries', {
      method: 'POST',
      body: new URLSearchParams(valid),
    });
    expect(response.status).toBe(201);
  });

  it('shows, lists and deletes', async () => {
    const made = await create();
    const address = `/v2/glossaries/${made.glossary_id}`;
    expect(await (await app.request(address)).json()).toEqual(made);
    const { glossaries } = (await (await app.request('/v2/glossaries')).json()) as { glossaries: unknown[] };
    expect(glossaries).toContainEqual(made);
    const deleted = await app.request(address, { method: 'DELETE' });
    expect([deleted.status, await deleted.text()]).toEqual([204, '']);
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/entries'],
    ] as const) {
      const response = await app.request(address + path, { method });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ message: 'Glossary not found' });
    }
  });

  it('is used by translations, natively too', async () => {
    const { glossary_id } = await create({ ...valid, entries: 'Ann Weaver\tAnne W.' });
    const text = 'The president met Ann Weaver.';
    const fields = { text: [text], source_lang: 'EN', target_lang: 'FR', glossary_id };
    const answer = (await (await post('/v2/translate', fields)).json()) as {
      translations: { text: string }[];
    };
    expect(answer.translations[0]!.text).toContain('Anne W.');
    const native = await post('/v1/translate', { content: text, target: 'fr', glossary: glossary_id });
    expect(await native.json()).toMatchObject({ content: answer.translations[0]!.text });
    for (const wrong of [{ target_lang: 'EN' }, { source_lang: 'FR' }]) {
      expect((await post('/v2/translate', { ...fields, ...wrong })).status).toBe(400);
    }
  });

  it.each([
    ['a term twice', { entries: 'a\tb\na\tc' }],
    ['one column', { entries: 'a' }],
    ['three columns', { entries: 'a\tb\tc' }],
    ['an empty column', { entries: 'a\t ' }],
    ['no entries', { entries: '\n' }],
    ['a quote that does not end', { entries: '"a,b', entries_format: 'csv' }],
  ])('refuses %s with 400 and a detail', async (_, fields) => {
    const response = await post('/v2/glossaries', { ...valid, ...fields });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      message: 'Invalid glossary entries provided',
      detail: expect.stringMatching(/./),
    });
  });

  it.each([
    ['no name', { name: undefined }],
    ['a pair of one language', { target_lang: 'en' }],
    ['a language that the models lack', { target_lang: 'sv' }],
    ['an unknown format', { entries_format: 'xml' }],
  ])('refuses %s with 400', async (_, fields) => {
    expect((await post('/v2/glossaries', { ...valid, ...fields })).status).toBe(400);
  });

  it('answers 405 with Allow to other methods', async () => {
    const response = await app.request('/v2/glossaries/x', { method: 'PATCH' });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD, DELETE']);
  });
});

it('nothing was the service’s own fault', () => {
  expect(faults).toEqual([]);
});
