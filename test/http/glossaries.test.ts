import { describe, expect, it } from 'vitest';
import type { GlossaryInfo } from '../../src/glossaries/store.ts';
import type { Localisation } from '../../src/translation/localisation.ts';
import { startApp } from './app.ts';

const { app, post, faults } = await startApp();
const create = async (body: unknown): Promise<GlossaryInfo> => {
  const response = await post('/v1/glossaries', body);
  expect(response.status).toBe(201);
  return (await response.json()) as GlossaryInfo;
};
const translate = async (body: unknown): Promise<Localisation> => {
  const response = await post('/v1/translate', body);
  expect(response.status).toBe(200);
  return (await response.json()) as Localisation;
};

describe('/v1/glossaries', () => {
  it('keeps a glossary, shows it, lists it and lets it go', async () => {
    const terms = { 'Soyuz-2': null, mayor: 'édile' };
    const response = await post('/v1/glossaries', { name: 'News', source: 'en', target: 'fr', terms });
    const info = (await response.json()) as GlossaryInfo;
    expect(info).toMatchObject({ name: 'News', source: 'en', target: 'fr', termCount: 2 });
    const address = response.headers.get('Location')!;
    expect(address).toBe(`/v1/glossaries/${info.id}`);
    expect(await (await app.request(address)).json()).toEqual({ ...info, terms });
    expect(await (await app.request('/v1/glossaries')).json()).toEqual({ glossaries: [info] });
    expect((await app.request(address, { method: 'DELETE' })).status).toBe(204);
    expect((await app.request(address)).status).toBe(404);
    expect((await app.request(address, { method: 'DELETE' })).status).toBe(404);
  });

  it.each([
    ['no name', { terms: {} }, 'name'],
    ['no terms', { name: 'a' }, 'terms'],
    ['a term with a line break', { name: 'a', terms: { 'a\nb': null } }, 'terms'],
    ['an empty translation', { name: 'a', terms: { a: '' } }, 'terms'],
    ['an unknown language', { name: 'a', terms: {}, source: 'xx' }, 'source'],
    ['an unknown field', { name: 'a', terms: {}, colour: 1 }, 'colour'],
  ])('refuses %s with 400', async (_, body, param) => {
    const response = await post('/v1/glossaries', body);
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: { param: string } };
    expect(error.param.split('.')[0]).toBe(param);
  });

  it('answers 405 with Allow to other methods', async () => {
    const response = await app.request('/v1/glossaries/x', { method: 'PUT' });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'GET, HEAD, DELETE']);
  });
});

describe('a glossary in a translation', () => {
  const content = 'The president met Ann Weaver.';

  it('is named by its id, in JSON and beside a raw document', async () => {
    const { id } = await create({
      name: 'a',
      source: 'en',
      target: 'fr',
      terms: { 'Ann Weaver': 'Anne W.' },
    });
    const result = await translate({ content, target: 'fr', glossary: id });
    expect(result.content).toContain('Anne W.');
    const raw = await app.request(`/v1/translate?target=fr&glossary=${id}`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain' },
      body: content,
    });
    expect(await raw.text()).toBe(result.content);
  });

  it('must be into the target, and is passed over for text of another language than its own', async () => {
    const { id } = await create({ name: 'a', source: 'fr', target: 'en', terms: { president: 'x' } });
    const response = await post('/v1/translate', { content, target: 'fr', glossary: id });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: 'glossary' } });
    const fromFrench = await create({ name: 'b', source: 'fr', terms: { 'Ann Weaver': 'x' } });
    expect((await translate({ content, target: 'fr', glossary: fromFrench.id })).content).toContain(
      'Ann Weaver',
    );
  });

  it('has the words around a term fit it', async () => {
    const glossary = { terms: { mayor: 'édile' } };
    const html = '<p>The <b>mayor</b> resigned on Monday.</p>';
    for (const content of [html, 'The mayor resigned on Monday.', 'Nobody met the mayor.']) {
      const { content: out } = await translate({ content, target: 'fr', glossary });
      expect(out).toMatch(/[Ll]’(?:<b>)?édile/);
    }
  });

  it('finds terms across inline tags, and keeps the tags', async () => {
    const html = '<p>The president visited Green <b>Valley</b> on Monday.</p>';
    const { content: out } = await translate({
      content: html,
      target: 'fr',
      glossary: { terms: { 'Green Valley': 'Vert-Val' } },
    });
    expect(out.replace(/<\/?b>/g, '')).toContain('Vert-Val');
    expect(out.match(/<\/?b>/g)).toEqual(['<b>', '</b>']);
  });

  it('states the translation of a text that is one term, whatever its language', async () => {
    const { content: out, segments } = await translate({
      content: 'Brexitology',
      target: 'fr',
      glossary: { terms: { Brexitology: 'Brexitologie' } },
    });
    expect(out).toBe('Brexitologie');
    expect(segments[0]).toMatchObject({ status: 'translated' });
  });

  it('recomputes, once it changes, what its changed terms stand in', async () => {
    const two = 'The committee met Ann Weaver. The committee met in the town.';
    const terms = { 'Ann Weaver': 'Anne' };
    await translate({ content: two, target: 'fr', glossary: { terms } });
    const changed = await translate({
      content: two,
      target: 'fr',
      glossary: { terms: { 'Ann Weaver': 'Anna', Soyuz: null } },
    });
    expect(changed.segments.map((s) => s.cache)).toEqual(['miss', 'hit']);
  });

  it('is looked up anew for the same request', async () => {
    const { id } = await create({ name: 'a', terms: { 'Ann Weaver': null } });
    const body = { content, target: 'fr', glossary: id };
    await translate(body);
    await app.request(`/v1/glossaries/${id}`, { method: 'DELETE' });
    expect((await post('/v1/translate', body)).status).toBe(404);
  });
});

it('nothing was the service’s own fault', () => {
  expect(faults).toEqual([]);
});
