import { expect, it } from 'vitest';
import type { Hash } from '../../src/cache/key.ts';
import { encodeLocalisation } from '../../src/http/encoding.ts';
import type { Localisation } from '../../src/translation/localisation.ts';
import { code } from '../language/page.ts';

const result: Localisation = {
  target: code('fr'),
  format: 'text',
  content: 'Le « maire » est parti.',
  contentHash: 'a' as Hash,
  model: 'm',
  languages: {},
  segments: [],
  stats: {
    segments: 0,
    translated: 0,
    kept: 0,
    uncertain: 0,
    failed: 0,
    cacheHits: 0,
    characters: 0,
    engineMs: 12.34,
    totalMs: 20.06,
  },
};
const read = (totalMs?: number) => JSON.parse(new TextDecoder().decode(encodeLocalisation(result, totalMs)));

it('a result is the same JSON for all who ask, but for the time that their answer took', () => {
  const at = (totalMs: number) => ({ ...result, stats: { ...result.stats, totalMs } });
  expect(read()).toEqual(at(20.1));
  expect(read(0.3)).toEqual(at(0.3));
  expect(read(0.31)).toEqual(at(0.3));
  expect(read(1234.56)).toEqual(at(1234.6));
  expect(read(0)).toEqual(at(0));
});

it('answers that took as long share their bytes', () => {
  expect(encodeLocalisation(result, 0.11)).toBe(encodeLocalisation(result, 0.14));
});
