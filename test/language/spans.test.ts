import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { identify } from '../../src/language/identify.ts';
import { type Line, read, readText } from './page.ts';

const FRENCH = 'Accueil Actualités Météo Santé Voyages Livres Emploi Connexion'.split(' ');
const ENGLISH = 'Home News Weather Health Travel Books Jobs Login'.split(' ');

describe('a text is cut where its language changes', () => {
  it('after a label with nothing between it and the sentence', async () => {
    expect(await readText('Similar News:Vous pouvez aussi lire ce que d’autres journaux en disent.')).toEqual(
      ['en: Similar News:', 'fr: Vous pouvez aussi lire ce que d’autres journaux en disent.'],
    );
  });

  it('after a label and a colon', async () => {
    expect(await readText('Read more: Les pêcheurs bloquent le port')).toEqual([
      'en: Read more:',
      'fr: Les pêcheurs bloquent le port',
    ]);
  });

  it('where a headline and its teaser are run together', async () => {
    expect(
      await readText('New storm hits the coastLa tempête a privé des milliers de foyers de courant.'),
    ).toEqual(['en: New storm hits the coast', 'fr: La tempête a privé des milliers de foyers de courant.']);
  });

  it('between a teaser and its link', async () => {
    expect(await readText('The river has risen by two metres since Monday. Lire la suite »')).toEqual([
      'en: The river has risen by two metres since Monday.',
      'fr: Lire la suite »',
    ]);
  });

  it('around a quotation, which keeps its marks', async () => {
    expect(await readText('Le maire a répondu : « We will not leave the table » avant de sortir.')).toEqual([
      'fr: Le maire a répondu :',
      'en: « We will not leave the table »',
      'fr: avant de sortir.',
    ]);
    expect(await readText('The mayor said “nous ne quitterons pas la table” before leaving.')).toEqual([
      'en: The mayor said',
      'fr: “nous ne quitterons pas la table”',
      'en: before leaving.',
    ]);
  });

  it('around a quotation of three words that ends as a sentence does', async () => {
    expect(await readText('Sa réponse a tenu en trois mots : « We are ready. »')).toEqual([
      'fr: Sa réponse a tenu en trois mots :',
      'en: « We are ready. »',
    ]);
  });

  it('behind the number that a quotation ends in', async () => {
    expect(await readText('Le slogan, « we built this in 1987 », ornait encore la façade.')).toEqual([
      'fr: Le slogan,',
      'en: « we built this in 1987 »,',
      'fr: ornait encore la façade.',
    ]);
  });

  it('between halves that both languages spell alike, where a page is bilingual', async () => {
    expect(
      await read([
        ['chrome', 'Wood / Bois'],
        ['chrome', 'Glass / Verre'],
        ['chrome', 'Newspapers / Journaux'],
        ['chrome', 'Clothes / Vêtements'],
        ['chrome', 'Batteries / Piles'],
        ['chrome', 'Furniture / Meubles'],
      ]),
    ).toContain('fr: Piles');
  });

  it('before a date line behind a dash', async () => {
    expect(await readText('Floods close the main road south - Publié le 12 novembre')).toEqual([
      'en: Floods close the main road south -',
      'fr: Publié le 12 novembre',
    ]);
  });

  it('between the two halves of a bilingual label', async () => {
    expect(await read([['chrome', 'Votre avis / Your opinion']])).toEqual([
      'fr: Votre avis /',
      'en: Your opinion',
    ]);
  });

  it.each([
    ['fr: ENQUÊTE –', 'en: Where does our recycled plastic really go?'],
    ['fr: Légende :', 'en: A boat stranded after the storm'],
    ['fr: Photo :', 'en: volunteers fill sandbags along the river'],
    ['fr: Traduction :', 'en: "We are not moving from here"'],
    ['fr: Retrouvailles:', 'en: the joy of meeting again after a long time.'],
    ['fr: Titre original :', 'en: The Long Way to the Sea'],
    ['en: Original article:', 'fr: Le pont dont personne ne voulait'],
    ['en: Question:', 'fr: Que faire en cas de crue ?'],
    ['en: Update:', 'fr: la route est rouverte.'],
    ['fr: Mise à jour 18h :', 'en: the road is open again.'],
    ['fr: (En anglais)', 'en: The bridge nobody wanted'],
    ['en: [Video]', 'fr: Le pont s’effondre au ralenti'],
    ['fr: Ville de Saint-Aubin /', 'en: City of Saint-Aubin'],
  ])('between a label and its text: %s | %s', async (label, rest) => {
    const lines: Line[] = [['chrome', label.startsWith('fr') ? 'Accueil' : 'Home page']];
    const pieces = await read([...lines, ['other', `${label.slice(4)} ${rest.slice(4)}`]]);
    expect(pieces.slice(1)).toEqual([label, rest]);
  });

  it('behind a label of either language, which is the language of the labels around it', async () => {
    const chrome = (labels: readonly string[]) =>
      labels.map((label, index): Line => ['chrome', label, `html/body/nav/a[${index + 1}]`]);
    const story: Line = ['other', 'PHOTOS – Inside the abandoned swimming palace', 'html/body/main/h2'];
    const french = await read([...chrome(FRENCH), story]);
    expect(french.slice(FRENCH.length)).toEqual(['fr: PHOTOS –', 'en: Inside the abandoned swimming palace']);
    const english = await read([...chrome(ENGLISH), story]);
    expect(english.slice(ENGLISH.length)).toEqual(['en: PHOTOS – Inside the abandoned swimming palace']);
  });

  it('around an aside in brackets', async () => {
    expect(await readText('Le Brexit (the withdrawal from the European Union) a tout changé.')).toEqual([
      'fr: Le Brexit',
      'en: (the withdrawal from the European Union)',
      'fr: a tout changé.',
    ]);
    expect(await readText('Sold out (complet)')).toEqual(['en: Sold out', 'fr: (complet)']);
  });

  it('around a quotation in single or straight marks', async () => {
    expect(await readText('His last words were ‘on se revoit de l’autre côté’.')).toEqual([
      'en: His last words were',
      'fr: ‘on se revoit de l’autre côté’.',
    ]);
    expect(await readText('She said "nous ne quitterons pas la table" before leaving.')).toEqual([
      'en: She said',
      'fr: "nous ne quitterons pas la table"',
      'en: before leaving.',
    ]);
  });

  it('between scripts', async () => {
    expect(await readText('Il a dit : Городской совет проголосовал против.')).toEqual([
      'fr: Il a dit :',
      'ru: Городской совет проголосовал против.',
    ]);
  });

  it('between number and label on the side of the label', async () => {
    expect(await readText('La rivière déborde encore | 5 min read')).toEqual([
      'fr: La rivière déborde encore',
      'zxx: |',
      'en: 5 min read',
    ]);
  });
});

describe('a text between inline elements', () => {
  it('is cut where one ends and the next begins', async () => {
    const document = parseHtml(
      '<p><b>The river has burst its banks</b><i>La suite après la publicité</i></p>',
    );
    const pieces = await identify(document);
    expect(pieces.map(({ language, text }) => `${language}: ${text}`)).toEqual([
      'en: The river has burst its banks',
      'fr: La suite après la publicité',
    ]);
  });
});

describe('a text is left whole', () => {
  it.each([
    ['en', 'Le Monde reported on Tuesday that the talks had failed.'],
    ['en', 'Les Misérables returns to Broadway in June'],
    ['en', "His raison d'être was the savoir-faire of the old masters."],
    ['en', 'They have called it the Eldorado of readers.'],
    ['fr', 'Vladimir Poutine a rencontré Kim Jong Un lors d’un sommet.'],
    ['fr', 'Nous partons pour le weekend avec le coach et son staff.'],
    ['fr', 'Le film Breaking Bad est un succès.'],
    ['fr', 'Le chanteur reprend « Here Comes the Rain » sur scène.'],
    ['fr', 'Il garde ses photos dans le « cloud ».'],
    ['fr', 'Dans les réunions, on « forwarde », on « checke », on « brainstorme ».'],
    ['en', 'Her first novel, “La Chambre claire”, sold four hundred copies.'],
    ['en', 'The talks were led by Fatima Benali, Morocco; Hugo Ibarra, Bolivia; Cristina Fuentes, Peru.'],
    ['fr', 'Le mot Путин est écrit sur le mur.'],
    ['en', 'The so-called "je ne sais quoi" of the team has gone.'],
    ['fr', 'Un « business as usual » qui choque les salariés.'],
    ['fr', 'Le comédien (Les Tuche, Intouchables) sera sur scène en mars.'],
    ['en', 'Gaza: aid convoys wait at the border'],
    ['fr', 'Black Friday : les promotions qui valent le coup'],
  ])('(%s) %s', async (language, text) => {
    expect(await readText(text)).toEqual([`${language}: ${text}`]);
  });

  it('when two texts of one language stand behind a colon', async () => {
    expect(await readText('Read more: The council has voted for repairs')).toEqual([
      'en: Read more: The council has voted for repairs',
    ]);
  });
});
