/**
 * Text to tokens and back, for models of the M2M-100 family and of Marian (opus-mt).
 *
 * Text never becomes a control token. The library looks for added tokens (`</s>`, `__fr__`) in the text itself, and its
 * unigram model would also find them among its pieces, where they score 0 and so win against every spelling. Hence the
 * tokenizer is built without added tokens, and the control pieces of its vocabulary get names that hold a space, which
 * no text has once the pre-tokenizer has turned spaces into ▁. Their numbers stay.
 * @module
 */
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers';
import { z } from 'zod';
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';

/**
 * How a family of models writes languages and lays sentences out: M2M-100 (`__fr__`) and NLLB (`fra_Latn`) put the
 * language before the sentence; a Marian model translates one pair of languages and names none.
 */
export const TOKEN_LAYOUTS = ['m2m100', 'nllb', 'marian'] as const;

/** A family of {@link TOKEN_LAYOUTS}. */
export type TokenLayout = (typeof TOKEN_LAYOUTS)[number];

/** The layout that goes with a `tokenizer_class` of `tokenizer_config.json`. */
export const TOKENIZER_CLASSES: Readonly<Record<string, TokenLayout>> = {
  M2M100Tokenizer: 'm2m100',
  NllbTokenizer: 'nllb',
  MarianTokenizer: 'marian',
};

/** A range of a text in UTF-16 code units, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Turns sentences into what the model reads, and what it writes into sentences. */
export interface Tokenizer {
  /** Whether the vocabulary has what it takes to name the language. */
  knowsLanguage(language: LanguageCode): boolean;
  /**
   * The encoder's input: language (but for Marian), text, end. A text of white space alone has no tokens, not even those two.
   * @throws NewsglotError `unsupported_language` for a language that the vocabulary lacks.
   */
  encode(text: string, language: LanguageCode): number[];
  /**
   * What the decoder starts with: start token, target language (but for Marian).
   * @throws NewsglotError `unsupported_language` for a language that the vocabulary lacks.
   */
  prefix(target: LanguageCode): number[];
  /** The text of decoded tokens; control tokens and unknown ones are left out. */
  decode(tokens: readonly number[]): string;
  /** The tokens of a text alone, without language and end. */
  pieces(text: string): number[];
  /** The characters that a token stands for, a space where a word begins; a control token's name. */
  written(token: number): string;
  /** For each token, letters and digits of the text before it; one entry more, for the end. Control tokens have none. */
  lettersBefore(tokens: readonly number[]): number[];
  /** The ranges of a text whose characters the vocabulary lacks: the model reads them as one and the same token. */
  unknownCharacters(text: string): TextRange[];
  /** The markers `<x0>`, `<x1>`, … that are read and written as such. */
  readonly markerTokens: readonly number[];
  /** The mark in front of a hint (see hints.ts), of a model that has learnt to take hints. */
  readonly hintToken?: number;
  /** Whether the token is a control token: language, start, end, padding, marker. */
  isControl(token: number): boolean;
}

const vocabularySchema = z.union([
  z.array(z.tuple([z.string(), z.number()])),
  z.record(z.string(), z.int().nonnegative()),
]);
const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.int().nonnegative(), content: z.string() })),
  model: z.looseObject({
    vocab: vocabularySchema,
    unk_id: z.int().nonnegative().nullish(),
    unk_token: z.string().nullish(),
    byte_fallback: z.boolean().nullish(),
  }),
});

/** The parsed files of a tokenizer and the tokens that frame a sentence. */
export interface TokenizerFiles {
  /** `tokenizer.json`. */
  readonly tokenizer: unknown;
  /** `tokenizer_config.json`. */
  readonly config: unknown;
  readonly layout: TokenLayout;
  readonly startToken: number;
  readonly endToken: number;
  /** How many of the markers `<x0>`, `<x1>`, … are read and written as such; the others are control tokens. @default 0 */
  readonly markers?: number;
}

/**
 * Builds the tokenizer of a model.
 * @throws NewsglotError `model_rejected` when the files are not those of a tokenizer.
 */
export function createTokenizer(files: TokenizerFiles): Tokenizer {
  const parsed = tokenizerSchema.safeParse(files.tokenizer);
  if (!parsed.success) throw new NewsglotError('model_rejected', 'tokenizer.json is not a tokenizer');
  const { added_tokens: added, model } = parsed.data;
  const pieces = Array.isArray(model.vocab) ? model.vocab : undefined;
  const isMarker = (piece: string) =>
    Number(/^<x(\d{1,3})>$/.exec(piece)?.[1] ?? Infinity) < (files.markers ?? 0);
  const control = new Set(added.flatMap(({ id, content }) => (isMarker(content) ? [] : [id])));
  // A Marian vocabulary is two in one; the pieces that only the target has may have no score.
  if (files.layout !== 'marian') {
    pieces?.forEach(([piece, score], id) => {
      if (score === 0 && !isMarker(piece)) control.add(id);
    });
  }
  const unknown = model.unk_id ?? added.find(({ content }) => content === (model.unk_token ?? '<unk>'))?.id;
  if (unknown === undefined) throw new NewsglotError('model_rejected', 'the tokenizer has no unknown token');
  control.add(unknown);

  const vocab =
    pieces?.map(([piece, score], id) => [control.has(id) ? ` ${id}` : piece, score]) ?? model.vocab;
  const library = new HubTokenizer(
    { ...parsed.data, added_tokens: [], model: { ...model, vocab } },
    { ...(files.config as object), additional_special_tokens: [] },
  );
  const languages = new Map(added.map(({ content, id }) => [content, id]));
  const isKnown = knownCharacters(
    pieces?.map(([piece]) => piece) ?? Object.keys(model.vocab),
    (text) => library.normalizer?.normalize(text) ?? text,
  );

  const byId = pieces ? undefined : new Map(Object.entries(model.vocab).map(([piece, id]) => [id, piece]));
  const pieceOf = (token: number) => pieces?.[token]?.[0] ?? byId?.get(token) ?? '';

  function languageTokens(language: LanguageCode): number[] {
    if (files.layout === 'marian') return [];
    const token = languages.get(languageName(language, files.layout));
    if (token !== undefined) return [token];
    throw new NewsglotError('unsupported_language', `the model does not know the language ${language}`);
  }

  const hintToken = languages.get(HINT);
  function piecesOf(text: string): number[] {
    const { ids } = library.encode(text, { add_special_tokens: false });
    return ids.map((id: number) => (control.has(id) ? unknown : id));
  }

  return {
    knowsLanguage: (language) =>
      files.layout === 'marian' || languages.has(languageName(language, files.layout)),
    encode(text, language) {
      const pieces = piecesOf(text);
      return pieces.length === 0 ? [] : [...languageTokens(language), ...pieces, files.endToken];
    },
    prefix: (target) => [files.startToken, ...languageTokens(target)],
    decode(tokens) {
      const written = tokens.filter((token) => !control.has(token));
      if (written.length === 0) return '';
      return library.decode(written, { clean_up_tokenization_spaces: false }).trim();
    },
    pieces: piecesOf,
    written: (token) => pieceOf(token).replaceAll('▁', ' '),
    lettersBefore(tokens) {
      let letters = 0;
      const counts = tokens.map((token) => {
        const before = letters;
        if (!control.has(token)) letters += countLetters(pieceOf(token));
        return before;
      });
      return [...counts, letters];
    },
    unknownCharacters: (text) => (model.byte_fallback ? [] : unknownRanges(text, isKnown)),
    markerTokens: (pieces ?? []).flatMap(([piece], id) => (isMarker(piece) ? [id] : [])),
    ...(hintToken !== undefined && { hintToken }),
    isControl: (token) => control.has(token) && token !== unknown,
  };
}

/** The name of the mark in front of a hint. */
const HINT = '<hint>';

/** FLORES codes of languages whose NLLB token is not evident from the code. */
const NLLB_LANGUAGES: Readonly<Record<string, string>> = {
  ar: 'arb_Arab',
  de: 'deu_Latn',
  en: 'eng_Latn',
  es: 'spa_Latn',
  fr: 'fra_Latn',
  it: 'ita_Latn',
  ja: 'jpn_Jpan',
  ko: 'kor_Hang',
  nl: 'nld_Latn',
  pl: 'pol_Latn',
  pt: 'por_Latn',
  ru: 'rus_Cyrl',
  sv: 'swe_Latn',
  tr: 'tur_Latn',
  uk: 'ukr_Cyrl',
  zh: 'zho_Hans',
};

function languageName(language: LanguageCode, layout: 'm2m100' | 'nllb'): string {
  return layout === 'nllb' ? (NLLB_LANGUAGES[language] ?? language) : `__${language}__`;
}

/** A test of one character with its combining marks, as the model will see it. */
function knownCharacters(
  pieces: readonly string[],
  normalize: (text: string) => string,
): (cluster: string) => boolean {
  const single = new Set(pieces.filter((piece) => piece.length <= 2 && [...piece].length === 1));
  return (cluster) => {
    if (single.has(cluster)) return true;
    // Alone, white space normalises to nothing.
    return [...normalize(cluster)].every((character) => character === ' ' || single.has(character));
  };
}

function countLetters(piece: string): number {
  return piece.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

function unknownRanges(text: string, isKnown: (cluster: string) => boolean): TextRange[] {
  const ranges: { start: number; end: number }[] = [];
  for (const { 0: cluster, index } of text.matchAll(/\p{M}+|\P{M}\p{M}*/gu)) {
    if (isKnown(cluster)) continue;
    const last = ranges.at(-1);
    if (last?.end === index) last.end += cluster.length;
    else ranges.push({ start: index, end: index + cluster.length });
  }
  return ranges;
}
