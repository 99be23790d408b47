/**
 * The interface between the service and whatever translates one sentence.
 * @module
 */
import type { LanguageCode } from '../language/codes.ts';

/** One sentence or label to translate. */
export interface TranslationRequest {
  readonly text: string;
  readonly source: LanguageCode;
  readonly target: LanguageCode;
  /** Width of the beam; 1 (greedy) unless told. */
  readonly beams?: number;
  /** Whether the answer is to say which words came from which. */
  readonly aligned?: true;
  /** How many other translations are asked for, at most; fewer than `beams`. */
  readonly alternatives?: number;
  /** `next`: before all that waits. For probes, which must not wait behind the work they ask about. */
  readonly turn?: 'next';
}

/**
 * The attention that each token of a translation gave to each token of its source. Tokens are told by the number of
 * letters and digits that stand before them: whatever changes of white space, punctuation or case lie between the
 * model's text and another form of it, these numbers hold.
 */
export interface Alignment {
  /** For each source token: letters and digits of the text before it; one entry more, for the end. */
  readonly source: readonly number[];
  /** The same for the translation. */
  readonly target: readonly number[];
  /** [target tokens, source tokens], row-major; rows are shares of at most 1 in sum. */
  readonly weights: Float32Array;
}

/** A translation as the model has written it. */
export interface Candidate {
  readonly text: string;
  /** Mean log-probability of the tokens (natural logarithm), at most 0. */
  readonly score: number;
  /** Whether the model ended the sentence itself; false when the length bound cut it off. */
  readonly complete: boolean;
}

/** What the model made of a request. */
export interface Hypothesis extends Candidate {
  /** The next best, the best of them first; only if the request asks for them and the engine has any. */
  readonly alternatives?: readonly Candidate[];
  /** Only if the request asks for it and the model tells. */
  readonly alignment?: Alignment;
}

/** A direction of translation. */
export type LanguagePair = readonly [source: LanguageCode, target: LanguageCode];

/** Facts about the model that an engine runs. */
export interface ModelInfo {
  readonly name: string;
  /** How many marker tokens (`<x0>`, `<x1>`, …) it was trained to copy; 0 for none. */
  readonly markers: number;
  /** SHA-256 (hex) over the hashes of all its files: two models with one hash give the same answers. */
  readonly hash: string;
  readonly languages: readonly LanguageCode[];
  /** From which language into which; absent for a model that translates between any two of its languages. */
  readonly pairs?: readonly LanguagePair[] | undefined;
  readonly licence: string;
}

/** What is known of an engine before it is loaded. */
export interface EngineFacts {
  readonly model: ModelInfo;
  /** Whether the model translates from `source` to `target`. */
  supports(source: LanguageCode, target: LanguageCode): boolean;
}

/** Translates sentences. */
export interface SentenceEngine extends EngineFacts {
  /**
   * Translates one request; concurrent calls share batches.
   * @throws NewsglotError `overloaded` when too much waits, `unsupported_language`, `invalid_request` for the beams,
   * `content_too_large` for a text with more tokens than the model reads; the signal's reason when it is aborted.
   */
  translate(request: TranslationRequest, signal?: AbortSignal): Promise<Hypothesis>;
  /** Ranges of a text (UTF-16 code units) that the model cannot read: characters that its vocabulary lacks. */
  unreadable(text: string): readonly { readonly start: number; readonly end: number }[];
}

/** What a document asks an engine for. */
export interface DocumentLoad {
  /** UTF-16 code units of the text to translate. */
  readonly characters: number;
  /** Its share of the engine against other documents; 1 unless told, less for work that nobody waits for. */
  readonly weight?: number | undefined;
}

/**
 * The engine as one document sees it. There is room for all of its sentences, none of them is refused any more, and it
 * takes turns with other documents, however many sentences each has.
 */
export interface DocumentEngine extends SentenceEngine {
  /** Gives back the room of as much text, which is translated or needs no translation. */
  settle(characters: number): void;
  /** Gives back the room that is left. */
  release(): void;
}

/** How much an engine has before it. */
export interface EngineLoad {
  /** Sentences that wait for a batch. */
  readonly sentences: number;
  /** UTF-16 code units of source text that are taken and not yet translated. */
  readonly characters: number;
  /** Batches under way. */
  readonly batches: number;
}

/** Is told what an engine does. It must be quick and must not throw. */
export interface EngineObserver {
  /** A batch has ended. */
  batch(batch: {
    readonly sentences: number;
    readonly ms: number;
    readonly outcome: 'decoded' | 'failed';
  }): void;
}

/** Translates sentences and documents; batches what is in flight behind this interface. */
export interface Engine extends SentenceEngine {
  /** What is under way just now. */
  load(): EngineLoad;
  /**
   * Takes a document, or refuses it as a whole.
   * @throws NewsglotError `overloaded`
   */
  reserve(load: DocumentLoad): DocumentEngine;
  /** Waits for the work taken and frees the sessions. */
  close(): Promise<void>;
}
