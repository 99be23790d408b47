/**
 * One text from one language into another: phrasebook, protection, the engine, checks.
 * @module
 */
import type { CachedTranslation } from '../cache/cache.ts';
import type { Engine, Hypothesis, TranslationRequest } from '../engine/engine.ts';
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';
import { localiseNumbers, writeNumber } from '../language/numbers.ts';
import { lookupPhrase } from '../language/phrasebook.ts';
import { translateByline } from './bylines.ts';
import { isAllCapitals, matchEdges, toSentenceCase } from './casing.ts';
import { type Refusal, refusal } from './checks.ts';
import { findTerms, type Glossary } from './glossary.ts';
import { type ShieldOptions, shield, unshield, withoutSlots } from './protect.ts';
import { matchTypography, toPlainTypography } from './typography.ts';

/** A text to translate and what the caller wishes for it. */
export interface TextRequest {
  readonly text: string;
  readonly source: LanguageCode;
  readonly target: LanguageCode;
  readonly glossary?: Glossary | undefined;
  readonly beams?: number | undefined;
}

/**
 * Translates a text. Chrome comes from the phrasebook, bylines keep their names. Otherwise the model is asked, and its
 * answer checked. A refused answer is asked for again with the numbers hidden too, which is what small models most often
 * get wrong, and last with a wider beam, which loops less.
 * @throws what the engine throws (overload, abortion); a refused answer is a value, not an error.
 */
export async function translateText(
  request: TextRequest,
  engine: Engine,
  signal?: AbortSignal,
): Promise<CachedTranslation> {
  const known = findTerms(request.text, request.glossary).length > 0 ? undefined : lookUp(request);
  if (known !== undefined) return { status: 'translated', text: known };
  const refusals: Refused[] = [];
  for (const way of ways(request)) {
    const answer = await attempt(request, way, engine, signal);
    if ('text' in answer) return { status: 'translated', text: answer.text };
    refusals.push(answer.refused);
    if (answer.refused === 'too_long') break;
  }
  return { status: 'failed', reason: refusals[0]! };
}

/** How a text is given to the model: with its numbers or slots for them, and how wide the search is. */
interface Way {
  readonly numbers: ShieldOptions['numbers'];
  readonly beams: number;
}

/** Cheapest first; most texts need only the first. */
function* ways({ text, beams = 1 }: TextRequest): Generator<Way> {
  yield { numbers: 'free', beams };
  if (/\d/u.test(text)) yield { numbers: 'slots', beams };
  if (beams < RESCUE_BEAMS) yield { numbers: 'free', beams: RESCUE_BEAMS };
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

/**
 * Mean log-probability below which an answer is not shown. Measured on 1,200 lines of WMT13 and FLORES with the embedded model,
 * greedy: of the 38 answers with a sentence chrF below 25 ten fall under it, and one in forty of the others.
 */
const MIN_SCORE = -1.3;

type Refused = Refusal | 'too_long' | 'low_score';
type Attempt = { readonly text: string } | { readonly refused: Refused };

async function attempt(
  request: TextRequest,
  { numbers, beams }: Way,
  engine: Engine,
  signal?: AbortSignal,
): Promise<Attempt> {
  const { source, target } = request;
  const shielded = shield(request.text, {
    numbers,
    glossary: request.glossary,
    unreadable: engine.unreadable,
    writeNumber: (raw) => writeNumber(raw, source, target),
  });
  const words = withoutSlots(shielded.core);
  if (!/\p{L}/u.test(words)) {
    return { text: unshield(shielded, shielded.core) ?? request.text };
  }
  const capitals = isAllCapitals(words);
  const plain = toPlainTypography(shielded.core);
  const text = capitals ? toSentenceCase(plain, source) : plain;
  const hypothesis = await hypothesise({ text, source, target, beams }, engine, signal);
  if (hypothesis === 'too_long') return { refused: 'too_long' };
  if (!hypothesis.complete) return { refused: 'incomplete' };
  if (hypothesis.score < MIN_SCORE) return { refused: 'low_score' };
  const localised = localiseNumbers(plain, hypothesis.text, source, target);
  const edged = matchTypography(shielded.core, matchEdges(plain, localised, target), target);
  const whole = unshield(shielded, capitals ? edged.toLocaleUpperCase(target) : edged);
  if (whole === undefined) return { refused: 'protected_token_lost' };
  const bare = { ...shielded, prefix: '', suffix: '' };
  const fault = refusal(
    {
      text: unshield(
        { ...bare, slots: bare.slots.map((slot) => ({ ...slot, output: slot.source })) },
        shielded.core,
      )!,
      language: source,
    },
    { text: unshield(bare, edged)!, language: target },
  );
  return fault ? { refused: fault } : { text: whole };
}

/** A sentence that the model cannot take is that sentence's failure, not the document's. */
async function hypothesise(
  request: TranslationRequest,
  engine: Engine,
  signal?: AbortSignal,
): Promise<Hypothesis | 'too_long'> {
  try {
    return await engine.translate(request, signal);
  } catch (error) {
    if (error instanceof NewsglotError && error.code === 'content_too_large') return 'too_long';
    throw error;
  }
}
