/**
 * One text from one language into another: phrasebook, protection, the engine, checks.
 * @module
 */
import type { CachedTranslation, Rendition } from '../cache/cache.ts';
import { isObjectOfText } from '../document/html-elements.ts';
import { placeMarks, type TextMark } from '../document/marks.ts';
import type { Hypothesis, SentenceEngine, TranslationRequest } from '../engine/engine.ts';
import { NewsglotError } from '../errors.ts';
import { rewriteTimes } from '../language/clock.ts';
import type { LanguageCode } from '../language/codes.ts';
import { writeNumber } from '../language/numbers.ts';
import { lookupPhrase } from '../language/phrasebook.ts';
import { translateByline } from './bylines.ts';
import { isAllCapitals, toSentenceCase } from './casing.ts';
import { findTerms, type Glossary, wholeTerm } from './glossary.ts';
import { type ShieldOptions, type SlottedMark, shield, unshield, withoutSlots } from './protect.ts';
import { type AnswerRefusal, type Refusable, readAnswer, type Translated } from './read-answer.ts';
import { type Typography, toPlainTypography } from './typography.ts';

/** A text to translate and what the caller wishes for it. */
export interface TextRequest {
  readonly text: string;
  /** Inline markup inside the text. */
  readonly marks?: readonly TextMark[] | undefined;
  readonly source: LanguageCode;
  readonly target: LanguageCode;
  readonly glossary?: Glossary | undefined;
  readonly beams?: number | undefined;
  /** How many other translations are wanted, at most; fewer than `beams`. */
  readonly alternatives?: number | undefined;
  /** @default `locale` */
  readonly typography?: Typography | undefined;
}

/**
 * Translates a text. Chrome comes from the phrasebook, bylines keep their names. Otherwise the model is asked, and its
 * answer checked. A refused answer is asked for again with the numbers hidden too, which is what small models most often
 * get wrong, and last with a wider beam, which loops less. Inline marks that can be slots for the model to carry through
 * are so at the first try; the others find their places in the translation afterwards.
 * @throws what the engine throws (overload, abortion); a refused answer is a value, not an error.
 */
export async function translateText(
  request: TextRequest,
  engine: SentenceEngine,
  signal?: AbortSignal,
): Promise<CachedTranslation> {
  const known =
    wholeTerm(request.text, request.glossary) ??
    (findTerms(request.text, request.glossary).length > 0 ? undefined : lookUp(request));
  if (known !== undefined) {
    const plain = request.typography === 'plain';
    return translated(request, { text: plain ? toPlainTypography(known) : known });
  }
  const refusals: Refused[] = [];
  for (const way of ways(request, engine.model.markers)) {
    const answer = await attempt(request, way, engine, signal);
    if ('text' in answer) return translated(request, answer);
    refusals.push(answer.refused);
    if (answer.refused === 'too_long') break;
  }
  return { status: 'failed', reason: refusals[0]! };
}

function translated(
  request: TextRequest,
  { alternatives = [], ...best }: Translated & Pick<Answer, 'alternatives'>,
): CachedTranslation {
  const { guessed, ...rendition } = rendered(request, best);
  const others = new Map<string, Rendition>();
  for (const alternative of alternatives) {
    const { guessed: unsure, ...other } = rendered(request, alternative);
    if (!unsure && other.text !== best.text && !others.has(other.text)) others.set(other.text, other);
  }
  return {
    status: 'translated',
    ...rendition,
    ...(guessed && { guessed }),
    ...(others.size > 0 && { alternatives: [...others.values()] }),
  };
}

/** A translation with the segment's marks in it. */
function rendered(
  { text, marks = [] }: TextRequest,
  { text: translation, alignment, known }: Translated,
): Rendition & { readonly guessed?: true } {
  if (marks.length === 0) return { text: translation };
  const placement = placeMarks({ text, marks }, translation, { alignment, known });
  return { text: translation, marks: placement.marks, ...(placement.guessed && { guessed: true }) };
}

/** How a text is given to the model: with slots for which marks and for its numbers or not, and how wide the search is. */
interface Way {
  readonly slotted?: readonly SlottedMark[];
  readonly numbers: ShieldOptions['numbers'];
  readonly beams: number;
}

/** The best first; most texts need only that. */
function* ways({ text, marks = [], beams = 1 }: TextRequest, markers: number): Generator<Way> {
  const slotted = slottedMarks(marks, markers);
  if (slotted.length > 0) yield { slotted, numbers: 'free', beams };
  yield { numbers: 'free', beams };
  if (/\d/u.test(text)) yield { numbers: 'slots', beams };
  if (beams < RESCUE_BEAMS) yield { numbers: 'free', beams: RESCUE_BEAMS };
}

/** Most objects that a model is asked to carry through without having been trained to. */
const MAX_OBJECTS = 3;

/**
 * The marks that get slots: all of them if the model was trained to copy as many, else those that stand for words, which
 * the sentence lacks without them (`Press <kbd>F</kbd> to print`).
 */
function slottedMarks(marks: readonly TextMark[], markers: number): readonly SlottedMark[] {
  const all = marks.map(
    ({ kind, at, pair }, index): SlottedMark => ({
      index,
      kind,
      at,
      ...(pair !== undefined && { pair }),
    }),
  );
  if (marks.length <= markers) return all;
  const objects = all.filter(({ kind, index }) => kind === 'empty' && isObjectOfText(marks[index]!.name));
  return objects.length <= Math.max(MAX_OBJECTS, markers) ? objects : [];
}

/** The translation of a label or a byline, with whatever stands around it. */
function lookUp({ text, source, target }: TextRequest): string | undefined {
  const { prefix, core, suffix, slots } = shield(text, { numbers: 'free' });
  for (const [before, label, after] of [
    ['', text, ''],
    [prefix, core, suffix],
  ] as const) {
    const phrase = slots.length === 0 ? lookupPhrase(label) : undefined;
    const known = phrase?.languages.includes(source)
      ? phrase.translate(target)
      : translateByline(label, source, target);
    if (known !== undefined) return before + known + after;
  }
  return undefined;
}

/** Width of the beam for a text whose greedy translation was refused. */
const RESCUE_BEAMS = 4;

type Refused = AnswerRefusal | 'too_long';

/** A translation, and those of the model's others that passed the same checks. */
interface Answer extends Translated {
  readonly alternatives?: readonly Translated[] | undefined;
}

async function attempt(
  request: TextRequest,
  { numbers, beams, slotted = [] }: Way,
  engine: SentenceEngine,
  signal?: AbortSignal,
): Promise<Refusable<Answer, Refused>> {
  const { source, target, alternatives, typography } = request;
  const set = (text: string) => (typography === 'plain' ? toPlainTypography(text) : text);
  const shielded = shield(request.text, {
    numbers,
    marks: slotted,
    glossary: request.glossary,
    unreadable: engine.unreadable,
    writeNumber: (raw) => set(writeNumber(raw, source, target)),
    rewriteTimes: (text) =>
      rewriteTimes(text, source, target).map((time) => ({ ...time, output: set(time.output) })),
  });
  const words = withoutSlots(shielded.core);
  if (!/\p{L}/u.test(words)) {
    return { text: unshield(shielded, shielded.core)?.text ?? request.text };
  }
  const capitals = isAllCapitals(words);
  const plain = toPlainTypography(shielded.core);
  const text = capitals ? toSentenceCase(plain, source) : plain;
  const aligned = (request.marks?.length ?? 0) > slotted.length;
  const hypothesis = await hypothesise(
    { text, source, target, beams, ...(aligned && { aligned }), ...(alternatives && { alternatives }) },
    engine,
    signal,
  );
  if (hypothesis === 'too_long') return { refused: 'too_long' };
  const asked = { source, target, typography, shielded, plain, capitals, words };
  const best = readAnswer(asked, hypothesis);
  if ('refused' in best) return best;
  const others = hypothesis.alternatives
    ?.map((other) => readAnswer(asked, other))
    .filter((other) => 'text' in other);
  return { ...best, ...(others && { alternatives: others }) };
}

/** A sentence that the model cannot take is that sentence's failure, not the document's. */
async function hypothesise(
  request: TranslationRequest,
  engine: SentenceEngine,
  signal?: AbortSignal,
): Promise<Hypothesis | 'too_long'> {
  try {
    return await engine.translate(request, signal);
  } catch (error) {
    if (error instanceof NewsglotError && error.code === 'content_too_large') return 'too_long';
    throw error;
  }
}
