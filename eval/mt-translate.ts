/**
 * Runs a test set through an engine and counts what went wrong.
 * @module
 */
import pMap from 'p-map';
import type { Engine } from '../src/engine/engine.ts';
import { NewsglotError } from '../src/errors.ts';
import type { LanguageCode } from '../src/language/codes.ts';
import type { Pair, TestLine } from './mt-files.ts';

/** What the engine made of one line. */
export interface Translated extends TestLine {
  readonly hypothesis: string;
  /** Mean log-probability of the tokens. */
  readonly score: number;
  readonly complete: boolean;
}

/** Faults that need no reference to be seen. */
export interface Faults {
  /** Translations without a letter or number, refused sentences among them. */
  readonly empty: number;
  /** Translations that the model did not end itself. */
  readonly cut: number;
  /** Translations that say the same words three times running. */
  readonly looping: number;
}

/** Sentences in flight: enough for full batches on every core, and below the engine's bounds. */
const CONCURRENCY = 512;

/** Translates all lines; a sentence that the engine finds too long has an empty translation. */
export async function translateAll(
  engine: Engine,
  lines: readonly TestLine[],
  { pair, beams }: { readonly pair: Pair; readonly beams: number },
): Promise<Translated[]> {
  const [source, target] = pair.split('-') as [LanguageCode, LanguageCode];
  const translate = async (line: TestLine): Promise<Translated> => {
    try {
      const { text, ...rest } = await engine.translate({ text: line.source, source, target, beams });
      return { ...line, hypothesis: text, ...rest };
    } catch (error) {
      if (!(error instanceof NewsglotError) || error.code !== 'content_too_large') throw error;
      return { ...line, hypothesis: '', score: Number.NEGATIVE_INFINITY, complete: false };
    }
  };
  return pMap(lines, translate, { concurrency: CONCURRENCY });
}

/** Counts the faults of some translations. */
export function countFaults(translations: readonly Pick<Translated, 'hypothesis' | 'complete'>[]): Faults {
  const count = (test: (one: (typeof translations)[number]) => boolean) => translations.filter(test).length;
  return {
    empty: count(({ hypothesis }) => !/[\p{L}\p{N}]/u.test(hypothesis)),
    cut: count(({ complete }) => !complete),
    looping: count(({ hypothesis }) => isLooping(hypothesis)),
  };
}

/** Longest phrase, in words, whose repetition is looked for. */
const MAX_PHRASE = 8;
const MIN_TURNS = 3;

/** Whether a text says one phrase, of up to eight words, three times running. */
export function isLooping(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  for (let period = 1; period <= MAX_PHRASE; period++) {
    let same = 0;
    for (let i = period; i < words.length; i++) {
      same = words[i] === words[i - period] ? same + 1 : 0;
      if (same >= (MIN_TURNS - 1) * period) return true;
    }
  }
  return false;
}
