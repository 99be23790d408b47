/**
 * How unlikely a model finds the languages of annotated pages: what fitting makes small.
 * @module
 */
import type { Document } from '../../src/document/document.ts';
import { parseHtml } from '../../src/document/html.ts';
import { identify } from '../../src/language/identify.ts';
import { WordReader } from '../../src/language/likelihood.ts';
import type { Parameters } from '../../src/language/parameters.ts';
import { align } from './align.ts';
import type { GoldPage } from './pages.ts';
import { type JudgedPiece, judgePieces } from './reliability.ts';
import type { ScoredPage } from './score.ts';

/** A page that is parsed once and identified many times. */
export interface FitPage {
  readonly page: GoldPage;
  readonly document: Document;
}

/** Parses pages for fitting. */
export function prepare(pages: readonly GoldPage[]): FitPage[] {
  return pages.map((page) => ({ page, document: parseHtml(page.html) }));
}

/** Shared by all runs: what it knows of words depends on no parameter. */
const READER = new WordReader();
/** A certainty that is wrong costs no more than this; no model is so sure. */
const LEAST = 0.002;
/** Cost of a language given to a name, and of none given to text. */
const NAME_AS_TEXT = 1;
const TEXT_AS_NAME = 5;

/**
 * Logarithmic loss per stretch of one language: −log of the confidence where the language is right, −log of what is
 * left of it where it is wrong, averaged over the stretch's characters. Long stretches count by the log of their length.
 */
export async function loss(pages: readonly FitPage[], parameters: Parameters): Promise<number> {
  let sum = 0;
  let weights = 0;
  for (const { page, document } of pages) {
    const predictions = await identify(document, { parameters, threshold: 0, reader: READER });
    for (const { gold, piece } of align(page, document, predictions)) {
      for (const { language, from, to } of stretchesOf(gold)) {
        let own = 0;
        for (let at = from; at < to; at++) {
          const prediction = predictions[piece[at]!];
          if (prediction !== undefined) own += costOf(language, prediction.language, prediction.confidence);
        }
        const weight = 1 + Math.log(to - from);
        sum += (weight * own) / (to - from);
        weights += weight;
      }
    }
  }
  return sum / weights;
}

function costOf(gold: string, language: string, confidence: number): number {
  if (gold === 'zxx') return language === 'zxx' ? 0 : NAME_AS_TEXT;
  if (language === 'zxx') return TEXT_AS_NAME;
  return -Math.log(Math.max(LEAST, gold === language ? confidence : 1 - confidence));
}

/** The pieces of pages, right or wrong, with the confidence that the parameters give them. */
export async function judge(pages: readonly FitPage[], parameters: Parameters): Promise<JudgedPiece[]> {
  const scored: ScoredPage[] = [];
  for (const { page, document } of pages) {
    const predictions = await identify(document, { parameters, threshold: 0, reader: READER });
    scored.push({ name: page.name, units: align(page, document, predictions), predictions });
  }
  return judgePieces(scored);
}

/** Stretches of one gold language; signs between two belong to none of them. */
function* stretchesOf(gold: readonly string[]): Generator<{ language: string; from: number; to: number }> {
  let from = 0;
  for (let at = 1; at <= gold.length; at++) {
    if (at < gold.length && gold[at] === gold[from]) continue;
    const language = gold[from]!;
    if (language !== 'zxx' || at - from > 3) yield { language, from, to: at };
    from = at;
  }
}
