import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import type { TranslationClues } from '../../src/document/marks.ts';
import { marksInside, render } from '../../src/document/render.ts';
import { replacementOf, wellFormed } from './helpers.ts';

/** The paragraph with its one piece translated. */
const translated = (inner: string, translation: string, clues?: TranslationClues) => {
  const document = parseHtml(`<p>${inner}</p>`);
  const block = document.blocks[0]!;
  const { replacement, guessed } = replacementOf(
    block,
    { start: 0, end: block.text.length },
    translation,
    clues,
  );
  return { html: render(document, [replacement]).slice(3, -4), guessed };
};

describe('a span finds its words', () => {
  it.each([
    ['by a name', 'The <b>Kremlin</b> said no.', 'Le Kremlin a dit non.', 'Le <b>Kremlin</b> a dit non.'],
    [
      'by a number written otherwise',
      'It cost <b>1,240</b> euros.',
      'Cela a coûté 1\u202f240 euros.',
      'Cela a coûté <b>1\u202f240</b> euros.',
    ],
    [
      'by a cognate',
      'A <i>diplomatic</i> visit.',
      'Une visite diplomatique.',
      'Une visite <i>diplomatique</i>.',
    ],
    [
      'by an accent less',
      'He left <a>Montreal</a> today.',
      'Il a quitté Montréal aujourd’hui.',
      'Il a quitté <a>Montréal</a> aujourd’hui.',
    ],
    [
      'by its first and last word',
      'See <a>Kim Jong Un</a> now.',
      'Voyez Kim Jong Un maintenant.',
      'Voyez <a>Kim Jong Un</a> maintenant.',
    ],
    [
      'after an elided article',
      'The <b>opposition</b> left.',
      'L’opposition est partie.',
      'L’<b>opposition</b> est partie.',
    ],
  ])('%s', (_, inner, translation, expected) => {
    expect(translated(inner, translation)).toEqual({ html: expected, guessed: false });
  });
});

describe('a span that has no word in common', () => {
  it('is placed in proportion, on whole words, and reported as a guess', () => {
    expect(translated('They <b>won</b> it late.', 'Ils ont gagné tard.')).toEqual({
      html: 'Ils <b>ont</b> gagné tard.',
      guessed: true,
    });
  });

  it('is placed between its neighbours that have', () => {
    expect(
      translated(
        'Kim and <b>many others</b> met Putin in Moscow.',
        'Kim et bien des gens ont vu Putin à Moscow.',
      ).html,
    ).toMatch(/^Kim .*<b>.*<\/b>.* Putin à Moscow\.$/);
  });

  it('keeps a word even in a shorter text', () => {
    expect(translated('one two three <b>four</b> five six', 'un deux').html).toMatch(/<b>(?:un|deux)<\/b>/);
  });

  it('is empty only when there are no words left', () => {
    expect(translated('one <b>two</b> three', '…').html.replace(/<\/?b>/g, '')).toBe('…');
  });
});

describe('edges', () => {
  it('a span around the whole piece stays outside of it', () => {
    expect(translated('<b>All of it.</b>', 'Le tout.')).toEqual({ html: '<b>Le tout.</b>', guessed: false });
  });

  it('a tag whose partner is beyond the piece reaches to the edge', () => {
    const document = parseHtml('<p>One <b>Paris. Two.</b></p>');
    const { replacement } = replacementOf(document.blocks[0]!, { start: 0, end: 10 }, 'Un Paris.');
    expect(render(document, [replacement])).toBe('<p>Un <b>Paris. Two.</b></p>');
  });

  it('a span keeps the quotation marks it had', () => {
    expect(translated('He said <i>“Geneva”</i> twice.', 'Il a dit « Geneva » deux fois.').html).toBe(
      'Il a dit <i>« Geneva »</i> deux fois.',
    );
    expect(translated('He said “<i>Geneva</i>” twice.', 'Il a dit « Geneva » deux fois.').html).toBe(
      'Il a dit « <i>Geneva</i> » deux fois.',
    );
  });

  it('an object goes between words', () => {
    expect(translated('Press <kbd>F</kbd> to print.', 'Appuyez sur pour imprimer.').html).toMatch(
      /^(?:\S+ )+<kbd>F<\/kbd>(?: \S+)+$/,
    );
  });

  it('a piece without marks is no guess', () => {
    expect(translated('All is well.', 'Tout va bien.').guessed).toBe(false);
  });
});

/** Attention of each target word, given by the source word that it wholly looks at. */
const attention = (source: string, target: string, links: readonly number[]): TranslationClues => {
  const counts = (text: string) => {
    let letters = 0;
    const before = [0];
    for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) {
      letters += word.length;
      before.push(letters);
    }
    return before;
  };
  const [from, to] = [counts(source), counts(target)];
  const columns = from.length - 1;
  const weights = new Float32Array((to.length - 1) * columns);
  for (const [t, s] of links.entries()) weights[t * columns + s] = 1;
  return { alignment: { source: from, target: to, weights } };
};

describe('an alignment', () => {
  it('is followed where it is given', () => {
    const [source, target] = ['They won it.', 'Ils l’ont gagné.'];
    expect(translated('They <b>won</b> it.', target, attention(source, target, [0, 2, 1, 1]))).toEqual({
      html: 'Ils l’<b>ont gagné</b>.',
      guessed: false,
    });
  });

  it('of other texts is left aside', () => {
    const clues = attention('Something else', 'Autre chose', [0, 1]);
    expect(translated('The <b>Kremlin</b> said no.', 'Le Kremlin a dit non.', clues).html).toBe(
      'Le <b>Kremlin</b> a dit non.',
    );
  });

  it('leads a span to where most of its words are', () => {
    const [source, target] = ['He did not say why.', 'Il ne dit pas pourquoi.'];
    expect(
      translated('He <b>did not say</b> why.', target, attention(source, target, [0, 2, 3, 2, 4])).html,
    ).toBe('Il <b>ne dit pas</b> pourquoi.');
  });

  it('lets links of one kind trade places, with all that is in them', () => {
    const [source, target] = ['Ann saw Ben today', 'Ben a vu Ann'];
    const clues = attention(source, target, [2, 1, 1, 0]);
    expect(translated('<a href=1>Ann</a> saw <a href=2>Ben</a> today', target, clues).html).toBe(
      '<a href=2>Ben</a> a vu <a href=1>Ann</a>',
    );
    const one = '<a href=1><b>red</b></a> and <a href=2><b>green</b></a> lights';
    expect(
      translated(one, 'vert et rouge', attention('red and green lights', 'vert et rouge', [2, 1, 0])).html,
    ).toBe('<a href=2><b>vert</b></a> et <a href=1><b>rouge</b></a>');
  });

  it('does not let tags of two kinds trade places, and says that it guessed', () => {
    const clues = attention('red and green', 'vert et rouge', [2, 1, 0]);
    const { html, guessed } = translated('<i>red</i> and <b>green</b>', 'vert et rouge', clues);
    expect(html.replace(/[^<>/bi]/g, '')).toBe('<i></i><b></b>');
    expect(guessed).toBe(true);
  });
});

describe('places that the model has told', () => {
  it('are taken, whatever else speaks', () => {
    const { html, guessed } = translated('See <b>this</b> page.', 'Voyez la page.', {
      known: new Map([
        [0, 9],
        [1, 13],
      ]),
    });
    expect(html).toBe('Voyez la <b>page</b>.');
    expect(guessed).toBe(false);
  });
});

describe('marks that stand together', () => {
  it.each([
    ['nested', 'in <a><b>Paris</b></a> now', 'à Paris maintenant', 'à <a><b>Paris</b></a> maintenant'],
    ['adjacent', 'the <b>Kim</b><i>Putin</i> talks', 'les KimPutin', undefined],
    ['empty', 'in <i></i>Paris now', 'à Paris maintenant', 'à <i></i>Paris maintenant'],
    [
      'empty in a span',
      'in <a><i></i>Paris</a> now',
      'à Paris maintenant',
      'à <a><i></i>Paris</a> maintenant',
    ],
  ])('%s', (_, inner, translation, expected) => {
    const { html } = translated(inner, translation);
    if (expected) expect(html).toBe(expected);
    else expect(html.match(/<[^>]*>/g)).toEqual(inner.match(/<[^>]*>/g));
  });

  it('by the thousand take no more time than there are words', () => {
    const inner = `One ${'<i></i>'.repeat(20_000)}Paris ${'<b>'.repeat(5000)}two${'</b>'.repeat(5000)} three.`;
    const { html } = translated(inner, 'Un Paris deux trois.');
    expect(html.match(/<i><\/i>/g)).toHaveLength(20_000);
    expect(html.match(/<\/b>/g)).toHaveLength(5000);
  });
});

describe('laws', () => {
  const translation = fc
    .array(fc.oneof(fc.constantFrom('Kim', 'Moscou', '12', '«', '»', 'l’accord', '.', 'a'), fc.string()), {
      maxLength: 8,
    })
    .map((words) => words.join(' '));

  it('every mark comes back exactly once, in the order of the source, inside the text', () => {
    fc.assert(
      fc.property(wellFormed, translation, (source, text) => {
        for (const block of parseHtml(source).blocks) {
          const piece = { start: 0, end: block.text.length };
          const { marks } = replacementOf(block, piece, text).replacement;
          expect(marks.map(({ id }) => id)).toEqual(marksInside(block, piece).map(({ id }) => id));
          let at = 0;
          for (const mark of marks) {
            expect(mark.at).toBeGreaterThanOrEqual(at);
            expect(mark.at).toBeLessThanOrEqual(text.length);
            at = mark.at;
          }
        }
      }),
    );
  });

  it('tags that were nested stay nested', () => {
    let closed = 0;
    fc.assert(
      fc.property(wellFormed, translation, (source, text) => {
        for (const block of parseHtml(source).blocks) {
          const { marks } = replacementOf(block, { start: 0, end: block.text.length }, text).replacement;
          const placed = new Set(marks.map(({ id }) => id));
          const open: number[] = [];
          for (const { id } of marks) {
            const { kind, pair } = block.marks[id]!;
            // A tag whose partner is at the edge of the piece stays outside of it.
            if (pair === undefined || !placed.has(pair)) continue;
            if (kind === 'open') open.push(id);
            else {
              expect(open.pop()).toBe(pair);
              closed++;
            }
          }
          expect(open).toEqual([]);
        }
      }),
    );
    expect(closed).toBeGreaterThan(0);
  });

  it('a translation that is the source itself has its marks where they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Geneva', '<b>Moscow Paris</b>', '<i>London</i>', 'Berlin', '1999'), {
          minLength: 1,
          maxLength: 6,
        }),
        (words) => {
          const inner = words
            .map((word, i) => word.replace(/[A-Z]\w+|1999/g, (name) => `${name}${i}`))
            .join(' ');
          const [block] = parseHtml(`<p>Today this came from ${inner} as it had before.</p>`).blocks;
          expect(translated(`Today this came from ${inner} as it had before.`, block!.text).html).toBe(
            `Today this came from ${inner} as it had before.`,
          );
        },
      ),
    );
  });
});
