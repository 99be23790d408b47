/**
 * What a model has written, made into what is shown: set as the target language sets it, with all that was hidden put
 * back, and refused if it fails a check.
 * @module
 */
import type { TokenAlignment } from '../document/word-links.ts';
import type { Candidate, Hypothesis } from '../engine/engine.ts';
import type { LanguageCode } from '../language/codes.ts';
import { localiseNumbers } from '../language/numbers.ts';
import { carryAlignment } from './carry-alignment.ts';
import { matchEdges } from './casing.ts';
import { type Refusal, refusal } from './checks.ts';
import { fitTerms } from './fit-terms.ts';
import { restoreNames } from './names.ts';
import { isStillInSource } from './output-language.ts';
import { type ShieldedText, type Slot, unshield, withoutSlots } from './protect.ts';
import { setTypography, type Typography } from './typography.ts';

/**
 * Mean log-probability below which an answer is not shown. Measured on 1,200 lines of WMT13 with the embedded model, greedy:
 * of the 42 answers with a sentence chrF below 25 six fall under it, and one in a hundred of the others.
 */
const MIN_SCORE = -1.1;

/** Why an answer is not shown. */
export type AnswerRefusal = Refusal | 'low_score';

/** A translation that has passed all checks. */
export interface Translated {
  readonly text: string;
  readonly alignment?: TokenAlignment | undefined;
  /** Positions of marks that the model has carried through, by index. */
  readonly known?: ReadonlyMap<number, number> | undefined;
}

/** A value, or why there is none. */
export type Refusable<T, R> = T | { readonly refused: R };

/** A text as the model was given it. */
export interface Asked {
  readonly source: LanguageCode;
  readonly target: LanguageCode;
  readonly typography?: Typography | undefined;
  readonly shielded: ShieldedText;
  /** Its core in plain typography. */
  readonly plain: string;
  /** Whether it is all in capitals, which the model has not seen. */
  readonly capitals: boolean;
  /** Its core without slots. */
  readonly words: string;
}

/** Reads one of a model's answers to a text. */
export function readAnswer(
  { source, target, typography, shielded, plain, capitals, words }: Asked,
  hypothesis: Candidate & Pick<Hypothesis, 'alignment'>,
): Refusable<Translated, AnswerRefusal> {
  if (!hypothesis.complete) return { refused: 'incomplete' };
  if (hypothesis.score < MIN_SCORE) return { refused: 'low_score' };
  const fitted = fitTerms(hypothesis.text, shielded.slots, target);
  const named = restoreNames(plain, localiseNumbers(plain, fitted, source, target));
  const edged = setTypography(shielded.core, matchEdges(plain, named, target), target, typography);
  const upper = (text: string) => text.toLocaleUpperCase(target);
  const timesInCapitals = () =>
    shielded.slots.map((slot) => (slot.time ? { ...slot, output: upper(slot.output) } : slot));
  const whole = capitals
    ? unshield({ ...shielded, slots: timesInCapitals() }, upper(edged))
    : unshield(shielded, edged);
  if (whole === undefined || turnsElements(shielded.slots, whole.marks)) {
    return { refused: 'protected_token_lost' };
  }
  const bare = { ...shielded, prefix: '', suffix: '' };
  const fault = refusal(
    {
      text: unshield(
        { ...bare, slots: bare.slots.map((slot) => (slot.time ? slot : { ...slot, output: slot.source })) },
        shielded.core,
      )!.text,
      language: source,
    },
    { text: unshield(bare, edged)!.text, language: target },
  );
  if (fault) return { refused: fault };
  // Slots are left out: a glossary may keep terms of the source.
  const [asked, answered] = [
    { text: words, language: source },
    { text: withoutSlots(edged), language: target },
  ];
  if (isStillInSource(asked, answered)) return { refused: 'untranslated' };
  return {
    text: whole.text,
    known: whole.marks,
    alignment: hypothesis.alignment && carryAlignment(hypothesis.alignment, shielded, hypothesis.text),
  };
}

/** Whether the end of an element that held something comes before its beginning, or right behind it. */
function turnsElements(slots: readonly Slot[], places: ReadonlyMap<number, number>): boolean {
  const marks = new Map(slots.flatMap(({ mark }) => (mark ? [[mark.index, mark]] : [])));
  return [...marks.values()].some(({ kind, index, at, pair }) => {
    const end = kind === 'open' && pair !== undefined ? marks.get(pair) : undefined;
    return end !== undefined && end.at > at && places.get(end.index)! <= places.get(index)!;
  });
}
