import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carryAlignment } from '../../src/translation/carry-alignment.ts';
import { type ShieldedText, shield, unshield as unshieldMarked } from '../../src/translation/protect.ts';

const unshield = (shielded: ShieldedText, translation: string) => unshieldMarked(shielded, translation)?.text;
const slotsOf = (text: string) => shield(text, { numbers: 'free' }).slots.map((slot) => slot.source);

describe('protection', () => {
  it.each([
    ['Read https://example.org/a?b=1, then decide.', ['https://example.org/a?b=1']],
    ['Write to jane.doe@example.org today.', ['jane.doe@example.org']],
    ['Thanks to @newsroom for #Budget2024!', ['@newsroom', '#Budget2024']],
    ['Hello %s, you have {0} messages and %1$d alerts.', ['%s', '{0}', '%1$d']],
    ['A tour of a Soyuz-2 rocket facility', ['Soyuz-2']],
    ['Shares of AT&T fell.', ['AT&T']],
    ['The storm 🌪️ hit 東京 on Friday.', ['🌪️', '東京']],
    ['Open __init__ or snake_case now.', ['__init__', 'snake_case']],
    ['A \u0001 mark, a ▁ and a lone { brace', ['\u0001', '▁', '{']],
    ['Keep <x1> and ⟦1⟧ as they are.', ['<x1>', '⟦1⟧']],
  ])('hides what must come through: %s', (text, expected) => {
    expect(slotsOf(text)).toEqual(expected);
  });

  it('hides whole words that hold a character the model cannot read', () => {
    const unreadable = (text: string) =>
      [...text.matchAll(/ơ/gu)].map(({ index }) => ({ start: index, end: index + 1 }));
    expect(shield('He met Sơn Tùng.', { numbers: 'free', unreadable }).core).toBe('He met <x0> Tùng.');
  });

  it('leaves plain sentences alone', () => {
    expect(slotsOf('The minister, 54, said taxes would rise by 2.5% in 2025.')).toEqual([]);
  });

  it('keeps arrows and bullets outside the core', () => {
    expect(shield('• Read more »', { numbers: 'free' })).toMatchObject({
      prefix: '• ',
      core: 'Read more',
      suffix: ' »',
    });
  });

  it('does not take the closing quotation mark of a French quotation for an arrow', () => {
    expect(shield('Il a dit « bonjour »', { numbers: 'free' }).suffix).toBe('');
  });

  it.each(['SEOUL, South Korea (AP) — ', 'WASHINGTON (Reuters) - ', 'MONTRÉAL — '])(
    'keeps the dateline %s',
    (dateline) => {
      expect(shield(`${dateline}The leaders met.`, { numbers: 'free' })).toMatchObject({
        prefix: dateline,
        core: 'The leaders met.',
      });
    },
  );

  it('hides numbers only when asked', () => {
    expect(shield('Up 12.5% to 1,240 in 2023', { numbers: 'slots' }).core).toBe('Up <x0>% to <x1> in <x2>');
  });

  it('gives glossary terms their stated translation, longest first', () => {
    const glossary = { terms: { 'Kim Jong Un': 'Kim Jong-un', Kim: null } };
    const shielded = shield('Kim Jong Un met Kim.', { numbers: 'free', glossary });
    expect(shielded.core).toBe('<x0> met <x1>.');
    expect(unshield(shielded, '<x0> a rencontré <x1>.')).toBe('Kim Jong-un a rencontré Kim.');
  });

  it('gives the sentence one full stop where a word at its end has one', () => {
    const glossary = { terms: { Acmé: 'Acme Inc.' } };
    const shielded = shield('Il quitte Acmé.', { numbers: 'free', glossary });
    expect(unshield(shielded, 'He leaves <x0>.')).toBe('He leaves Acme Inc.');
    expect(unshield(shielded, 'He leaves <x0>...')).toBe('He leaves Acme Inc....');
  });

  it('hides times of day, and writes them as the target does', () => {
    const rewriteTimes = (text: string) => {
      const start = text.indexOf('5 p.m.');
      return start < 0 ? [] : [{ start, end: start + 6, output: '17 h' }];
    };
    const shielded = shield('See you at 5 p.m. on 5 May', { numbers: 'slots', rewriteTimes });
    expect(shielded.core).toBe('See you at <x0> on <x1> May');
    expect(unshield(shielded, 'À <x0> le <x1> mai')).toBe('À 17 h le 5 mai');
  });

  it('does not find a glossary term inside a word', () => {
    expect(
      shield('A kimono for Kimberly', { numbers: 'free', glossary: { terms: { Kim: null } } }).slots,
    ).toEqual([]);
  });

  it.each([
    ['lost', 'Lisez ceci.'],
    ['doubled', 'Lisez <x0> et <x0>.'],
    ['invented', 'Lisez <x0> et <x1>.'],
  ])('refuses a translation in which a slot is %s', (_, translation) => {
    expect(
      unshield(shield('Read https://example.org now', { numbers: 'free' }), translation),
    ).toBeUndefined();
  });

  it('gives the text back when nothing was translated, whatever the text', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('{0} <x1>', '« a »', 'A@b.c'),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom('free', 'slots'), (text, numbers) => {
        const shielded = shield(text, { numbers });
        expect(unshield(shielded, shielded.core)).toBe(text);
      }),
    );
  });

  it('withstands texts made of token beginnings', () => {
    for (const unit of ['<a', '{', '@', 'a.', '1,', '東1', 'A-', 'A&', '- ', 'http://']) {
      const text = unit.repeat(400);
      expect(unshield(shield(text, { numbers: 'slots' }), shield(text, { numbers: 'slots' }).core)).toBe(
        text,
      );
    }
  });
});

describe('marks that the model carries through', () => {
  const marks = [
    { index: 0, kind: 'open', at: 4 },
    { index: 1, kind: 'close', at: 8 },
    { index: 2, kind: 'empty', at: 14 },
  ] as const;
  const shielded = shield('See this page now.', { numbers: 'free', marks });

  it('are slots with the spaces that words have around them', () => {
    expect(shielded.core).toBe('See <x0> this <x1> page <x2> now.');
  });

  it.each([
    ['Voyez <x0> cette <x1> page <x2> maintenant.', 'Voyez cette page maintenant.', [6, 11, 17]],
    ['Voyez<x0>cette<x1>page maintenant <x2>.', 'Voyezcettepage maintenant .', [5, 10, 26]],
    ['<x0> Cette <x1> page, <x2> vue.', 'Cette page, vue.', [0, 5, 12]],
  ])('come back as places: %s', (translation, text, places) => {
    const result = unshieldMarked(shielded, translation)!;
    expect(result.text).toBe(text);
    expect([0, 1, 2].map((index) => result.marks.get(index))).toEqual(places);
  });

  it('are asked for in vain if one is lost', () => {
    expect(unshieldMarked(shielded, 'Voyez <x0> cette page <x2>.')).toBeUndefined();
  });
});

describe('an alignment', () => {
  it('is carried from the texts with slots to those without', () => {
    const shielded = shield('• See https://a.org/b1 now', { numbers: 'free' });
    expect(shielded.core).toBe('See <x0> now');
    // Tokens: See, <x0>, now; their letters in the core, and the end.
    const carried = carryAlignment(
      { source: [0, 3, 5, 8], target: [0, 2, 10], weights: new Float32Array(6) },
      shielded,
      '<x0> regardez',
    );
    expect(carried.source).toEqual([0, 3, 3 + 'httpsaorgb1'.length, 6 + 'httpsaorgb1'.length]);
    expect(carried.target).toEqual([0, 'httpsaorgb1'.length, 8 + 'httpsaorgb1'.length]);
  });
});
