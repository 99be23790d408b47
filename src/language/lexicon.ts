/**
 * Frequent words per language: function words, and the words that pages of news use on labels.
 *
 * Function words make up about half of running text and are the surest sign of a language there; label words decide
 * the short chrome for which letters alone say little. A word may stand in several lists: it then tells those
 * languages from the others, not from each other.
 * @module
 */
import type { LanguageCode } from './codes.ts';
import type { Word } from './words.ts';

const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: `a about above after again against ago all almost along already also although always am among an and another any
    anyone anything are around as at away back be became because become been before behind being below between both but
    by can cannot could did do does doing don't down during each either enough even ever every everyone everything few
    first for from further get gets go going got had has have having he her here hers herself him himself his how
    however i i'm if in instead into is isn't it it's its itself just last least less let like made make makes many may me
    might mine more most much must my myself near neither never new next no nobody none nor not nothing now of off often
    on once one only onto or other others our ours out over own per perhaps quite rather really said same say says
    second see several shall she should since so some someone something soon still such take than that that's the their
    theirs them themselves then there these they they're third this those though three through throughout thus till to
    together too toward towards two under unless until up upon us very via was wasn't we well were what whatever when
    where whereas whether which while who whole whom whose why will with within without won't would yesterday yet you
    your yours yourself today tomorrow tonight can't didn't doesn't you're we're i've he's she's let's`,
  fr: `a afin ai ainsi alors an ans après as assez au aucun aucune aujourd'hui auprès auquel aura aurait aussi autant autour autre
    autres aux auxquels avaient avais avait avant avec avez avoir avons ayant beaucoup bien bientôt car ce ceci cela
    celle celles celui cent cependant certain certaine certaines certains ces cet cette ceux chacun chaque chez ci comme
    comment contre d'abord dans de déjà demain depuis derrière des dès désormais dessous dessus deux devant devra doit
    doivent donc dont du durant elle elles en encore enfin ensuite entre environ es est et étaient étais était été être
    eu eux faire fait faites faut fois font fut grâce hier hors ici il ils j'ai jamais je jusqu'à jusque la là laquelle
    le lequel les lesquels leur leurs lors lorsque lui ma maintenant mais malgré me même mêmes mes mieux moi moins mon
    ne néanmoins ni non nos notre nôtre nous nouveau nouvelle on ont où ou par parce parfois parmi pas pendant personne
    peu peut peuvent peut-être plupart plus plusieurs plutôt pour pourquoi pourrait près presque puis puisque quand quant
    que quel quelle quelles quelque quelques quels qu'il qui quoi rien sa sans sauf se selon sera serait seront ses seul
    seule seulement si sinon soi soit son sont souvent sous suis sur surtout ta tandis tant te tel telle tels tes toi
    ton toujours tous tout toute toutefois toutes très trois trop tu un une va vers veut voici voilà vont vos votre vous
    vu y ça c'est qu'elle n'est s'est dit dire disent ans très n'a d'un d'une l'on qu'un qu'une première premier dernier dernière`,
  es: `a al algo algunos ante antes años aquí así aunque bajo bien cada casi como con contra cual cuando cuál cómo de del
    desde después día dijo donde dos durante el él ella ellas ellos en entre era eran es esa ese eso esta está estaba
    están estas este esto estos fue fueron ha había han hasta hay hoy la las le les lo los luego más mayor me mejor menos
    mientras mil mis mucho muy nada ni no nos nosotros nuestra nuestro o otra otras otro otros para parte pero poco por
    porque puede que qué quien se según ser si sí sido sin sobre son su sus también tan tanto tiene tienen toda todas
    todo todos tras tres un una uno unos usted y ya yo últimas leer noticias`,
  de: `ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bereits bis bisher da dabei
    damit dann das dass dem den denn der des deutschland die dies diese diesem diesen dieser dieses doch dort du durch
    ein eine einem einen einer eines er es etwa etwas für gegen gibt hat hatte hatten heute hier ich ihm ihn ihr ihre
    ihren ihrer im immer in ist ja jahr jahre jahren jetzt kann kein keine können man mehr mit muss müssen nach nicht noch
    nun nur ob oder ohne schon sehr sei sein seine seinem seinen seiner seit sich sie sind so soll sollen sondern
    sowie über um und uns unser unter vom von vor war waren was weil wenn werden wer wie wieder wir wird wo wurde wurden
    zu zum zur zwei zwischen lesen mehr`,
  it: `a agli ai al alla alle allo anche ancora anni anno aveva avevano bene che chi ci come con contro così cosa cui da
    dagli dai dal dalla dalle degli dei del della delle dello di dice dopo dove due e è ecco ed era erano essere fa fare
    fatto fino fra fu già gli ha hanno ho i il in infatti io la le lei lo loro lui ma mai meno mentre mi molto ne negli nei
    nel nella nelle noi non nostro o ogni oggi ora per perché però più poi prima proprio può quale quando quanto quella quelle
    quello questa queste questi questo qui quindi sarà se secondo sempre senza si sia solo sono sopra sotto stata stati
    stato su sua sue sugli sui sul sulla suo suoi tra tre tutta tutte tutti tutto un una uno verso vi volta notizie leggi`,
  pt: `a agora ainda além algum alguns ano anos antes ao aos apenas após aqui as às assim até cada com como contra da das
    de dela dele depois desde deve dia disse do dois dos duas durante e é ela elas ele eles em entre era eram essa esse
    esta está estão estas este estes eu foi foram há hoje isso isto já lhe maior mais mas melhor menos mesmo meu
    muito muitos na nas não nem no nos nós nossa nosso num numa o onde os ou outra outras outro outros para pela pelas
    pelo pelos pode por porque pouco qual quando que quem se segundo sem sempre ser será seu seus sido são sob sobre
    sua suas também tão tem têm ter teve toda todas todo todos três tudo um uma vai você ler notícias últimas`,
  nl: `aan achter al alle alleen als alles altijd andere anders bij binnen bijna boven daar dan dat de deze die dit doen
    door dus een eens eerste elke en er ervan geen geweest goed haar had heb hebben heeft heel hem hen het hier hij hoe
    hun iets ik in is ja jaar je jij kan kon kunnen maar meer men met mijn moet moeten na naar nadat niet niets nieuwe
    nog nu of om omdat onder ons ook op over per samen sinds te tegen ten ter terwijl tijdens toch toen tot tussen twee
    uit uur vaak van vandaag vanuit veel verder volgens voor waar waren waarin want was wat we weer wel werd werden wie
    wij wil worden wordt zal ze zei zeer zelf zich zij zijn zo zonder zou lees nieuws`,
};

const LABEL_WORDS: Readonly<Record<string, string>> = {
  en: `accept account ad add address advertise advertisement advertising agency agree album all-time analysis answer app
    archive around article articles ask audio author back below best biography board book books breaking briefing browse
    business buy calendar cancel careers change choice city click close closing clubs columnists comment comments community
    company complaints cookie cookies contact continue cooking copy copyright corrections country create credit daily date
    day days deal deals delete details directions discover dismiss donate download drawn duration easy economy edit edited
    edition editor editorial editors education election email embed end english enlarge entertainment entries environment
    enter error event events exclusive explained explore fashion favourites feature featured features feedback film finance
    find fixtures follow food football forgot forum free friday full gallery games gift give goals guide headlines health
    help hide highlights history home homes hour hours house how ingredients inside international interview investigation
    issue jobs join journalists jump june july january february march april august september october november december
    key keywords know latest law leave letter letters league legal life lifestyle limited link links listen live loading local
    log login lost love magazine mail main map market markets match matches menu message min minute minutes missed mobile
    moderate modified monday money month monthly months morning mothers music name nation navigation need news newsletter
    newsletters notice notifications obituaries offer offers office older open opening opinion opinions options order our
    outlook overview page pages paper partner partners password people photo photograph photographs photos pick picks picture
    pictures place play played player players podcast policy political politics poll popular post posts preferences press
    preview previous print privacy products profile property publish published publisher puzzles quiz quote radio rate read
    readers reading recent recipe recipes recommended refresh register regions reject related release remove reply report
    reporter reporting reports reproduction request reserved reset results retry reviews right rights sale saturday save schedule
    school science scores scroll search section sections select send serves services settings share shares shop short show
    sign similar site skip slideshow sort source sponsor sponsored sport standings start started stay stories story strictly
    submit subscribe subscriber subscribers subscription suggested summary sunday support table tag tags talk team teams tech
    technology television terms text thanks theatre thursday time times timeline tips title top topic topics trade traffic
    transcript travel trending trust try tuesday tv updated updates upload use user usa username video videos view
    viewed visit wanted war warning watch weather website wednesday week weekend weekly welcome what's win winner women won work
    world write writing year years yes young yourself reactions replay reuse share sharing soccer stock sunday weekends written
    middle east west north south asia africa europe america americas pacific agencies staff correspondent newsroom advert paid promotion unlimited access member members membership loved liked`,
  fr: `à abonné abonnement abonnements abonner abonnez abonnés accéder accepter accès accessibilité accueil achat acheter
    actu actualité actualités administration adresse afficher affichage agence agences agenda agrandir aide aimé ajouter
    aller alertes ami annonce annonces annuler annuaire août application appuyez archives aimer arrêt articles associés
    auteur auteurs automobile avis avril ayez baisse bas boîte bourse bouton boutique but buts cadeau calendrier carnet carrières
    carte cases catégorie catégories champ chaîne charger charte chercher chiffres choisi choisir choix chroniques cinéma
    classement clavier cliquez clos commentaire commentaires commenter communauté commune compte concours conditions conférence
    confidentialité connecter connectez connexion conseils conservation consulter contenu contenus continuer copier correction
    coût courriel courrier créer crédit critique cuisine cuisson culturel débat débats début décembre découvrez découvrir défiler
    dépêche dépêches dernières derniers désabonnement description diaporama dimanche direct direction divertissement données
    dossier dossiers droits durée écouter écran écrire écrit écrivez édito éditorial éditoriale éditoriaux éditions éducation
    effacer élections emploi emplois enquête enquêtes enregistrer entreprise entretien envoi envoyer envoyé épinglé équipe équipes
    espace essentiel étape étranger événements exclusif exclusivité explications facile fermer fermeture février fiche fil fin
    finances français gagnés galerie générales gérer gestion gratuit gratuite gratuitement guerre guide haut heure heures
    histoire horaires idées identifiant images imprimer indisponible infolettre infographie infos inscription inscrire
    inscrivez inscris inscrit insolite intégralité invité janvier jeudi jeu jeux joindre joués jour journal journaux
    jours juillet juin justice langue lancer lecteur lecteurs lecture légal légale légales lettre lettres lien liens lieu
    lire lisez liste livre livres logement loisirs lundi lu lus magazine mai mail maison marchés mardi mars match matin météo
    mention mentions mercredi métiers mettre minute minutes mis mise mode modérateur modifier mois monde monnaie mot mots
    motorisé moyen musique nom normes nouveautés nouvelles novembre nuls numéro octobre offre offres ouvrir page pages palmarès
    panier paramètres paramétrer partage partagez partager partenaire partenaires parution passe passer pays peinture perdus
    photographie photographies photos placer plan plainte planète plus podcasts politique populaires portrait pouvez précédent
    précédente préférences préparation presse prix prochain prochaine produits profil programme programmes propos propulsé
    propriété protection proximité publication publicité publicités publié publiée publier qualité questions quitter quotidien
    rappel réactions réagir réalisé recette recettes recevez recevoir recherche rechercher recommandé rédaction rédigé refuser
    regarder région régional régions règles rejoignez rencontre rendez-vous répondre réponse réponses reportage reportages
    reproduction réseaux réservés résultat résultats résumé retour retrouvez rubrique rubriques samedi santé savoir sciences
    se séance sélection semaine septembre services siège signaler signalez signets site sites sociaux société sommaire sommes
    sondage sortie sorties soir sources soutenez soutenir spectacles sport sports suite suivant suivante suivez suivre sujet
    sujets supprimer tableau télécharger télé télévision témoignages temps théâtre titres tribune tribunes trier une urgence
    utilisation utiliser utilisateur vendredi vente version versions vidéo vidéos vie vies ville villes vite vivre voir
    voix voyage voyages voyagez vues webmestre abus enfants famille école économie économique écologie étudiants européen
    mondial nationale internationale gouvernement président ministre`,
  es: `enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles
    jueves viernes sábado domingo inicio portada economía política sociedad deportes cultura suscríbete seguir compartir
    comentarios buscar español publicidad contacto aviso privacidad cerrar minutos horas`,
  de: `januar februar märz april mai juni juli august september oktober november dezember montag dienstag mittwoch
    donnerstag freitag samstag sonntag startseite politik wirtschaft gesellschaft sport kultur wissen anzeige teilen suche
    kommentare datenschutz impressum deutsch weiterlesen schließen minuten stunden nachrichten meistgelesen abonnieren`,
  it: `gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre lunedì martedì
    mercoledì giovedì venerdì sabato domenica politica economia cronaca sport cultura società pubblicità condividi cerca
    commenti contatti italiano chiudi minuti ore abbonati accedi continua`,
  pt: `janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro segunda-feira terça-feira
    quarta-feira quinta-feira sexta-feira sábado domingo início política economia sociedade desporto esporte cultura
    publicidade partilhar compartilhar procurar comentários contato contacto português fechar minutos horas assine`,
  nl: `januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag
    donderdag vrijdag zaterdag zondag voorpagina politiek economie samenleving sport cultuur wetenschap advertentie delen
    zoeken reacties contact privacy nederlands sluiten minuten uren abonneren inloggen meest gelezen`,
};

/** Languages with word lists: those that identification weighs on every page. */
export const CORE_LANGUAGES: readonly LanguageCode[] = Object.keys(FUNCTION_WORDS) as LanguageCode[];

/** In which lists of which language a word stands, as bit sets over the indices of {@link CORE_LANGUAGES}. */
export interface WordEntry {
  readonly functionWord: number;
  readonly label: number;
}

const ENTRIES = readLists((word) => word);
/** Capitals are often written without accents: "ACTUALITES", "METEO". */
const BARE_ENTRIES = readLists((word) => word.normalize('NFD').replace(/\p{M}/gu, ''));

/** Looks a word up, in capitals with or without its accents. */
export function lookupWord(word: Pick<Word, 'lower' | 'capital'>): WordEntry | undefined {
  return ENTRIES.get(word.lower) ?? (word.capital === 'all' ? BARE_ENTRIES.get(word.lower) : undefined);
}

function readLists(spell: (word: string) => string): ReadonlyMap<string, WordEntry> {
  const entries = new Map<string, { functionWord: number; label: number }>();
  CORE_LANGUAGES.forEach((language, index) => {
    for (const kind of ['functionWord', 'label'] as const) {
      const list = kind === 'label' ? LABEL_WORDS : FUNCTION_WORDS;
      for (const word of (list[language] ?? '').split(/\s+/)) {
        if (word === '') continue;
        const key = spell(word);
        const entry = entries.get(key) ?? { functionWord: 0, label: 0 };
        entry[kind] |= 1 << index;
        entries.set(key, entry);
      }
    }
  });
  return entries;
}
