/** LibreTranslate's clients as they are, told another address. */
import { libreTranslate } from 'libretranslate-ts';
import { Translate } from 'translate';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/entry/config.ts';
import { startServer } from '../../../src/entry/node.ts';

const server = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1' }));
afterAll(() => server.close());
const EN = 'The president met the workers of the factory.';

describe('libretranslate-ts', () => {
  libreTranslate.setApiEndpoint(server.url);

  it('lists languages', async () => {
    expect((await libreTranslate.listLanguages()).map(({ code }) => code)).toEqual(['en', 'fr']);
  });

  it('translates', async () => {
    const answer = await libreTranslate.translate(EN, 'en', 'fr');
    expect(answer).toMatchObject({ status: 200, error: undefined });
    expect(answer.translatedText).toMatch(/président/);
  });

  it('detects', async () => {
    expect(await libreTranslate.detect(EN)).toMatchObject({ status: 200, language: 'en' });
  });

  it('sees the reason of a refusal', async () => {
    expect(await libreTranslate.translate(EN, 'en', 'sv')).toMatchObject({ error: 'sv is not supported' });
  });
});

describe('translate', () => {
  it('translates', async () => {
    const translate = Translate({ engine: 'libre', url: `${server.url}/translate` } as Parameters<
      typeof Translate
    >[0]);
    expect(await translate(EN, { from: 'en', to: 'fr' })).toMatch(/président/);
  });
});
