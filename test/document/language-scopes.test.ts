import { describe, expect, it } from 'vitest';
import type { Document, Format } from '../../src/document/document.ts';
import { parseDocument } from '../../src/document/formats.ts';
import { type BlockLanguage, languageChanges } from '../../src/document/language-scopes.ts';
import { render } from '../../src/document/render.ts';
import type { LanguageCode } from '../../src/language/codes.ts';
import { replacementOf } from './helpers.ts';

const [en, fr, ar] = ['en', 'fr', 'ar'] as LanguageCode[] as [LanguageCode, LanguageCode, LanguageCode];

/** What a block becomes by its text: "en …" is translated, "fr …" is in the target, "es …" stays, "?" cannot be told. */
function outcome(text: string, target: LanguageCode): BlockLanguage {
  const language = text.slice(0, 2) as LanguageCode;
  if (text.startsWith('?')) return { after: undefined };
  return language === en && target !== en ? { after: target, translatedFrom: en } : { after: language };
}

/** The document in the target, every "en …" become "xx". */
function localised(source: string, target = fr, format: Format = 'html'): string {
  const document: Document = parseDocument(source, format);
  const languages = new Map(document.blocks.map(({ id, text }) => [id, outcome(text, target)]));
  const replacements = document.blocks
    .filter(({ id }) => languages.get(id)?.translatedFrom !== undefined)
    .map((block) => replacementOf(block, { start: 0, end: block.text.length }, 'xx').replacement);
  return render(document, replacements, languageChanges(document, target, languages));
}

describe('the language of a page', () => {
  it.each([
    ['<html lang="en-GB"><p>en', '<html lang="fr"><p>xx'],
    ['<html lang=en><p>en', '<html lang=fr><p>xx'],
    ["<HTML dir=ltr lang=''><p>en", "<HTML dir=ltr lang='fr'><p>xx"],
    ['<html lang><p>en', '<html lang="fr"><p>xx'],
    ['<html class=x><p>en', '<html lang="fr" class=x><p>xx'],
    ['<html lang="en" xml:lang="en"><p>en', '<html lang="fr" xml:lang="fr"><p>xx'],
    ['<p>en', '<p>xx'],
    ['<!doctype html><title>en</title><body><p>en', '<!doctype html><title>xx</title><body lang="fr"><p>xx'],
    ['<body class=x lang=en><p>en', '<body class=x lang=fr><p>xx'],
    ['<html><body><p>en', '<html lang="fr"><body><p>xx'],
    ['<html lang=en><body lang=es><p>es<p>en', '<html lang=fr><body lang=es><p>es<p lang="fr">xx'],
    [
      '<meta http-equiv=content-language content=en><body><p>en',
      '<meta http-equiv=content-language content=fr><body lang="fr"><p>xx',
    ],
    [
      '<meta http-equiv=content-language content=en><p>en<p>es',
      '<meta http-equiv=content-language content=fr><p>xx<p lang="es">es',
    ],
    ['<html lang="fr-CA"><p>en', '<html lang="fr-CA"><p>xx'],
    [
      '<html lang=en><meta http-equiv=content-language content=en><p>en',
      '<html lang=fr><meta http-equiv=content-language content=fr><p>xx',
    ],
  ])('%s becomes %s', (source, expected) => {
    expect(localised(source)).toBe(expected);
  });

  it('stays when nothing is translated', () => {
    for (const source of ['<html lang="en"><p>fr', '<html lang=en><p>es', '<html><p>?'])
      expect(localised(source)).toBe(source);
  });
});

describe('the language of a part', () => {
  it.each([
    ['all of it translated', '<div lang=en><p>en a<p>en b</div>', '<div lang=fr><p>xx<p>xx</div>'],
    [
      'all of it translated or in the target',
      '<div lang=en><p>en a<p>fr b</div>',
      '<div lang=fr><p>xx<p>fr b</div>',
    ],
    [
      'some of it translated: the blocks get their own',
      '<div lang=en><p>en a<p>es b</div>',
      '<div lang=en><p lang="fr">xx<p>es b</div>',
    ],
    ['none of it translated', '<div lang=en><p>es a</div>', '<div lang=en><p>es a</div>'],
    ['a page with a part that stays', '<html lang=en><p>en<p>es', '<html lang=fr><p>xx<p lang="es">es'],
    ['a page with a part that cannot be told', '<html lang=en><p>en<p>? a', '<html lang=fr><p>xx<p>? a'],
    [
      'a quotation of a third language',
      '<html lang=en><p>en<blockquote lang=es><p>es</blockquote>',
      '<html lang=fr><p>xx<blockquote lang=es><p>es</blockquote>',
    ],
    [
      'words inside of a text in its language',
      '<p>en <i lang=en>two</i> three <i lang=es>ay</i> four',
      undefined,
    ],
    ['an attribute', '<html lang=en><img lang=en alt="en a">', '<html lang=fr><img lang=fr alt="xx">'],
  ])('%s', (_, source, expected) => {
    const out = localised(source);
    if (expected) expect(out).toBe(expected);
    else expect(out.match(/<i[^>]*>/g)).toEqual(['<i lang=fr>', '<i lang=es>']);
  });

  it('is written from right to left where it is', () => {
    expect(localised('<html lang=en><p>en', ar)).toBe('<html dir="rtl" lang=ar><p>xx');
    expect(localised('<html lang=en dir="ltr"><p>en<p>es', ar)).toBe(
      '<html lang=ar dir="rtl"><p>xx<p lang="es">es',
    );
  });
});
