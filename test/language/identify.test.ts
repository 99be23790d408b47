import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHtml } from '../../src/document/html.ts';
import { identify } from '../../src/language/identify.ts';
import { code, type Line, page, read, readMenu, readText } from './page.ts';

const ENGLISH = 'The town council voted on Tuesday to close the old bridge until it has been repaired.';
const FRENCH = 'Le conseil municipal a voté mardi la fermeture du vieux pont en attendant les travaux.';

describe('languages of sentences', () => {
  it.each([
    ['en', ENGLISH],
    ['fr', FRENCH],
    ['es', 'El ayuntamiento aprobó ayer el cierre del puente viejo hasta que terminen las obras.'],
    ['de', 'Der Stadtrat hat am Dienstag beschlossen, die alte Brücke bis zum Frühjahr zu sperren.'],
    ['it', 'Il consiglio comunale ha deciso ieri di chiudere il vecchio ponte fino alla fine dei lavori.'],
    ['pt', 'A câmara municipal decidiu ontem fechar a ponte velha até ao fim das obras.'],
    ['nl', 'De gemeenteraad heeft dinsdag besloten de oude brug te sluiten tot het werk klaar is.'],
    ['pl', 'Rada miasta postanowiła we wtorek zamknąć stary most do czasu zakończenia remontu.'],
    ['sv', 'Kommunfullmäktige beslutade i tisdags att stänga den gamla bron tills arbetet är klart.'],
    ['ru', 'Городской совет решил закрыть старый мост до конца ремонта.'],
    ['uk', 'Міська рада вирішила закрити старий міст до кінця ремонту.'],
    ['ar', 'قرر مجلس المدينة إغلاق الجسر القديم حتى نهاية الأشغال.'],
    ['zh', '市议会决定关闭旧桥，直到维修完成。'],
    ['ja', '市議会は工事が終わるまで古い橋を閉鎖することを決めた。'],
    ['ko', '시의회는 공사가 끝날 때까지 낡은 다리를 폐쇄하기로 했다.'],
    ['el', 'Το δημοτικό συμβούλιο αποφάσισε να κλείσει την παλιά γέφυρα.'],
  ])('names %s', async (language, text) => {
    expect([...new Set((await readText(text)).map((line) => line.slice(0, 2)))]).toEqual([language]);
  });

  it.each([
    ['sv', 'Ny skola öppnas i höst'],
    ['pl', 'Nowa szkoła od września'],
    ['tr', 'Yeni okul sonbaharda açılıyor'],
    ['ro', 'Guvernul propune taxe mai mici'],
  ])('names %s in a headline', async (language, text) => {
    expect(await read([['headline', text]])).toEqual([`${language}: ${text}`]);
  });

  it('reports languages that only franc knows', async () => {
    const swahili =
      'Baraza la mji liliamua siku ya Jumanne kufunga daraja hilo la zamani hadi kazi ya ukarabati itakapomalizika.';
    expect(await readText(swahili)).toEqual([`sw: ${swahili}`]);
  });
});

describe('an English story in French chrome', () => {
  const lines: Line[] = [
    ['chrome', 'Accueil', 'html/body/nav/ul/li[1]/a'],
    ['chrome', 'Culture', 'html/body/nav/ul/li[2]/a'],
    ['chrome', 'Sports', 'html/body/nav/ul/li[3]/a'],
    ['chrome', 'Météo', 'html/body/nav/ul/li[4]/a'],
    ['headline', 'Old bridge to close until spring', 'html/body/main/h1'],
    ['body', ENGLISH, 'html/body/main/p[1]'],
    ['chrome', 'Lire la suite »', 'html/body/main/a'],
    ['chrome', 'Contact', 'html/body/footer/a[1]'],
    ['chrome', 'Mentions légales', 'html/body/footer/a[2]'],
  ];
  const expected = ['fr', 'fr', 'fr', 'fr', 'en', 'en', 'fr', 'fr', 'fr'];

  it('is told apart piece by piece, cognates with the chrome around them', async () => {
    expect((await identify(page(lines, 'fr'))).map(({ language }) => language)).toEqual(expected);
  });

  it('is told apart though the page is declared English', async () => {
    expect((await identify(page(lines, 'en'))).map(({ language }) => language)).toEqual(expected);
  });

  it('is told apart with nothing declared', async () => {
    expect((await identify(page(lines))).map(({ language }) => language)).toEqual(expected);
  });
});

describe('short labels', () => {
  it('get the language of their menu when two languages spell them alike', async () => {
    expect(await readMenu(['Weather', 'Sports', 'Health', 'Culture', 'About us'])).toEqual(
      Array(5).fill('en'),
    );
    expect(await readMenu(['Météo', 'Sports', 'Santé', 'Culture', 'Nous joindre'])).toEqual(
      Array(5).fill('fr'),
    );
  });

  it('are left undetermined when nothing tells', async () => {
    expect(await readMenu(['Culture'])).toEqual(['und']);
  });

  it('keep their languages in a menu that alternates', async () => {
    expect(await readMenu(['Travel', 'Santé', 'Weather', 'Accueil'])).toEqual(['en', 'fr', 'en', 'fr']);
  });

  it('are of two languages where a menu that alternates says them twice', async () => {
    expect(
      await readMenu(['Welcome', 'Bienvenue', 'Budget', 'Budget', 'Schools', 'Écoles', 'Parking', 'Parking']),
    ).toEqual(['en', 'fr', 'en', 'fr', 'en', 'fr', 'en', 'fr']);
    expect(await readMenu(['Bienvenue', 'Budget', 'Budget', 'Écoles', 'Parking'])).toEqual(
      Array(5).fill('fr'),
    );
  });

  it('are read in capitals without accents', async () => {
    expect(await readMenu(['METEO', 'SANTE', 'ACTUALITES'])).toEqual(['fr', 'fr', 'fr']);
  });

  it('name their language in a language switcher', async () => {
    const menu = await readMenu(['English', 'Français', 'Español', 'Deutsch', 'Polski', 'Русский']);
    expect(menu).toEqual(['en', 'fr', 'es', 'de', 'pl', 'ru']);
  });
});

describe('section tags over headlines', () => {
  const cards = async (...stories: (readonly [tag: string, headline: string])[]) => {
    const pieces = await read(
      stories.flatMap(([tag, headline], index): Line[] => [
        ['chrome', tag, `html/body/article[${index + 1}]/span`],
        ['headline', headline, `html/body/article[${index + 1}]/h2`],
      ]),
    );
    return pieces.filter((_, index) => index % 2 === 0);
  };

  it('share their language on a page that mixes stories', async () => {
    expect(
      await cards(
        ['Weather', 'Heavy rain closes the coastal road'],
        ['Santé', 'Les urgences débordent encore cette nuit'],
        ['Sport', 'The captain will miss the final'],
        ['Deportes', 'El campeón cae ante un desconocido'],
        ['Wetter', 'Sturmtief zieht über die Nordsee'],
      ),
    ).toEqual(['en: Weather', 'fr: Santé', 'en: Sport', 'es: Deportes', 'de: Wetter']);
  });

  it('are no last links of a menu', async () => {
    const links = ['Météo', 'Santé', 'Justice', 'Sport'].map(
      (label, index): Line => ['chrome', label, `html/body/nav/a[${index + 1}]`],
    );
    const pieces = await read([...links, ['headline', 'The captain will miss the final', 'html/body/h1']]);
    expect(pieces[3]).toBe('fr: Sport');
  });

  it('keep their own where tags and headlines speak two languages', async () => {
    expect(
      await cards(
        ['Météo', 'Heavy rain closes the coastal road'],
        ['Santé', 'Emergency rooms were full again last night'],
        ['Justice', 'Judge throws out parking fine over missing comma'],
        ['Économie', 'The bank lowers its rates for the third time'],
      ),
    ).toEqual(['fr: Météo', 'fr: Santé', 'fr: Justice', 'fr: Économie']);
  });
});

describe('text without a language', () => {
  it.each(['14:30', '12/11/2023', '€ 12,50', '•', '4-3', '279', '→', '4 min', '👍 12'])(
    'keeps %s',
    async (text) => {
      expect(await readText(text)).toEqual([`zxx: ${text}`]);
    },
  );

  it.each([
    'desk@example.org',
    'https://example.org/a-la-une',
    'www.example.org',
    '@marie_77',
    '#climat',
    'HB-2291',
  ])('keeps the address or code %s', async (text) => {
    expect(await readText(text)).toEqual([`zxx: ${text}`]);
  });

  it.each(['Reuters', 'Claire Gatinois', 'BBC - AP', 'Jean-Baptiste Leroy – AFP', 'Marie de Villiers'])(
    'keeps the name %s',
    async (text) => {
      expect(await read([['byline', text]])).toEqual([`zxx: ${text}`]);
    },
  );

  it('keeps the name of the site, and cuts it off the title', async () => {
    const site = await read([
      ['headline', 'Old bridge to close until spring | Le Journal du Fleuve', 'html/head/title'],
      ['other', 'Le Journal du Fleuve', 'html/body/header/a'],
      ['body', ENGLISH],
      ['other', '© 2024 Le Journal du Fleuve', 'html/body/footer/p'],
    ]);
    expect(await site).toEqual([
      'en: Old bridge to close until spring',
      'zxx: |',
      'zxx: Le Journal du Fleuve',
      'zxx: Le Journal du Fleuve',
      `en: ${ENGLISH}`,
      'zxx: © 2024 Le Journal du Fleuve',
    ]);
  });

  it('takes what a title ends in for the name of the site where it is written as one', async () => {
    const title = async (text: string) =>
      (
        await read([
          ['headline', text, 'html/head/title'],
          ['body', ENGLISH],
        ])
      )[2];
    expect(await title('Old bridge to close | Le Courrier de la Plaine')).toBe(
      'zxx: Le Courrier de la Plaine',
    );
    expect(await title('Le vieux pont fermera | Harbor News')).toBe('zxx: Harbor News');
    expect(await title('État des sentiers | Trail conditions')).toBe('en: Trail conditions');
  });

  it('takes a name for that of the site where it stands alone but is set apart from what is translated', async () => {
    const title = (head: string) =>
      parseHtml(`<head><title>Old bridge to close | Octet libre</title>${head}</head>`);
    const last = async (head: string) => (await identify(title(head))).at(-1)!.language;
    expect(await last('<meta property="og:site_name" content="Octet libre">')).toBe('zxx');
    expect(await last('')).toBe('fr');
  });

  it('takes no end of one of the titles of a feed for a name', async () => {
    const feed = page([
      ['headline', 'Old bridge to close until spring', 'rss/channel/item[1]/title'],
      ['headline', 'Supporters return to the stands - Football Results', 'rss/channel/item[2]/title'],
    ]);
    const pieces = await identify({ ...feed, format: 'rss' });
    expect(pieces.map(({ language }) => language)).not.toContain('zxx');
  });

  it('takes no section of the page for the name of the site', async () => {
    const pieces = await read([
      ['headline', 'État des sentiers | Trail Conditions Today', 'html/head/title'],
      ['headline', 'Trail conditions', 'html/body/h1'],
      ['body', ENGLISH],
    ]);
    expect(pieces).toContain('en: Trail conditions');
  });

  it.each([
    'The Marlow Courier',
    'La Voix des Causses',
    'Le Temps',
    "L'Écho du Port",
    'Financial Times',
    'Radio France',
  ])('keeps the name of the paper or station %s over a headline', async (name) => {
    expect(await read([['other', name]])).toEqual([`zxx: ${name}`]);
  });

  it.each(['Peter Cook', 'Will Smith', 'Jean Dupont', 'Charles de Gaulle', 'Florence Pugh', 'Bill Murray'])(
    'keeps %s, whose names are words as well',
    async (name) => {
      expect(await read([['chrome', name]])).toEqual([`zxx: ${name}`]);
    },
  );

  it.each([
    ['en', 'Grace Period'],
    ['en', 'Mark Complete'],
    ['en', 'Max Speed'],
    ['fr', 'Ville de Deux-Rivières'],
    ['fr', 'Université de Lorraine'],
  ])('takes no label for a name (%s: %s)', async (language, label) => {
    expect(await read([['chrome', label]])).toEqual([`${language}: ${label}`]);
  });

  it('does not take a date with a month in words for one', async () => {
    expect(await readText('12 novembre')).toEqual(['fr: 12 novembre']);
    expect(await readText('November 12, 2023')).toEqual(['en: November 12, 2023']);
  });

  it('does not take a byline for one', async () => {
    expect(await read([['byline', 'Par Claire Gatinois']])).toEqual(['fr: Par Claire Gatinois']);
    expect(await read([['byline', 'By Dan Whitcomb']])).toEqual(['en: By Dan Whitcomb']);
  });
});

describe('a stated source', () => {
  it('is given to pieces that could be anything', async () => {
    expect(await readText('Culture', { stated: code('fr') })).toEqual(['fr: Culture']);
    const [piece] = await identify(page([['chrome', 'Menu']]), { stated: code('en') });
    expect(piece).toMatchObject({ language: 'en', confidence: 1, evidence: ['stated-source'] });
  });

  it('does not override a piece that is clearly of another language', async () => {
    expect(await readText(ENGLISH, { stated: code('fr') })).toEqual([`en: ${ENGLISH}`]);
  });

  it('gives no language to numbers and names', async () => {
    expect(await readText('14:30', { stated: code('fr') })).toEqual(['zxx: 14:30']);
  });

  it('settles relatives that share a script', async () => {
    expect(await readText('Новини', { stated: code('bg') })).toEqual(['bg: Новини']);
  });
});

describe('what is said of a piece', () => {
  it('carries confidence near 1 for a sentence and its evidence', async () => {
    const [piece] = await identify(page([['body', FRENCH]]));
    expect(piece!.confidence).toBeGreaterThan(0.98);
    expect(piece!.evidence).toEqual(expect.arrayContaining(['words', 'orthography']));
  });

  it('is not sure of a sentence with a stretch that speaks for another language', async () => {
    const [plain, doubted] = await identify(
      page([
        ['body', 'She replied no and hung up.'],
        ['body', 'She replied “pas question” and hung up.'],
      ]),
    );
    expect(plain!.confidence).toBeGreaterThan(0.9);
    expect(doubted).toMatchObject({ language: 'en', evidence: expect.arrayContaining(['words']) });
    expect(doubted!.confidence).toBeLessThan(0.9);
  });

  it('is not surer of a label and its text than of the label', async () => {
    const [piece] = await identify(page([['headline', 'QUIZ – How well do you know your rights at work?']]));
    expect(piece).toMatchObject({ language: 'en', start: 0 });
    expect(piece!.confidence).toBeLessThan(0.9);
  });

  it('names the neighbours where they decided', async () => {
    const menu: Line[] = ['Météo', 'Santé', 'Culture', 'Nous joindre'].map((label, index) => [
      'chrome',
      label,
      `html/body/nav/li[${index + 1}]`,
    ]);
    expect((await identify(page(menu)))[2]!.evidence[0]).toBe('neighbours');
  });

  it('is und below the threshold that the caller sets', async () => {
    const lenient = await identify(page([['chrome', 'Transit']]), { threshold: 0 });
    const strict = await identify(page([['chrome', 'Transit']]), { threshold: 1.01 });
    expect(lenient[0]!.language).not.toBe('und');
    expect(strict[0]!.language).toBe('und');
  });

  it('does not depend on pages seen before', async () => {
    const before = await identify(page([['body', ENGLISH]]));
    identify(page([['body', FRENCH]], 'fr'));
    expect(await identify(page([['body', ENGLISH]]))).toEqual(before);
  });
});

describe('laws', () => {
  const text = fc
    .array(
      fc.constantFrom(
        'the',
        'Le pont',
        ' ',
        '. ',
        ': ',
        '«',
        '»',
        '| ',
        ', ',
        '"',
        'été',
        'Мост',
        '橋',
        '12',
        '-',
        '\u00A0',
        'closeLa',
      ),
      { minLength: 1, maxLength: 30 },
    )
    .map((parts) =>
      parts
        .join('')
        .replaceAll(/[ \t\n]+/g, ' ')
        .trim(),
    )
    .filter((joined) => joined !== '');

  it('puts every non-blank character of every block into exactly one trimmed piece, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (texts) => {
        const lines = texts.map((line): Line => ['body', line]);
        const pieces = await identify(page(lines));
        texts.forEach((line, block) => {
          const covered = new Uint8Array(line.length);
          for (const piece of pieces.filter((one) => one.block === block)) {
            expect(piece.text).toBe(line.slice(piece.start, piece.end));
            expect(piece.text).toBe(piece.text.trim());
            covered.subarray(piece.start, piece.end).forEach((_, k, range) => {
              range[k]! += 1;
            });
          }
          for (let at = 0; at < line.length; at++) {
            if (line[at]!.trim() !== '') expect(covered[at]).toBe(1);
            else expect(covered[at]).toBeLessThanOrEqual(1);
          }
        });
        const order = pieces.map(({ block, start }) => block * 1e6 + start);
        expect(order).toEqual([...order].sort((a, b) => a - b));
      }),
    );
  });

  it('states confidences between 0 and 1 for any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), async (any) => {
        if (any.trim() === '') return;
        for (const { confidence } of await identify(page([['other', any.trim()]]))) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
