/**
 * The words of the pages in English. Their shape is what every other language must have.
 * @module
 */

/** Made when it is first used: it takes milliseconds of every start. */
let list: Intl.ListFormat | undefined;

function listed(items: readonly string[]): string {
  list ??= new Intl.ListFormat('en');
  return list.format(items);
}

/** The interface in English. */
export const en = {
  tagline: 'The world’s press, in your language',
  skip: 'Skip to the content',
  otherInterface: { code: 'fr', label: 'Français' },
  home: {
    title: 'Read the news in your language',
    lede: 'Paste an article as it came, its languages mixed. Newsglot finds the language of every sentence, translates what you cannot read, and leaves the rest to the letter.',
    content: 'Article: text, HTML or a feed',
    placeholder: 'Paste an article here, or drop a file…',
    file: 'Choose a file',
    sample: 'Try an example',
    target: 'Read in',
    submit: 'Translate',
    stop: 'Stop',
    key: 'API key',
    keyHint: 'This service asks for a key.',
    privacy: 'The model runs inside this service: the text goes to no other.',
  },
  result: {
    title: 'The article',
    reading: 'Reading…',
    translating: 'Translating…',
    count: (done: number, total: number) => `${done} of ${total}`,
    done: (translated: number, total: number) => `Done: ${translated} of ${total} passages translated`,
    stopped: 'Stopped. What was translated stays.',
    empty: 'There is nothing to read here yet: paste an article or choose a file.',
    notText: 'This file is not text.',
    copy: 'Copy',
    copied: 'Copied',
    download: 'Download',
    open: 'Open the reading page',
    copyLink: 'Copy the link',
    keys: 'Point at a passage, tap it, or move from one to the next with the arrow keys, to see where it comes from.',
    cut: (shown: number, total: number) =>
      `The first ${shown} of ${total} passages are shown; the download has them all.`,
  },
  view: { label: 'View', translation: 'Translation', both: 'Side by side', original: 'Original' },
  highlight: 'Mark what was translated',
  languages: 'Languages of the source',
  noLanguage: 'no language',
  unknownLanguage: 'unknown',
  chrome: (count: number) => `Navigation and labels (${count})`,
  hidden: (count: number) => `Not seen on the page: titles, descriptions, alternatives (${count})`,
  segment: {
    source: 'Source',
    language: 'Language',
    sure: (percent: number) => `${percent}% sure`,
    status: 'Outcome',
    reason: 'Why',
    cache: 'Cache',
    hit: 'from the cache',
    miss: 'computed for this request',
    uncertain: 'language uncertain',
    failed: 'not translated',
  },
  status: {
    translated: 'translated',
    kept: 'left as it was',
    uncertain: 'left in its language: uncertain',
    failed: 'left in its language: failed',
    pending: 'waiting',
  },
  counts: {
    translated: 'translated',
    kept: 'left as they were',
    uncertain: 'uncertain',
    failed: 'failed',
    cached: 'from the cache',
  },
  reasons: {
    in_target_language: 'it is in your language already',
    no_language: 'it is in no language: a name, a number',
    language_undetermined: 'its language could not be told',
    language_unsure: 'its language is not sure enough',
    unsupported_language_pair: 'the model does not know this language',
    mark_placed_by_guess: 'a link or an emphasis may stand at another word',
    empty: 'the model gave no text',
    incomplete: 'the model broke off',
    repetition: 'the model repeated itself',
    length_mismatch: 'the translation was too long or too short',
    number_lost: 'a number was lost',
    currency_changed: 'an amount came out in another currency',
    protected_token_lost: 'a name or an address was lost',
    unknown_token: 'it has characters that the model does not know',
    untranslated: 'the model gave back the source',
  },
  read: {
    notice: (languages: readonly string[]) =>
      `Machine-translated from ${listed(languages)}. It can be wrong; the original is what counts.`,
    untouched: 'Nothing had to be translated.',
    counts: (translated: number, total: number) => `${translated} of ${total} passages were translated.`,
    language: 'Read this article in',
    translateInto: (language: string) => `Translate into ${language}`,
    noSource: 'The source is no longer kept: to read it in another language, paste the article again.',
    document: 'The document itself',
    new: 'Read another article',
    details: 'How it was made',
    model: (name: string) => `Model: ${name}.`,
  },
  missing: {
    title: 'This article is not here',
    text: 'Nobody has had it translated yet, or it is no longer kept. Results are kept for a while only; paste the article again to get it back, at the same address.',
    back: 'To the front page',
  },
  failure: {
    title: 'That did not work',
    network: 'The service cannot be reached.',
    errors: {
      content_too_large: 'The article is too large.',
      unparseable_document: 'The document is damaged, or of a kind that is not known.',
      unsupported_media_type: 'This file is not text.',
      unsupported_language: 'The service does not have this language.',
      invalid_request: 'The request is not complete.',
      key_required: 'This service asks for a key.',
      key_refused: 'The key is not valid.',
      forbidden: 'The key is not valid for this.',
      quota_exceeded: 'The characters of this month are used up.',
      rate_limited: 'Too many requests; try again in a minute.',
      overloaded: 'The service is busy; try again in a moment.',
      timeout: 'It took too long; try again, what was finished is kept.',
      not_found: 'This article is no longer kept.',
    },
    other: 'Something went wrong in the service.',
  },
};
