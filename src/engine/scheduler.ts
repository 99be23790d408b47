/**
 * Gathers the sentences of all requests in flight into batches: a bounded queue before one decode loop.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import { type BatchLimits, nextBatch } from './batches.ts';
import type { Engine, Hypothesis, ModelInfo, TranslationRequest } from './engine.ts';
import type { RowOutcome, SourceRow } from './search.ts';
import { type Seq2Seq, sentenceTooLong } from './seq2seq.ts';
import type { Tokenizer } from './tokenizer.ts';

/** Bounds of the queue and of a batch. */
export interface EngineLimits {
  /** Most sentences that wait. */
  readonly queuedSentences: number;
  /** Most source tokens that wait. */
  readonly queuedTokens: number;
  /** Milliseconds that the first request of an idle engine waits for company. */
  readonly windowMs: number;
  /** Widest beam a request may ask for. */
  readonly maxBeams: number;
  /** Source tokens a second that the machine is taken to translate: for `Retry-After` only. */
  readonly tokensPerSecond: number;
  readonly batch: BatchLimits;
}

/** Limits for a machine of a few cores. */
export const DEFAULT_LIMITS: EngineLimits = {
  queuedSentences: 4096,
  queuedTokens: 160_000,
  windowMs: 1,
  maxBeams: 8,
  tokensPerSecond: 2000,
  batch: { rows: 32, tokens: 2048 },
};

/** What an engine is made of. */
export interface EngineParts {
  readonly model: ModelInfo;
  readonly seq2seq: Seq2Seq;
  readonly tokenizer: Tokenizer;
  readonly limits?: Partial<EngineLimits>;
}

interface Job {
  readonly row: SourceRow;
  readonly length: number;
  readonly beams: number;
  readonly settle: (outcome: RowOutcome) => void;
}

/** Text of more UTF-16 code units a token than this (SentencePiece's longest piece) is not even tokenised. */
const UNITS_PER_TOKEN = 16;
/** A few sentences cost little more than one: fewer than this are not spread over several decode loops. */
const MIN_SHARE = 4;

/** Puts a queue and batches before a decode loop. */
export function createEngine(parts: EngineParts): Engine {
  const { model, seq2seq, tokenizer } = parts;
  const limits = { ...DEFAULT_LIMITS, ...parts.limits };
  let queue: Job[] = [];
  let queuedTokens = 0;
  let decoding = 0;
  let gathering = false;
  let closed: Promise<void> | undefined;
  let onIdle: (() => void) | undefined;

  const supports: Engine['supports'] = (source, target) =>
    source !== target &&
    [source, target].every((code) => model.languages.includes(code) && tokenizer.knowsLanguage(code)) &&
    (model.pairs === undefined || model.pairs.some(([from, to]) => from === source && to === target));

  function read(
    { text, source, target, beams = 1, aligned, turn }: TranslationRequest,
    signal?: AbortSignal,
  ) {
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
    const row: SourceRow = {
      source: tokens,
      prefix: tokenizer.prefix(target),
      ...(aligned && { aligned }),
      ...(signal && { signal }),
    };
    return { row, beams, turn, length: tokens.length };
  }

  function refuseOverload(length: number): void {
    if (closed) throw new NewsglotError('overloaded', 'the engine is closing', { retryAfter: 1 });
    const room = queue.length < limits.queuedSentences && queuedTokens + length <= limits.queuedTokens;
    if (room) return;
    const seconds = Math.ceil(queuedTokens / limits.tokensPerSecond);
    throw new NewsglotError('overloaded', 'too many sentences are waiting', {
      retryAfter: Math.max(1, seconds),
    });
  }

  function take(jobs: readonly Job[]): void {
    const taken = new Set(jobs);
    queue = queue.filter((job) => !taken.has(job));
    for (const { length } of jobs) queuedTokens -= length;
  }

  function enqueue({ row, beams, turn, length }: ReturnType<typeof read>): Promise<RowOutcome> {
    return new Promise((resolve) => {
      const { signal } = row;
      const onAbort = () => {
        if (queue.includes(job)) take([job]);
        job.settle({ status: 'failed', error: signal?.reason });
      };
      const settle = (outcome: RowOutcome) => {
        signal?.removeEventListener('abort', onAbort);
        resolve(outcome);
      };
      const job: Job = { row, beams, length, settle };
      signal?.addEventListener('abort', onAbort);
      if (turn === 'next') queue.unshift(job);
      else queue.push(job);
      queuedTokens += length;
      gather();
    });
  }

  /** Starts batches after a moment in which others may join. */
  function gather(): void {
    if (gathering || decoding >= seq2seq.parallel) return;
    gathering = true;
    setTimeout(() => {
      gathering = false;
      start();
    }, limits.windowMs);
  }

  /** Keeps the decode loops busy, each with its share of what waits. */
  function start(): void {
    while (decoding < seq2seq.parallel && queue.length > 0) {
      const share = Math.max(MIN_SHARE, Math.ceil(queue.length / (seq2seq.parallel - decoding)));
      const rows = Math.min(limits.batch.rows, share * queue[0]!.beams);
      const jobs = nextBatch(queue, { ...limits.batch, rows }).map((i) => queue[i]!);
      take(jobs);
      decoding++;
      void run(jobs).then(() => {
        decoding--;
        start();
      });
    }
    if (decoding === 0 && queue.length === 0) onIdle?.();
  }

  async function run(jobs: readonly Job[]): Promise<void> {
    const rows = jobs.map(({ row }) => row);
    const failed = (error: unknown): RowOutcome[] => jobs.map(() => ({ status: 'failed', error }));
    const outcomes = await seq2seq.decode(rows, { beams: jobs[0]!.beams }).catch(failed);
    jobs.forEach((job, i) => {
      job.settle(outcomes[i]!);
    });
  }

  function idle(): Promise<void> {
    return new Promise((resolve) => {
      onIdle = resolve;
      if (decoding === 0 && queue.length === 0) resolve();
    });
  }

  return {
    model,
    supports,
    unreadable: tokenizer.unknownCharacters,
    async translate(request, signal): Promise<Hypothesis> {
      signal?.throwIfAborted();
      const job = read(request, signal);
      if (job.length === 0) return { text: '', score: 0, complete: true };
      refuseOverload(job.length);
      const outcome = await enqueue(job);
      if (outcome.status === 'failed') throw outcome.error;
      const { tokens, score, complete, alignment: weights } = outcome;
      const alignment = weights && {
        source: tokenizer.lettersBefore(job.row.source.slice(1, -1)),
        target: tokenizer.lettersBefore(tokens),
        weights,
      };
      return { text: tokenizer.decode(tokens), score, complete, ...(alignment && { alignment }) };
    },
    close() {
      closed ??= idle().then(() => seq2seq.release());
      return closed;
    },
  };
}
