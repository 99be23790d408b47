import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { align } from '../../eval/language/align.ts';
import { newsglot } from '../../eval/language/detectors.ts';
import { loadPages } from '../../eval/language/pages.ts';
import { judgePieces, rightAbove } from '../../eval/language/reliability.ts';
import { type Share, score } from '../../eval/language/score.ts';
import { parseHtml } from '../../src/document/html.ts';

const folder = new URL('../../eval/language/pages/', import.meta.url);
const share = ({ right, of }: Share) => right / of;

// What these pages reached when their figures were last raised; nothing may fall below.
const FLOORS = {
  dev: { characters: 0.996, shortChrome: 0.99, switches: 0.97, sure: 0.998 },
  test: { characters: 0.994, shortChrome: 0.988, switches: 0.949, sure: 0.994 },
} as const;

describe('annotated pages', () => {
  it('are those with floors', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(FLOORS).sort());
  });

  describe.each(Object.entries(FLOORS))('of the %s set', async (set, floors) => {
    const detect = newsglot();
    const annotated = await loadPages(new URL(set, folder).pathname);
    const pages = await Promise.all(
      annotated.map(async (page) => {
        const document = parseHtml(page.html);
        const predictions = await detect(document);
        return { name: page.name, units: align(page, document, predictions), predictions };
      }),
    );
    const scores = score(pages);

    it('have their characters in the right language', () => {
      expect(share(scores.characters)).toBeGreaterThanOrEqual(floors.characters);
    });

    it('have their labels of one to three words in the right language', () => {
      expect(share(scores.shortChrome)).toBeGreaterThanOrEqual(floors.shortChrome);
    });

    it('are cut where the language changes inside a text', () => {
      expect(share(scores.switches)).toBeGreaterThanOrEqual(floors.switches);
    });

    it('are right where the confidence is 0.9 or more', () => {
      expect(share(rightAbove(judgePieces(pages), 0.9))).toBeGreaterThanOrEqual(floors.sure);
    });
  });
});
