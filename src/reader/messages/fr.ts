/**
 * The words of the pages in French.
 * @module
 */
import type { Messages } from './messages.ts';

/** « de l’anglais », « du français »: names of languages are masculine. */
function from(language: string): string {
  return /^[aeiouyhéèêâîôœ]/i.test(language) ? `de l’${language}` : `du ${language}`;
}

/** Made when it is first used: it takes milliseconds of every start. */
let list: Intl.ListFormat | undefined;

function listed(items: readonly string[]): string {
  list ??= new Intl.ListFormat('fr');
  return list.format(items);
}

/** The interface in French. */
export const fr: Messages = {
  tagline: 'La presse du monde, dans votre langue',
  skip: 'Aller au contenu',
  otherInterface: { code: 'en', label: 'English' },
  home: {
    title: 'Lisez la presse dans votre langue',
    lede: 'Collez un article tel quel, toutes langues mêlées. Newsglot reconnaît la langue de chaque phrase, traduit ce que vous ne lisez pas et laisse le reste à la lettre près.',
    content: 'Article : texte, HTML ou flux',
    placeholder: 'Collez un article ici, ou déposez un fichier…',
    file: 'Choisir un fichier',
    sample: 'Essayer un exemple',
    target: 'Lire en',
    submit: 'Traduire',
    stop: 'Arrêter',
    key: 'Clé d’API',
    keyHint: 'Ce service demande une clé.',
    privacy: 'Le modèle tourne dans ce service : le texte ne part nulle part ailleurs.',
  },
  result: {
    title: 'L’article',
    reading: 'Lecture…',
    translating: 'Traduction…',
    count: (done, total) => `${done} sur ${total}`,
    done: (translated, total) =>
      `Terminé : ${translated} ${translated > 1 ? 'passages traduits' : 'passage traduit'} sur ${total}`,
    stopped: 'Arrêté. Ce qui est traduit reste.',
    empty: 'Rien à lire pour l’instant : collez un article ou choisissez un fichier.',
    notText: 'Ce fichier n’est pas du texte.',
    copy: 'Copier',
    copied: 'Copié',
    download: 'Télécharger',
    open: 'Ouvrir la page de lecture',
    copyLink: 'Copier le lien',
    keys: 'Survolez un passage, touchez-le ou passez de l’un à l’autre avec les flèches du clavier pour voir d’où il vient.',
    cut: (shown, total) =>
      `Seuls les ${shown} premiers passages sur ${total} sont affichés ; le fichier téléchargé les contient tous.`,
  },
  view: { label: 'Affichage', translation: 'Traduction', both: 'Côte à côte', original: 'Original' },
  highlight: 'Signaler ce qui a été traduit',
  languages: 'Langues de la source',
  noLanguage: 'sans langue',
  unknownLanguage: 'inconnue',
  chrome: (count) => `Navigation et libellés (${count})`,
  hidden: (count) => `Hors de la page : titres, descriptions, textes de remplacement (${count})`,
  segment: {
    source: 'Source',
    language: 'Langue',
    sure: (percent) => `sûr à ${percent} %`,
    status: 'Traitement',
    reason: 'Motif',
    cache: 'Cache',
    hit: 'repris du cache',
    miss: 'calculé pour cette demande',
    uncertain: 'langue incertaine',
    failed: 'non traduit',
  },
  status: {
    translated: 'traduit',
    kept: 'laissé tel quel',
    uncertain: 'laissé dans sa langue : incertaine',
    failed: 'laissé dans sa langue : échec',
    pending: 'en attente',
  },
  counts: {
    translated: 'traduits',
    kept: 'laissés tels quels',
    uncertain: 'incertains',
    failed: 'en échec',
    cached: 'repris du cache',
  },
  reasons: {
    in_target_language: 'il est déjà dans votre langue',
    no_language: 'il n’est dans aucune langue : un nom, un nombre',
    language_undetermined: 'sa langue n’a pu être reconnue',
    language_unsure: 'sa langue n’est pas assez sûre',
    unsupported_language_pair: 'le modèle ne connaît pas cette langue',
    mark_placed_by_guess: 'un lien ou une emphase a pu changer de mot',
    empty: 'le modèle n’a rien rendu',
    incomplete: 'le modèle s’est interrompu',
    repetition: 'le modèle s’est répété',
    length_mismatch: 'la traduction était trop longue ou trop courte',
    number_lost: 'un nombre s’est perdu',
    currency_changed: 'une somme a changé de monnaie',
    protected_token_lost: 'un nom ou une adresse s’est perdu',
    unknown_token: 'il contient des caractères que le modèle ne connaît pas',
    untranslated: 'le modèle a rendu la source',
  },
  read: {
    notice: (languages) =>
      `Traduit ${listed(languages.map(from))} par une machine. Elle peut se tromper ; seul l’original fait foi.`,
    untouched: 'Rien n’était à traduire.',
    counts: (translated, total) =>
      translated > 1
        ? `${translated} passages sur ${total} ont été traduits.`
        : `${translated} passage sur ${total} a été traduit.`,
    language: 'Lire cet article en',
    translateInto: (language) => `Traduire en ${language}`,
    noSource:
      'La source n’est plus conservée : pour lire l’article dans une autre langue, collez-le de nouveau.',
    document: 'Le document lui-même',
    new: 'Lire un autre article',
    details: 'Comment il a été traduit',
    model: (name) => `Modèle : ${name}.`,
  },
  missing: {
    title: 'Cet article n’est pas ici',
    text: 'Personne ne l’a encore fait traduire, ou il n’est plus conservé. Les résultats ne sont gardés qu’un temps ; collez l’article de nouveau et il reviendra, à la même adresse.',
    back: 'Vers la page d’accueil',
  },
  failure: {
    title: 'Cela n’a pas marché',
    network: 'Le service est injoignable.',
    errors: {
      content_too_large: 'L’article est trop volumineux.',
      unparseable_document: 'Le document est abîmé, ou d’un genre inconnu.',
      unsupported_media_type: 'Ce fichier n’est pas du texte.',
      unsupported_language: 'Le service n’a pas cette langue.',
      invalid_request: 'La demande est incomplète.',
      key_required: 'Ce service demande une clé.',
      key_refused: 'La clé n’est pas valable.',
      forbidden: 'La clé n’est pas valable pour cela.',
      quota_exceeded: 'Les caractères de ce mois sont épuisés.',
      rate_limited: 'Trop de demandes ; réessayez dans une minute.',
      overloaded: 'Le service est très sollicité ; réessayez dans un instant.',
      timeout: 'C’était trop long ; réessayez, ce qui est fait est gardé.',
      not_found: 'Cet article n’est plus conservé.',
    },
    other: 'Le service a rencontré une erreur.',
  },
};
