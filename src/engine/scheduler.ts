/**
 * Gathers the sentences of all requests in flight into batches: a bounded, fair queue before one or more decode loops.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { type AdmissionLimits, createAdmission, type Place, throughAdmission } from './admission.ts';
import type { Engine, Hypothesis, ModelInfo, TranslationRequest } from './engine.ts';
import { type BatchLimits, FairQueue, type QueuedSentence } from './fair-queue.ts';
import { foldWeights, type InsertHints } from './hints.ts';
import type { Decoded, RowOutcome, SourceRow } from './search.ts';
import { type Seq2Seq, sentenceTooLong } from './seq2seq.ts';
import type { Tokenizer } from './tokenizer.ts';

/** Bounds of the queue and of a batch. */
export interface EngineLimits {
  readonly admission: AdmissionLimits;
  /** Widest beam a request may ask for. */
  readonly maxBeams: number;
  readonly batch: BatchLimits;
}

/** Limits for a machine of a few cores: what it takes is half a minute's work. */
export const DEFAULT_LIMITS: EngineLimits = {
  admission: { characters: 500_000, charactersPerSecond: 15_000 },
  maxBeams: 8,
  batch: { rows: 32, tokens: 2048 },
};

/** What an engine is made of. */
export interface EngineParts {
  readonly model: ModelInfo;
  readonly seq2seq: Seq2Seq;
  readonly tokenizer: Tokenizer;
  /** Of a model that takes hints. */
  readonly insertHints?: InsertHints;
  readonly limits?: Partial<EngineLimits>;
  /** Runs something once those have had their turn who wait for it: their sentences share its batch. */
  readonly soon?: ((run: () => void) => void) | undefined;
}

interface Job extends QueuedSentence {
  readonly row: SourceRow;
  readonly settle: (outcome: RowOutcome) => void;
}

/** Text of more UTF-16 code units a token than this (SentencePiece's longest piece) is not even tokenised. */
const UNITS_PER_TOKEN = 16;
/** A few sentences cost little more than one: fewer than this are not spread over several decode loops. */
const MIN_SHARE = 4;
/** Runs when the event loop has ended its turn: sentences that are asked for in one turn share a batch. */
const endOfTurn: (run: () => void) => void = globalThis.setImmediate ?? ((run) => setTimeout(run, 0));

/** Puts a queue and batches before a decode loop. */
export function createEngine(parts: EngineParts): Engine {
  const { model, seq2seq, tokenizer, insertHints, soon = endOfTurn } = parts;
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  const markers = new Set(tokenizer.markerTokens);
  const admission = createAdmission(limits.admission);
  const queue = new FairQueue<Job>();
  let decoding = 0;
  let gathering = false;
  let closed: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;

  const supports: Engine['supports'] = (source, target) =>
    source !== target &&
    [source, target].every((code) => model.languages.includes(code) && tokenizer.knowsLanguage(code)) &&
    (model.pairs === undefined || model.pairs.some(([from, to]) => from === source && to === target));

  function read(request: TranslationRequest, signal?: AbortSignal) {
    const { text, source, target, beams = 1, aligned, alternatives = 0 } = request;
    if (!supports(source, target)) {
      throw new NewsglotError(
        'unsupported_language',
        `${model.name} does not translate from ${source} to ${target}`,
      );
    }
    if (!Number.isInteger(beams) || beams < 1 || beams > limits.maxBeams) {
      throw new NewsglotError('invalid_request', `beams must be 1 to ${limits.maxBeams}`, { param: 'beams' });
    }
    if (text.length > UNITS_PER_TOKEN * seq2seq.maxSourceTokens)
      throw sentenceTooLong(seq2seq.maxSourceTokens);
    const tokens = tokenizer.encode(text, source);
    if (tokens.length > seq2seq.maxSourceTokens) throw sentenceTooLong(seq2seq.maxSourceTokens);
    const hinted = tokens.length > 0 ? insertHints?.(tokens, source) : undefined;
    const row: SourceRow = {
      source: hinted?.tokens ?? tokens,
      ...(hinted && { hints: hinted.tokens.length - tokens.length }),
      prefix: tokenizer.prefix(target),
      ...(aligned && { aligned }),
      ...(alternatives > 0 && { alternatives }),
      ...(signal && { signal }),
    };
    return { row, tokens, hinted, beams, length: row.source.length };
  }

  function enqueue({ row, beams, length }: ReturnType<typeof read>, place: Place): Promise<RowOutcome> {
    return new Promise((resolve) => {
      const { signal } = row;
      const onAbort = () => {
        queue.remove(job);
        job.settle({ status: 'failed', error: signal?.reason });
      };
      const settle = (outcome: RowOutcome) => {
        signal?.removeEventListener('abort', onAbort);
        resolve(outcome);
      };
      const job: Job = { ...place, row, beams, length, settle };
      signal?.addEventListener('abort', onAbort);
      queue.push(job);
      gather();
    });
  }

  /** Decodes a sentence; where hints have led the model astray, once more without them. */
  async function search(sentence: ReturnType<typeof read>, place: Place) {
    const { row, tokens, hinted } = sentence;
    const outcome = await enqueue(sentence, place);
    if (!hinted || outcome.status === 'failed' || isSound(outcome, tokens)) return { outcome, hinted };
    const { hints: _, ...bare } = { ...row, source: tokens };
    const second = await enqueue({ ...sentence, row: bare, length: tokens.length }, place);
    return second.status === 'decoded' && isSound(second, tokens) ? { outcome: second } : { outcome, hinted };
  }

  /** Whether the model has ended a translation, and carried all markers of the source through. */
  function isSound({ complete, tokens }: Decoded, source: readonly number[]): boolean {
    return complete && source.every((token) => !markers.has(token) || tokens.includes(token));
  }

  /** Starts batches when those who are about to come have come. */
  function gather(): void {
    if (gathering || decoding >= seq2seq.parallel) return;
    gathering = true;
    soon(() => {
      gathering = false;
      start();
    });
  }

  /** Keeps the decode loops busy, each with its share of what waits. */
  function start(): void {
    for (let lead = queue.peek(); lead && decoding < seq2seq.parallel; lead = queue.peek()) {
      const share = Math.max(MIN_SHARE, Math.ceil(queue.size / (seq2seq.parallel - decoding)));
      const rows = Math.min(limits.batch.rows, share * lead.beams);
      decoding++;
      void run(queue.next({ ...limits.batch, rows })).then(() => {
        decoding--;
        start();
      });
    }
    if (decoding === 0 && queue.size === 0) onIdle?.();
  }

  async function run(jobs: readonly Job[]): Promise<void> {
    const rows = jobs.map(({ row }) => row);
    const failed = (error: unknown): RowOutcome[] => jobs.map(() => ({ status: 'failed', error }));
    const outcomes = await seq2seq.decode(rows, { beams: jobs[0]!.beams }).catch(failed);
    jobs.forEach((job, i) => {
      job.settle(outcomes[i]!);
    });
  }

  async function translate(
    request: TranslationRequest,
    place: Place,
    signal: AbortSignal | undefined,
  ): Promise<Hypothesis> {
    signal?.throwIfAborted();
    const sentence = read(request, signal);
    if (sentence.length === 0) return { text: '', score: 0, complete: true };
    const { outcome, hinted } = await search(sentence, place);
    if (outcome.status === 'failed') throw outcome.error;
    const { tokens, alternatives, alignment: weights } = outcome;
    const alignment = weights && {
      source: tokenizer.lettersBefore(sentence.tokens.slice(1, -1)),
      target: tokenizer.lettersBefore(tokens),
      weights: hinted ? foldWeights(weights, hinted) : weights,
    };
    const candidate = ({ tokens, score, complete }: Decoded) => ({
      text: tokenizer.decode(tokens),
      score,
      complete,
    });
    return {
      ...candidate(outcome),
      ...(alternatives && { alternatives: alternatives.map(candidate) }),
      ...(alignment && { alignment }),
    };
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      onIdle = resolve;
      if (decoding === 0 && queue.size === 0) resolve();
    });
  }

  const facts = { model, supports, unreadable: tokenizer.unknownCharacters };
  return {
    ...throughAdmission(admission, { facts, translate }),
    load: () => ({ sentences: queue.size, characters: admission.taken, batches: decoding }),
    close() {
      admission.close();
      closed ??= idle().then(() => seq2seq.release());
      return closed;
    },
  };
}
