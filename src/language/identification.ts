/**
 * What identification says of a piece of text.
 * @module
 */
import type { Piece } from '../document/document.ts';
import type { LanguageCode } from './codes.ts';

/** Where knowledge about the language of a piece came from. */
export type Evidence =
  | 'declared'
  | 'phrasebook'
  | 'ngrams'
  | 'orthography'
  | 'words'
  | 'neighbours'
  | 'script'
  | 'no-words'
  | 'stated-source';

/** A piece with its language. `zxx` = no language, `und` = could not be told. */
export interface IdentifiedPiece extends Piece {
  readonly text: string;
  readonly language: LanguageCode;
  /** Probability that `language` is right, 0 to 1. */
  readonly confidence: number;
  /** Strongest first. */
  readonly evidence: readonly Evidence[];
}

/** Best language of a piece, before threshold and stated source. */
export interface Finding {
  readonly language: LanguageCode;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}
