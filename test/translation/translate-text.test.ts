import { afterAll, describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { markedText } from '../../src/document/marks.ts';
import { marksInside, render } from '../../src/document/render.ts';
import { loadNodeEngine } from '../../src/engine/load-node.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { translateText } from '../../src/translation/translate-text.ts';

const engine = await loadNodeEngine('embedded');
afterAll(() => engine.close());
const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];
const toFrench = (text: string) => translateText({ text, source: en, target: fr }, engine);
const toEnglish = (text: string) => translateText({ text, source: fr, target: en }, engine);

/** A paragraph's one sentence in another language, its markup in place. */
const withMarks = async (inner: string, [source, target]: readonly [LanguageCode, LanguageCode]) => {
  const document = parseHtml(`<p>${inner}</p>`);
  const block = document.blocks[0]!;
  const piece = { start: 0, end: block.text.length };
  const result = await translateText({ ...markedText(block, piece), source, target }, engine);
  if (result.status === 'failed') throw new Error(result.reason);
  const inside = marksInside(block, piece);
  const marks = (result.marks ?? []).map(({ index, at }) => ({ id: inside[index]!.id, at }));
  return {
    html: render(document, [{ block: 0, ...piece, text: result.text, marks }]).slice(3, -4),
    guessed: result.guessed ?? false,
  };
};
const marksInFrench = (inner: string) => withMarks(inner, [en, fr]);

describe('inline markup', () => {
  it('finds its words by the model’s attention', async () => {
    const { html, guessed } = await marksInFrench(
      'The government said that <b>the new law</b> will not apply to <a href="/x">small companies</a>.',
    );
    expect(html).toMatch(/<b>la nouvelle loi<\/b>.*<a href="\/x">petites entreprises<\/a>\.$/);
    expect(guessed).toBe(false);
  });

  it('that stands for words is carried through by the model', async () => {
    const { html } = await marksInFrench('Use the <code>npm start</code> command to start the service.');
    expect(html).toMatch(/^(?:\p{L}+ )+<code>npm start<\/code>(?: \p{L}+)+\.$/u);
  });

  it.each([
    ['The old bridge is made of <a href="/s">grey stone</a>.', [en, fr]],
    ['They met <b>the mayor</b>, <i>two ministers</i>, and left.', [en, fr]],
    ['The report (<a href="/r">in English</a>) was published on <b>Monday</b>.', [en, fr]],
    ['Is this <em>the new law</em>?', [en, fr]],
    ['Le vieux pont est fait de <a href="/s">pierre grise</a>.', [fr, en]],
    ['Ils ont vu <b>le maire</b>, <i>deux ministres</i>, et sont partis.', [fr, en]],
    ['Le maire a parlé de <a href="/l">la nouvelle loi</a>\u00a0!', [fr, en]],
  ] as const)('leaves no space before closing punctuation: %s', async (inner, pair) => {
    const { html } = await withMarks(inner, pair);
    const text = html.replace(/<[^>]*>/g, '');
    expect(text).not.toMatch(/[ \u00a0\u202f][.,)]|\( | [;:!?»]/u);
    if (pair[1] === en) expect(text).not.toMatch(/\s[;:!?]/u);
    else expect(text).not.toMatch(/[^\u00a0\u202f][;:!?»]/u);
  });

  it('around a label from the phrasebook stays around it', async () => {
    expect(await marksInFrench('<b>Read</b> more')).toEqual({
      html: expect.stringMatching(/^<b>.*<\/b>.*$/),
      guessed: expect.any(Boolean),
    });
  });
});

describe('a text', () => {
  it('of the page’s chrome comes from the phrasebook, arrow and all', async () => {
    expect(await toEnglish('Lire la suite »')).toEqual({ status: 'translated', text: 'Read more »' });
    expect(await toFrench('READ MORE')).toEqual({ status: 'translated', text: 'LIRE LA SUITE' });
  });

  it('keeps its dateline and its address', async () => {
    const result = await toFrench('PARIS (AP) — The report is at https://example.org/report.');
    expect(result).toEqual({
      status: 'translated',
      text: expect.stringMatching(/^PARIS \(AP\) — .*https:\/\/example\.org\/report\.$/),
    });
  });

  it('in capitals stays in capitals', async () => {
    const result = await toFrench('THE EUROPEAN PARLIAMENT MEETS TODAY');
    expect(result.status).toBe('translated');
    if (result.status === 'translated') expect(result.text).toBe(result.text.toUpperCase());
  });

  it('that holds nothing but protected tokens comes back as it is', async () => {
    expect(await toFrench('https://example.org/a')).toEqual({
      status: 'translated',
      text: 'https://example.org/a',
    });
  });

  it('too long for the model fails alone, with a reason', async () => {
    const text = Array.from({ length: 600 }, (_, i) => `qx${i % 7}z`).join(' ');
    expect(await toFrench(text)).toEqual({ status: 'failed', reason: 'too_long' });
  });

  it('is refused rather than given with other numbers', async () => {
    const numbers = ['17', '483', '1987', '1991', '44', '6', '208', '73'];
    const result = await toFrench(`${numbers.join(' of ')} and x${numbers.join(' x')} voted.`);
    const kept = result.status === 'translated' && numbers.every((number) => result.text.includes(number));
    expect(kept || result.status === 'failed').toBe(true);
  });

  it('has its numbers in the manner of the target', async () => {
    expect(await toFrench('The project cost 1,240 euros.')).toEqual({
      status: 'translated',
      text: expect.stringContaining('1\u202f240'),
    });
  });

  it.each([
    ['He arrived at 5:30 a.m. with two of his children.', 'locale', '5\u00a0h\u00a030'],
    ['The match starts at 5:30 p.m. on Saturday.', 'locale', '5\u00a0h\u00a030 de l’après-midi'],
    ['The match starts at 5:30 p.m. on Saturday.', 'plain', "5 h 30 de l'après-midi"],
    ['THE MATCH STARTS AT 5:30 PM ON SATURDAY', 'locale', '5\u00a0H\u00a030 DE L’APRÈS-MIDI'],
    ['The bar opened shortly before 12:30 a.m. on Tuesday.', 'locale', '0\u00a0h\u00a030'],
  ] as const)('has its times in the manner of the target: %s (%s)', async (text, typography, expected) => {
    const result = await translateText({ text, source: en, target: fr, typography }, engine);
    expect(result).toEqual({ status: 'translated', text: expect.stringContaining(expected) });
  });

  it('in French has its times as English writes them', async () => {
    expect(await toEnglish('Le magasin ouvre de 9 h à 17 h tous les jours.')).toEqual({
      status: 'translated',
      text: expect.stringMatching(/9:00.*17:00/),
    });
  });
});
