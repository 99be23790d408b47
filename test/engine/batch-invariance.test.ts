import { afterAll, expect, it } from 'vitest';
import { loadEmbeddedEngine } from '../../src/engine/embedded-node.ts';
import type { LanguageCode } from '../../src/language/codes.ts';

const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];
const sentences = [
  'The bridge opened again on Sunday.',
  'Sports',
  'A spokesman said that the results of the vote would be known before the end of the week, and not later.',
  'Rain is expected in the north.',
  'The company, which employs 4,000 people in three countries, has lost money in each of the last five years.',
  'Who pays?',
  'Two men were arrested near the station on Friday evening.',
  'The museum is closed.',
];
const together = await loadEmbeddedEngine({ threads: 1 });
const alone = await loadEmbeddedEngine({ threads: 1, limits: { batch: { rows: 1, tokens: 512 } } });
afterAll(() => Promise.all([together.close(), alone.close()]));

it.each([1, 4])(
  'the embedded model translates a sentence alike alone and among others, beams %i',
  async (beams) => {
    const requests = sentences.map((text) => ({ text, source: en, target: fr, beams }));
    const batched = await Promise.all(requests.map((request) => together.translate(request)));
    const single = await Promise.all(requests.map((request) => alone.translate(request)));
    expect(batched.map(({ text }) => text)).toEqual(single.map(({ text }) => text));
  },
);
