import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewriteTimes } from '../../src/language/clock.ts';
import type { LanguageCode } from '../../src/language/codes.ts';

const [en, fr, de] = ['en', 'fr', 'de'] as LanguageCode[] as [LanguageCode, LanguageCode, LanguageCode];

/** The text with its times written in the other language; no-break spaces as `_`. */
function rewritten(text: string, source: LanguageCode, target: LanguageCode): string {
  let out = '';
  let at = 0;
  for (const { start, end, output } of rewriteTimes(text, source, target)) {
    out += text.slice(at, start) + output.replaceAll('\u00a0', '_');
    at = end;
  }
  return out + text.slice(at);
}

describe('times of day', () => {
  it.each([
    ['He came at 5:30 a.m. with two of them.', 'He came at 5_h_30 with two of them.'],
    ['It starts at 5:30 p.m. on Saturday.', 'It starts at 5_h_30 de l’après-midi on Saturday.'],
    ['Doors open at 9:30 am.', 'Doors open at 9_h_30.'],
    ['Police came at 11:15PM to a house.', 'Police came at 11_h_15 du soir to a house.'],
    ['The shop closes at 5.30pm', 'The shop closes at 5_h_30 de l’après-midi'],
    ['between 7 and 9 p.m. in the hall', 'between 7 and 9_h du soir in the hall'],
    ['10 a.m.–2 p.m. every day', '10_h–2_h de l’après-midi every day'],
    ['shortly before 12:30 a.m. Tuesday', 'shortly before 0_h_30 Tuesday'],
    ['at 12 p.m. sharp', 'at 12_h sharp'],
    ['The concert begins at 8 p.m.', 'The concert begins at 8_h du soir.'],
    ['“We begin at 8 p.m.”', '“We begin at 8_h du soir.”'],
    ['Sat., 8 p.m.', 'Sat., 8_h du soir'],
  ])('of English in French: %s', (text, expected) => {
    expect(rewritten(text, en, fr)).toBe(expected);
  });

  it.each([
    'The train leaves at 17:30.',
    'He ran it in 2:05:30 pm',
    'It cost $5.50 am I right',
    'a team of 13 am',
    '5 amps and 3 pmol',
    'It is 5:75 p.m.',
    'Apollo 11 amazed us',
  ])('are not seen in %s', (text) => {
    expect(rewriteTimes(text, en, fr)).toEqual([]);
  });

  it.each([
    ['Les cours commencent à 8 h 45, si', 'Les cours commencent à 8:45, si'],
    ['à 17h30 dans la salle', 'à 17:30 dans la salle'],
    ['ouvert de 9 h à 17 h tous les jours', 'ouvert de 9:00 à 17:00 tous les jours'],
    ['vers 3 h du matin', 'vers 3 a.m.'],
    ['À 5 h 30 de l’après-midi', 'À 5:30 p.m.'],
    ['dès 18 h', 'dès 18:00'],
  ])('of French in English: %s', (text, expected) => {
    expect(rewritten(text, fr, en)).toBe(expected);
  });

  it.each(['Il y a 3 h', 'à 2 h de route', 'Après 3 h de discussions', 'la ligne 5 huit', 'pendant 24 h'])(
    'are not seen in hours that have passed: %s',
    (text) => {
      expect(rewriteTimes(text, fr, en)).toEqual([]);
    },
  );

  it('of another language are left to the model', () => {
    expect(rewriteTimes('um 5:30 p.m.', de, fr)).toEqual([]);
    expect(rewriteTimes('at 5:30 p.m. on', en, de)).toEqual([]);
  });

  it('mean the same hour there and back', () => {
    const clock = fc.record({
      hour: fc.integer({ min: 1, max: 12 }),
      minute: fc.option(fc.integer({ min: 0, max: 59 })),
      half: fc.constantFrom('a.m.', 'p.m.'),
    });
    fc.assert(
      fc.property(clock, ({ hour, minute, half }) => {
        const minutes = minute === null ? '' : `:${String(minute).padStart(2, '0')}`;
        const there = rewritten(`We met at ${hour}${minutes} ${half} or so`, en, fr).replaceAll('_', ' ');
        const french = there.replace('We met at', 'Vus à').replace('or so', 'environ');
        const back = rewritten(french, fr, en);
        const minutesOf = (text: string) => {
          const [, h = '', m = '0', p] = /(\d+)(?::(\d+))? ?(a\.m\.|p\.m\.)?/.exec(text) ?? [];
          const counted = p === undefined ? Number(h) : (Number(h) % 12) + (p === 'p.m.' ? 12 : 0);
          return counted * 60 + Number(m);
        };
        expect(minutesOf(back)).toBe(minutesOf(`${hour}${minutes} ${half}`));
      }),
    );
  });
});
