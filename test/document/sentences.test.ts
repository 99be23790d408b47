import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { splitSentences } from '../../src/document/sentences.ts';
import { sentencesOf } from '../../src/language/pieces.ts';

const split = (text: string) => [...splitSentences(text)].map(({ start, end }) => text.slice(start, end));

/** Each case is a text with `‖` where it is to be cut. */
const cases = (name: string, texts: readonly string[]) =>
  describe(name, () => {
    it.each(texts)('%s', (marked) => {
      const whole = marked.replaceAll('‖', '');
      expect(split(whole)).toEqual(marked.split('‖').map((sentence) => sentence.trim()));
    });
  });

cases('sentences end at their final punctuation', [
  'The vote is over. ‖The count goes on.',
  'Who won? ‖Nobody knows! ‖We wait.',
  'Le vote est clos. ‖Le dépouillement continue.',
  'Qui a gagné ? ‖Personne ne le sait ! ‖On attend.',
]);

cases('titles, ranks and references do not end a sentence', [
  'Mr. Hall met Dr. Lind and Gen. Oster. ‖They agreed.',
  'M. Caron a vu Mme Petit et le Dr. Blanc. ‖Ils sont d’accord.',
  'MM. Petit et Caron signent. ‖C’est fait.',
  'The St. Louis team won. ‖Fans sang.',
  'Roe v. Wade was decided in 1973. ‖It was overturned.',
  'He is No. 5 on the list. ‖She is No. 1.',
  'See Fig. 3 and art. 12 of the law. ‖It is clear.',
  'The law took effect on Aug. 28. ‖Few noticed.',
  'L’accord date du 3 janv. 2019. ‖Il tient.',
  'Plusieurs villes, p. ex. Lyon, refusent. ‖Elles attendent.',
]);

cases('initials and initialisms do not end one unless the next word begins a sentence', [
  'J. R. Hall and J.-P. Roy spoke. ‖We listened.',
  'The U.S. Navy left. ‖The U.S. Senate voted.',
  'She lives in the U.S. ‖He lives in the U.K. ‖They write.',
  'U.S. President Hall arrived in Washington, D.C. on Monday.',
  'Hall Inc. reported a loss. ‖Its shares fell.',
  'Hall & Co. Ltd. closed. ‖Nobody was told.',
]);

cases('times and decimals stay whole', [
  'It opens at 10 a.m. Tuesday. ‖It closes at 5 p.m. ‖The doors are blue.',
  'Prices rose 2.5 percent. ‖Le taux est de 2,5 %. ‖Il monte.',
  'It costs $3.4 million. ‖That is a lot.',
]);

cases('quotations keep their closing marks', [
  '“We are ready.” ‖The minister smiled.',
  '"Are you sure?" she asked. ‖He nodded.',
  '« Nous sommes prêts. » ‖Le ministre sourit.',
  '« Êtes-vous sûr ? » a-t-elle demandé. ‖Il acquiesce.',
  'Il a dit : « C’est non. » ‖Puis il est parti.',
]);

cases('an ellipsis ends a sentence before a capital', [
  'Nobody knows… ‖Perhaps tomorrow.',
  'He paused... then went on. ‖It was late.',
  'Il hésite… puis accepte. ‖Il est tard.',
]);

cases('a dateline stays with its sentence', [
  'SEOUL, South Korea (AP) — The train left on Sunday. ‖It was green.',
  'MONTRÉAL — Le maire part. ‖Le conseil se réunit.',
  'PARIS (Reuters) - Prices fell. ‖Wages did not.',
]);

cases('a call to action after a sentence is one of its own', [
  'He met other leaders. ‖Lire la suite »',
  'The train has left... ‖Read more »',
]);

describe('separators between labels', () => {
  it.each([
    ['Talks end in Geneva | The Gazette', ['Talks end in Geneva', 'The Gazette']],
    ['Nous joindre • Contact us', ['Nous joindre', 'Contact us']],
    ['The best way out... | The Gazette', ['The best way out...', 'The Gazette']],
  ])('belong to neither: %s', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it('are a piece where there is nothing else', () => {
    expect(split('›')).toEqual(['›']);
  });
});

cases('glued texts are parted', [
  'The premier arrives in Russia for talks‖Kim is expected to ask for help.',
  'The leader sets out for Saint Petersburg SummitMeeting‖Kim is expected there soon.',
  'In the harbour, people await the leader Kim Jong Un‖VLADIVOSTOK, Russia (Reuters) - In the harbour, people wait.',
  'The train has left for the border, local media say‖SEOUL, South Korea (AP) — The train has left.',
  'How neighbours help themselves‖There are many ways.',
  'The summit closes without the final Declaration‖The leaders went home.',
  'Similar News:‖Vous pouvez lire aussi ces articles.',
  'Summary:‖Ce texte est un résumé.',
  'It was the end of the day.‖They went home early.',
  'Le train est parti (photo)‖Les voisins attendent.',
  'A walk to the old lake‖A short guide for visitors.',
]);

cases('names in camel case stay whole', [
  'She posted it on YouTube and TikTok before LinkedIn did.',
  'He bought an iPhone and an iPad on eBay for his friends.',
  'Then McDonald and MacArthur met LeBron at FedEx Field.',
  'Both SpaceX and OpenAI use LaTeX on a PlayStation there.',
  'General DeGaulle flew with AstraZeneca and PricewaterhouseCoopers staff.',
  'They run macOS and the webOS system at home.',
  'Its site is at www.example.com and on Booking.com too.',
]);

describe('lengths', () => {
  it('of pieces are bounded', () => {
    for (const text of [
      'word '.repeat(2000),
      'clause, and then '.repeat(300),
      'x'.repeat(5000),
      '😀'.repeat(2000),
    ])
      for (const piece of split(text)) expect(piece.length).toBeLessThanOrEqual(1000);
  });

  it('never part a surrogate pair', () => {
    for (const piece of split(`x${'😀'.repeat(2000)}`))
      expect(piece).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
  });
});

describe('laws', () => {
  it('pieces ascend, are trimmed, and leave out nothing but white space and separators', () => {
    const part = fc.constantFrom(
      'Kim',
      ' ',
      'talksThe',
      '. ',
      '…',
      ' » ',
      ' | ',
      '(AP)',
      'U.S.',
      'à',
      '"',
      '12',
      '!',
      '\u00a0',
      ':',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string()), { maxLength: 30 }), (parts) => {
        const text = parts.join('');
        let at = 0;
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toMatch(/^\S(?:[\s\S]*\S)?$/);
          expect(text.slice(at, start)).toMatch(/^[\s|•·›]*$/);
          at = end;
        }
        expect(text.slice(at)).toMatch(/^[\s|•·›]*$/);
      }),
    );
  });
});

describe('the sentences of a block', () => {
  const sentences = (source: string, cut?: number) => {
    const [block] = parseHtml(source).blocks;
    return [...sentencesOf(block!, cut)].map(({ start, end }) => block!.text.slice(start, end));
  };

  it('are those of its text, whatever markup stands in it', () => {
    expect(sentences('<p>Two is. Three <b>is.</b></p>')).toEqual(['Two is.', 'Three is.']);
  });

  it('leave no bar out', () => {
    expect(sentences('<p>Talks end | The Gazette</p>')).toEqual(['Talks end', '|', 'The Gazette']);
  });

  it('are parted where the name of a site begins or ends', () => {
    expect(sentences('<p>The Gazette: talks end</p>', 13)).toEqual(['The Gazette:', 'talks end']);
  });

  it('keep the two units of one character reference together', () => {
    const source = `<p>${'&#128512;'.repeat(2000)}</p>`;
    const [block] = parseHtml(source).blocks;
    for (const { start } of sentencesOf(block!))
      expect(block!.text.slice(start)).not.toMatch(/^[\uDC00-\uDFFF]/);
  });
});
