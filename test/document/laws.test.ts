import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Document, FORMATS, type Format } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/formats.ts';
import { languageChanges } from '../../src/document/language-scopes.ts';
import { render } from '../../src/document/render.ts';
import { NewsglotError } from '../../src/errors.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { GENERATORS, mutated } from './generators.ts';
import { replaceAll, texts } from './helpers.ts';
import { structureOf } from './structure.ts';

const [en, fr] = ['en', 'fr'] as LanguageCode[] as [LanguageCode, LanguageCode];
/** Documents a format: the law of identity, the same of broken ones, costly laws. */
const MANY = 2000;
const BROKEN = 1000;
const SOME = 150;

/** The document, or `undefined` if the source is refused as it may be. */
function parsed(source: string, format: Format): Document | undefined {
  try {
    return parseDocument(source, format);
  } catch (error) {
    expect(error).toBeInstanceOf(NewsglotError);
    const { code, position } = error as NewsglotError;
    expect(code).toBe('unparseable_document');
    expect(position!.line).toBeGreaterThan(0);
    expect(position!.column).toBeGreaterThan(0);
    expect(position!.line).toBeLessThanOrEqual(source.split(/\r\n?|\n/).length);
    return undefined;
  }
}

/** What a translator might write: words with everything that could be mistaken for markup. */
const written = fc.array(
  fc.oneof(
    fc.constantFrom(
      'mot',
      'Mot',
      'l’accord',
      '« un »',
      '<b>',
      '</p>',
      '&amp;',
      ']]>',
      '"',
      "'",
      '\\',
      '*',
      '_',
      '`',
      '[x](y)',
      '# ',
      '1. ',
      '|',
      '😀',
      '{',
      '-',
    ),
    fc.string({ maxLength: 5 }),
  ),
  { minLength: 1, maxLength: 4 },
);

describe.each(FORMATS)('%s', (format) => {
  const source = GENERATORS[format];

  it('comes back to the byte when nothing is translated', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(render(parseDocument(text, format), [])).toBe(text);
      }),
      { numRuns: MANY },
    );
  });

  it('comes back to the byte, or is refused with a position, when it is broken', () => {
    fc.assert(
      fc.property(mutated(source), (text) => {
        const document = parsed(text, format);
        if (!document) return;
        expect(render(document, [])).toBe(text);
        render(
          document,
          replaceAll(document, (old) => `x ${old}`),
        );
      }),
      { numRuns: BROKEN },
    );
  });

  it('has the same texts when every piece is replaced by itself', () => {
    fc.assert(
      fc.property(source, (text) => {
        const document = parseDocument(text, format);
        const out = render(
          document,
          replaceAll(document, (old) => old),
        );
        // A line that has become longer may go on in the next.
        const joined = (of: Document) => texts(of).join(' ');
        expect(joined(parseDocument(out, format))).toEqual(joined(document));
      }),
      { numRuns: SOME },
    );
  });

  it('has the same structure whatever its pieces are replaced by', () => {
    fc.assert(
      fc.property(source, fc.array(written, { minLength: 1, maxLength: 4 }), (text, pieces) => {
        const document = parseDocument(text, format);
        let next = 0;
        const out = render(
          document,
          replaceAll(document, () => pieces[next++ % pieces.length]!.join(' ').replace(/[\0<]/g, '') || 'x'),
        );
        expect(structureOf(format, out)).toEqual(structureOf(format, text));
        parseDocument(out, format);
      }),
      { numRuns: SOME },
    );
  });

  it('is still in its format when all of it is in another language', () => {
    fc.assert(
      fc.property(source, (text) => {
        const document = parseDocument(text, format);
        const languages = new Map(document.blocks.map(({ id }) => [id, { after: fr, translatedFrom: en }]));
        const out = render(
          document,
          replaceAll(document, () => 'mot'),
          languageChanges(document, fr, languages),
        );
        const { declared } = parseDocument(out, format);
        const states = format !== 'text' && format !== 'markdown' && (format !== 'html' || document.declared);
        if (states && document.blocks.length > 0) expect(declared).toBe(fr);
      }),
      { numRuns: SOME },
    );
  });
});
