/**
 * Pieces whose language needs no probabilities: those without words of any, names alone, those in a script of their own.
 * @module
 */
import { languageNamed } from './autonyms.ts';
import { type LanguageCode, NO_LANGUAGE } from './codes.ts';
import { STORY } from './context.ts';
import { languageOfCredit } from './credits.ts';
import type { Finding } from './identification.ts';
import type { WordScorer } from './likelihood.ts';
import { isOutlet, isTitledName } from './mastheads.ts';
import { isNameOnly, isWordless } from './nonlinguistic.ts';
import type { Draft } from './pieces.ts';
import { isForeignWord, languageOfScript } from './scripts.ts';
import { isSiteName } from './sitename.ts';

const SCRIPT_CONFIDENCE = 0.99;

/**
 * What is found without weighing; `undefined` for a piece that has to be weighed.
 * @param names of the site, which stand in its pages' titles
 */
export function settle(
  draft: Draft,
  names: ReadonlySet<string>,
  scorer: WordScorer,
  stated: LanguageCode | undefined,
): Finding | undefined {
  const { words } = draft;
  if (isWordless(words) || isSiteName(draft.text, names)) {
    return { language: NO_LANGUAGE, confidence: 1, evidence: ['no-words'] };
  }
  let foreign = 0;
  let latin = 0;
  for (const word of words) {
    if (isForeignWord(word.text)) foreign += word.text.length;
    else latin += word.text.length;
  }
  if (foreign > 0 && foreign >= latin) {
    const language = languageOfScript(draft.text, scorer.ngrams, stated);
    if (language !== undefined) return { language, confidence: SCRIPT_CONFIDENCE, evidence: ['script'] };
  }
  const labelled =
    draft.phrase !== undefined ||
    languageNamed(draft.text) !== undefined ||
    languageOfCredit(draft.text) !== undefined;
  if (!labelled && isName(draft, scorer)) {
    return { language: NO_LANGUAGE, confidence: 0.9, evidence: ['no-words'] };
  }
  return undefined;
}

/** Whether a piece is a name alone; running text, which ends in a full stop, is not, nor is "La Tempête" as a headline. */
function isName({ block, text, words }: Draft, { reader, parameters }: WordScorer): boolean {
  if (block.role === 'body' && /\p{Ll}{2}[.!?]$/u.test(text)) return false;
  const expected = block.role === 'byline' ? parameters.piece.nameByline : 0;
  return (
    isNameOnly(words, reader, parameters, expected) ||
    (!STORY.has(block.role) && (isOutlet(text) || isTitledName(words, reader, parameters)))
  );
}
