/**
 * What greedy and beam search have in common: the decode loop asks a search, step after step, how to go on.
 * @module
 */
/** One sentence for the model. */
export interface SourceRow {
  /** Source tokens as the encoder reads them: language, text, end. */
  readonly source: readonly number[];
  /** How many of them are hints; none unless told. */
  readonly hints?: number;
  /** What the decoder starts with: start token and target language. As long in every row of a batch. */
  readonly prefix: readonly number[];
  /** Whether the outcome is to hold the alignment of the translation. */
  readonly aligned?: true;
  /** How many other hypotheses the outcome is to hold, at most; a beam of n has n - 1. */
  readonly alternatives?: number;
  /** When aborted, the row leaves its batch at the next step. */
  readonly signal?: AbortSignal;
}

/** A translation that a search has ended. */
export interface Decoded {
  /** Tokens without prefix and end token. */
  readonly tokens: readonly number[];
  /** Mean log-probability of the tokens and the end token. */
  readonly score: number;
  /** False when the length bound or the guard against loops ended it. */
  readonly complete: boolean;
}

/** What became of a row. */
export type RowOutcome =
  | (Decoded & {
      readonly status: 'decoded';
      /** The next best; only if the row asks for them and the search is a beam. */
      readonly alternatives?: readonly Decoded[];
      /** Attention [tokens, source without language and end]; only if the row asks for it and the model gives it. */
      readonly alignment?: Float32Array;
    })
  | { readonly status: 'failed'; readonly error: unknown };

/** The most probable next tokens of every row of a step, `count` a row. */
export interface Candidates {
  readonly count: number;
  /** [rows, count], most probable first. */
  readonly tokens: BigInt64Array;
  /** [rows, count]: natural logarithms of their probabilities. */
  readonly logProbabilities: Float32Array;
}

/** The rows of the next step. */
export interface Continuation {
  /** For each next row: which row of this step it continues. */
  readonly parents: readonly number[];
  /** For each next row: the token to feed. */
  readonly tokens: readonly number[];
  /** For each next row: the index of its sentence. */
  readonly sentences: readonly number[];
}

/** A search over a batch; starts with one row for each sentence, in order. */
export interface Search {
  /** How many tokens of each row it looks at. */
  readonly candidates: number;
  /** Takes the candidates of the rows it asked for last; no rows in the answer means that all sentences are settled. */
  advance(candidates: Candidates): Continuation;
  /** One for each sentence; read when {@link advance} has answered with no rows. */
  outcomes(): readonly RowOutcome[];
}

/** Bounds of a search. */
export interface SearchLimits {
  readonly endToken: number;
  /** Tokens that are never written. */
  readonly forbidden: ReadonlySet<number>;
  /** Tokens that stand for something hidden: written only where the source has them, and once. */
  readonly markers: ReadonlySet<number>;
  /** Most tokens to decode for a row. */
  maxTokens(row: SourceRow): number;
}
