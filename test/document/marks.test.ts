import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { placeMarks } from '../../src/document/marks.ts';
import { marksInside, render } from '../../src/document/render.ts';
import { wellFormed } from './helpers.ts';

/** The paragraph with its one piece translated. */
const translated = (inner: string, translation: string) => {
  const document = parseHtml(`<p>${inner}</p>`);
  const piece = { block: 0, start: 0, end: document.blocks[0]!.text.length };
  const { marks, guessed } = placeMarks(document.blocks[0]!, piece, translation);
  return { html: render(document, [{ ...piece, text: translation, marks }]).slice(3, -4), guessed };
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
    const first = { block: 0, start: 0, end: 10 };
    const { marks } = placeMarks(document.blocks[0]!, first, 'Un Paris.');
    expect(render(document, [{ ...first, text: 'Un Paris.', marks }])).toBe('<p>Un <b>Paris. Two.</b></p>');
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

describe('an alignment', () => {
  it('is followed where it is given', () => {
    const document = parseHtml('<p>They <b>won</b> it.</p>');
    const piece = { block: 0, start: 0, end: 12 };
    const { marks, guessed } = placeMarks(document.blocks[0]!, piece, 'Ils l’ont gagné.', [
      { source: 5, target: 10 },
    ]);
    expect(render(document, [{ ...piece, text: 'Ils l’ont gagné.', marks }])).toBe(
      '<p>Ils l’ont <b>gagné</b>.</p>',
    );
    expect(guessed).toBe(false);
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
          const { marks } = placeMarks(block, piece, text);
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
          const { marks } = placeMarks(block, { start: 0, end: block.text.length }, text);
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
