import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { SegmentCache } from '../../src/cache/cache.ts';
import { createLruTier } from '../../src/cache/lru.ts';
import { createMemoryResults } from '../../src/cache/results.ts';
import { sniffFormat } from '../../src/document/formats.ts';
import { loadNodeEngine } from '../../src/engine/load-node.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { DEFAULT_LIMITS } from '../../src/services.ts';
import { sizeInBytes } from '../../src/translation/localisation.ts';
import { loaded, Translator } from '../../src/translation/translator.ts';

interface Expected {
  readonly languages: Readonly<Record<string, string>>;
  readonly untouched: readonly string[];
  readonly repeated: readonly string[];
}

const folder = new URL('../fixtures/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const names = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'));
const engine = await loadNodeEngine('embedded');
afterAll(() => engine.close());
const newTranslator = () =>
  new Translator({
    engine: loaded(engine),
    cache: new SegmentCache({ memory: createLruTier(10_000_000) }),
    results: createMemoryResults(10_000_000, sizeInBytes),
    now: () => performance.now(),
    limits: DEFAULT_LIMITS,
    beams: 1,
  });
const targets = ['fr', 'en'] as LanguageCode[];

describe.each(names)('%s', (name) => {
  const content = read(name);
  const expected = JSON.parse(read(`${name}.expected.json`)) as Expected;
  const format = sniffFormat(content);

  describe.each(targets)('in %s', async (target) => {
    const { content: output, segments } = await newTranslator().localise({ content, format, target });

    it('has every listed text in its language', () => {
      const found = new Map(segments.map((segment) => [segment.text, segment.language]));
      const wrong = Object.entries(expected.languages).filter(
        ([text, language]) => found.get(text) !== language,
      );
      expect(wrong.map(([text, language]) => [text, language, found.get(text)])).toEqual([]);
    });

    it('keeps what must not be touched', () => {
      expect(expected.untouched.filter((text) => !output.includes(text))).toEqual([]);
    });

    it('never translates what is in the target language', () => {
      const inTarget = segments.filter((segment) => segment.language === target);
      expect(inTarget.filter((s) => s.status !== 'kept' || s.translation !== s.text)).toEqual([]);
    });

    it('says why for whatever it leaves', () => {
      expect(segments.filter((s) => s.status !== 'translated' && !s.reason)).toEqual([]);
    });

    it.each(expected.repeated)('translates the repeated %j once', (text) => {
      const copies = segments.filter((segment) => segment.text === text);
      expect(copies.length).toBeGreaterThan(1);
      expect(copies.filter((copy) => copy.cache === 'miss').length).toBeLessThanOrEqual(1);
      expect(new Set(copies.map((copy) => copy.translation)).size).toBe(1);
    });
  });
});

it('a page wholly in the target comes back to the byte', async () => {
  for (const [name, target] of [
    ['one-language-fr.html', 'fr'],
    ['one-language-en.html', 'en'],
  ] as const) {
    const content = read(name);
    const result = await newTranslator().localise({
      content,
      format: 'html',
      target: target as LanguageCode,
    });
    expect(result.content).toBe(content);
  }
});
