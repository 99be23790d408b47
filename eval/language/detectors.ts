/**
 * The detectors that are compared: Newsglot, and what its libraries say of each sentence alone.
 * @module
 */
import { eld } from 'eld/small';
import { franc } from 'franc';
import type { Document } from '../../src/document/document.ts';
import { splitSentences } from '../../src/document/sentences.ts';
import { parseLanguage } from '../../src/language/codes.ts';
import { type IdentifyOptions, identify } from '../../src/language/identify.ts';
import type { Prediction } from './align.ts';

/** Gives every text of a document a language. */
export type Detector = (document: Document) => Prediction[] | Promise<Prediction[]>;

/** Newsglot's own. */
export function newsglot(options: IdentifyOptions = {}): Detector {
  return (document) => identify(document, options);
}

/** franc on each sentence, however short. */
export const francAlone: Detector = (document) =>
  sentenceBySentence(document, (text) => parseLanguage(franc(text, { minLength: 1 })) ?? 'und');

/** eld (its small n-gram file) on each sentence. */
export const eldAlone: Detector = (document) =>
  sentenceBySentence(document, (text) => eld.detect(text).language || 'und');

function sentenceBySentence({ blocks }: Document, detect: (text: string) => string): Prediction[] {
  return blocks.flatMap((block) =>
    [...splitSentences(block.text)].map(({ start, end }) => {
      const text = block.text.slice(start, end);
      const language = /\p{L}/u.test(text) ? detect(text) : 'zxx';
      return { block: block.id, start, end, language, confidence: 1 };
    }),
  );
}
