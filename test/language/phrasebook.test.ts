import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LanguageCode } from '../../src/language/codes.ts';
import { lookupPhrase } from '../../src/language/phrasebook.ts';
import { PHRASE_PAIRS } from '../../src/language/phrasebook-entries.ts';

const EN = 'en' as LanguageCode;
const FR = 'fr' as LanguageCode;

const languages = (text: string): readonly string[] | undefined => lookupPhrase(text)?.languages;
const toFrench = (text: string): string | undefined => lookupPhrase(text)?.translate(FR);
const toEnglish = (text: string): string | undefined => lookupPhrase(text)?.translate(EN);

/** A spelling of the book with something in its slots. */
const filled = (spelling: string, language: string, number = '7'): string =>
  spelling
    .replaceAll('{n}', number)
    .replaceAll('{date}', language === 'en' ? 'November 12, 2023' : '12 novembre 2023');

const fold = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'");

/** Every spelling, with the first spellings of its own number in both languages. */
const SPELLINGS = PHRASE_PAIRS.flatMap((pair) =>
  pair.flatMap((spellings, side) => {
    const en = pair[side < 2 ? 0 : 2] ?? '';
    const fr = pair[side < 2 ? 1 : 3] ?? '';
    const language = side % 2 === 0 ? 'en' : 'fr';
    return spellings.split('|').map((spelling) => ({
      pair,
      spelling,
      language,
      counted: pair.length === 4 && spelling.includes('{n}'),
      plural: side > 1,
      first: { en: en.split('|')[0] ?? '', fr: fr.split('|')[0] ?? '' },
    }));
  }),
);

describe('the pairs of the phrasebook', () => {
  it('are at least 450', () => {
    expect(PHRASE_PAIRS.length).toBeGreaterThanOrEqual(450);
  });

  it('hold slots, never digits, and the same slots in every spelling', () => {
    const slots = (text: string): string => (text.match(/\{\w+\}/g) ?? []).join();
    for (const { spelling, first } of SPELLINGS) {
      expect(spelling).not.toMatch(/\d/);
      expect(slots(spelling), spelling).toBe(slots(first.en));
    }
  });

  it('are all found in their language', () => {
    for (const { spelling, language } of SPELLINGS) {
      expect(languages(filled(spelling, language)), spelling).toContain(language);
    }
  });

  it('give the first spelling of the other language, unless both languages spell the text alike', () => {
    for (const { spelling, language, counted, plural, first } of SPELLINGS) {
      const number = counted && !plural ? '1' : '7';
      const target = language === 'en' ? 'fr' : 'en';
      const text = filled(spelling, language, number);
      if (languages(text)?.includes(target)) continue;
      const translation = lookupPhrase(text)?.translate(target as LanguageCode) ?? '';
      const bare = (phrase: string): string => phrase.replace(/[?!:…)\s]+$/u, '');
      expect(bare(translation).toLowerCase(), text).toBe(
        bare(filled(first[target], target, number)).toLowerCase(),
      );
    }
  });

  it('never claim one spelling twice in one language', () => {
    const owners = new Map<string, unknown>();
    for (const { pair, spelling, language } of SPELLINGS) {
      const key = `${language}:${fold(spelling)}`;
      expect(owners.get(key) ?? pair, spelling).toBe(pair);
      owners.set(key, pair);
    }
  });

  it('say different things with one spelling, accents apart, in these cases only', () => {
    const english = new Map(
      SPELLINGS.filter(({ language }) => language === 'en').map(({ spelling, first }) => [
        fold(spelling),
        first.en,
      ]),
    );
    const homographs = SPELLINGS.filter(({ spelling, language, first }) => {
      const meaning = english.get(fold(spelling));
      return language === 'fr' && meaning !== undefined && meaning !== first.en;
    });
    expect(homographs.map(({ spelling }) => spelling)).toEqual(['Résumé']);
  });
});

describe('finding a label', () => {
  it.each([
    ['Lire la suite', 'fr'],
    ['LIRE LA SUITE', 'fr'],
    ['lire la suite', 'fr'],
    ['  Lire\u00a0la  suite » ', 'fr'],
    ['Read more…', 'en'],
    ['→ Read more', 'en'],
    ['▶️ Watch the video', 'en'],
    ['A LIRE AUSSI', 'fr'],
    ['Aujourd’hui', 'fr'],
    ["Aujourd'hui", 'fr'],
    ['Temps de lecture: 4 min', 'fr'],
    ['Temps de lecture\u202f: 4 min', 'fr'],
    ['Commentaires (1\u202f204)', 'fr'],
    ['Publié'.normalize('NFD'), 'fr'],
    ['Similar News:', 'en'],
    ['© All rights reserved.', 'en'],
  ])('takes %j for %s', (text, language) => {
    expect(languages(text)).toEqual([language]);
  });

  it.each([
    'Culture',
    'Sports',
    'Sciences',
    'Contact',
    'Menu',
    'Newsletter',
    'Services',
    'Autos',
    'Photos',
    '12 articles',
  ])('takes %j for both languages and leaves it as it is', (text) => {
    expect(new Set(languages(text))).toEqual(new Set([EN, FR]));
    expect([toEnglish(text), toFrench(text)]).toEqual([text, text]);
  });

  it('tells Cinema from Cinéma, but not in capitals without accents', () => {
    expect(languages('Cinema')).toEqual(['en']);
    expect(languages('Cinéma')).toEqual(['fr']);
    expect(languages('CINÉMA')).toEqual(['fr']);
    expect(languages('CINEMA')).toHaveLength(2);
  });

  it('tells the button Resume from the heading Résumé', () => {
    expect(toFrench('Resume')).toBe('Reprendre');
    expect(toEnglish('Résumé')).toBe('Summary');
  });

  it.each([
    '',
    '   ',
    '»',
    '12',
    '14:05',
    '12/11/2023',
    '2023-11-12',
    '{n} hours ago',
    'Mars',
    'Read more about the strike in the port',
    'Le ministre a lu la suite',
  ])('finds nothing in %j', (text) => {
    expect(lookupPhrase(text)).toBeUndefined();
  });

  it('does not take one kind of puzzle for another', () => {
    expect(lookupPhrase('Mots fléchés')).toBeUndefined();
  });

  it('looks no long text up', () => {
    expect(lookupPhrase(`Read more${' »'.repeat(1000)}`)).toBeUndefined();
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        lookupPhrase(text)?.translate(FR);
        lookupPhrase(text)?.translate(EN);
      }),
    );
  });

  it('does not care for case, and in capitals not for accents', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SPELLINGS), ({ spelling, language }) => {
        const text = filled(spelling, language);
        const bare = text.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '');
        expect(languages(text.toUpperCase())).toContain(language);
        expect(languages(bare)).toContain(language);
      }),
    );
  });
});

describe('the pages of the fixtures', () => {
  const folder = new URL('../fixtures/', import.meta.url);
  const pages = readdirSync(folder).filter((name) => name.endsWith('.expected.json'));

  it.each(pages)('have no segment that is taken for the wrong language: %s', (name) => {
    const { languages: expected } = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as {
      languages: Record<string, string>;
    };
    for (const [text, language] of Object.entries(expected))
      expect(languages(text) ?? [language], text).toContain(language);
  });

  it('have phrases of the book all the same', () => {
    const texts = pages.flatMap((name) => {
      const page = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { languages: object };
      return Object.keys(page.languages);
    });
    expect(texts.filter((text) => languages(text) !== undefined).length).toBeGreaterThan(60);
  });
});

describe('translating a label', () => {
  it.each([
    ['Lire la suite »', 'Read more »'],
    ['LIRE LA SUITE', 'READ MORE'],
    ['lire la suite', 'read more'],
    ['\n\tÀ lire aussi :\u00a0', '\n\tSee also:\u00a0'],
    ['Déjà abonné ?', 'Already a subscriber?'],
    ['Il y a 1 heure', '1 hour ago'],
    ['Il y a 3 heures', '3 hours ago'],
    ['0 commentaire', '0 comments'],
    ['1 204 commentaires', '1,204 comments'],
    ['Il y a 3 ans.', '3 years ago.'],
    ['Joueurs', 'Players'],
    ['flux RSS', 'RSS feed'],
    ['lundi', 'Monday'],
    ['À suivre', 'Up next'],
    ['Service client', 'Customer service'],
    ['À la une', 'Top stories'],
    ['Hebdomadaire', 'Weekly'],
    ['Quotidien', 'Daily'],
    ['À lire', 'Worth reading'],
    ['Automobile', 'Cars'],
    ['Page 2 sur 14', 'Page 2 of 14'],
    ['Il vous reste 72,5 % de cet article à lire', 'You have 72.5% of this article left to read'],
  ])('says %j in English: %j', (text, translation) => {
    expect(toEnglish(text)).toBe(translation);
  });

  it.each([
    ['Read more »', 'Lire la suite »'],
    ['Read More', 'Lire la suite'],
    ['Read more:', 'Lire la suite\u00a0:'],
    ['Already a subscriber?', 'Déjà abonné\u00a0?'],
    ['BREAKING NEWS', 'DERNIÈRE MINUTE'],
    ['Similar News:', 'Articles similaires\u00a0:'],
    ['Up next', 'À suivre'],
    ['Customer service', 'Service client'],
    ['Developing story', "Plus d'informations à suivre"],
    ['Related news', 'Sur le même sujet'],
    ['New updates', 'Nouvelles publications'],
    ['Weekly', 'Hebdomadaire'],
    ['Daily', 'Quotidien'],
    ['Sign up', "S'inscrire"],
    ['Load more', 'Afficher plus'],
    ['Follow us on', 'Suivez-nous sur'],
    ['Past 24 hours', '24 dernières heures'],
    ['1 hour ago', 'Il y a 1 heure'],
    ['0 comments', '0 commentaire'],
    ['1,204 comments', '1\u202f204 commentaires'],
    ['4 min read', '4 min de lecture'],
    ['Skip to content', 'Aller au contenu'],
    ['By', 'Par'],
    ['News', 'Actualités'],
  ])('says %j in French: %j', (text, translation) => {
    expect(toFrench(text)).toBe(translation);
  });

  it('returns a text that is in the target language as it is', () => {
    expect(toFrench('  LIRE  la suite »')).toBe('  LIRE  la suite »');
  });

  it('knows no third language', () => {
    expect(lookupPhrase('Read more')?.translate('de' as LanguageCode)).toBeUndefined();
  });

  it('puts numbers back in their order', () => {
    fc.assert(
      fc.property(fc.nat({ max: 999 }), fc.nat({ max: 999 }), (first, second) => {
        expect(toFrench(`Page ${first} of ${second}`)).toBe(`Page ${first} sur ${second}`);
        expect(toEnglish(`Photo ${first} sur ${second}`)).toBe(`Image ${first} of ${second}`);
      }),
    );
  });

  it('comes back to the first spelling after two translations', () => {
    const simple = SPELLINGS.filter(
      ({ language, spelling, first }) => language === 'en' && spelling === first.en,
    );
    const texts = simple.map(({ spelling, counted, plural }) =>
      filled(spelling, 'en', counted && !plural ? '1' : '7'),
    );
    const back = texts.map((text) => toEnglish(toFrench(text) ?? '')?.toLowerCase());
    // “Justice” is an English section too, and stays.
    expect(texts.filter((text, i) => back[i] !== text.toLowerCase())).toEqual(['Courts']);
  });
});

describe('dates and times', () => {
  it.each([
    ['Published on November 12, 2023', 'Publié le 12 novembre 2023'],
    ['Published on November 1, 2023', 'Publié le 1er novembre 2023'],
    ['Updated Nov. 12, 2023 at 2:05 p.m.', 'Mis à jour le 12 nov. 2023 à 2\u00a0h\u00a005 de l’après-midi'],
    ['Updated at 12:30 am', 'Mis à jour à 0\u00a0h\u00a030'],
    ['Updated at 14:05', 'Mis à jour à 14:05'],
    ['Sunday, November 12, 2023', 'Dimanche 12 novembre 2023'],
    ['12 November 2023', '12 novembre 2023'],
    ['Published on 11/25/2023', 'Publié le 25 novembre 2023'],
  ])('go from %j to %j', (english, french) => {
    expect(toFrench(english)).toBe(french);
  });

  it.each([
    ['Publié le 12 novembre 2023', 'Published on November 12, 2023'],
    ['PUBLIÉ LE 1ER MAI 2024', 'PUBLISHED ON MAY 1, 2024'],
    ['Publié le 12 nov.', 'Published on Nov. 12'],
    ['Mis à jour le dimanche 12 novembre 2023 à 14h05', 'Updated on Sunday, November 12, 2023 at 14:05'],
    ['Publié le 12/11/2023', 'Published on November 12, 2023'],
    ['Mis à jour le 2023-11-12', 'Updated on 2023-11-12'],
    ['novembre 2023', 'November 2023'],
    ['12 oct. 2023', 'Oct. 12, 2023'],
  ])('go from %j to %j', (french, english) => {
    expect(toEnglish(french)).toBe(english);
  });

  it('leaves an English date in figures untranslated where it could mean two days', () => {
    expect(languages('Published on 11/12/2023')).toEqual(['en']);
    expect(toFrench('Published on 11/12/2023')).toBeUndefined();
  });

  it('takes hours that have passed for no time of day', () => {
    expect(toEnglish('Il y a 3 h')).toBe('3h ago');
  });
});
