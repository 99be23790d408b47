/**
 * A model that Cloudflare runs, behind the interface of an engine: sentences go out one by one, a few at a time.
 * @module
 * @see https://developers.cloudflare.com/workers-ai/models/m2m100-1.2b/
 */
import { NewsglotError } from '../errors.ts';
import type { LanguageCode } from '../language/codes.ts';
import { type AdmissionLimits, createAdmission, type Place, throughAdmission } from './admission.ts';
import type { Engine, Hypothesis, ModelInfo, TranslationRequest } from './engine.ts';
import { FairQueue, type QueuedSentence } from './fair-queue.ts';

/** What the engine needs of a Worker's AI binding. */
export interface AiBinding {
  run(
    model: string,
    input: { readonly text: string; readonly source_lang: string; readonly target_lang: string },
  ): Promise<{ readonly translated_text?: string }>;
}

/** What Cloudflare calls the model. */
const MODEL_ID = '@cf/meta/m2m100-1.2b';

/** The model of Workers AI, and what it is taken to translate. Its hash is that of its name: its weights are not ours to hash. */
export const workersAiModel: ModelInfo = {
  name: 'workers-ai',
  hash: 'db76d347c4894d7c5e12f431a5db864d47e0a9be9ac61b03c0f15d338f599292',
  languages: 'ar de en es fr it ja ko nl pl pt ru sv tr uk zh'.split(' ') as LanguageCode[],
  licence: 'MIT',
  markers: 0,
};

/** Longest text that is sent, in UTF-16 code units: the model reads 1,024 tokens. */
const MAX_CHARACTERS = 2000;
/** Calls under way at a time; a Worker may have six open connections. */
const CONCURRENCY = 6;
const LIMITS: AdmissionLimits = { characters: 500_000, charactersPerSecond: 1000 };

interface Job extends QueuedSentence {
  readonly request: TranslationRequest;
  readonly signal: AbortSignal | undefined;
  readonly resolve: (hypothesis: Hypothesis) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts an engine on the binding. Its hypotheses have no score, so that only the checks of the text itself judge them.
 * It ignores the width of the beam.
 */
export function createWorkersAiEngine(ai: AiBinding): Engine {
  const model = workersAiModel;
  const admission = createAdmission(LIMITS);
  const queue = new FairQueue<Job>();
  let running = 0;
  let onIdle: (() => void) | undefined;
  const supports: Engine['supports'] = (source, target) =>
    source !== target && model.languages.includes(source) && model.languages.includes(target);

  async function ask({ text, source, target }: TranslationRequest): Promise<Hypothesis> {
    const input = { text, source_lang: source, target_lang: target };
    const answer = await ai.run(MODEL_ID, input).catch((cause: unknown) => {
      throw new NewsglotError('unavailable', 'Workers AI did not answer', { retryAfter: 5, cause });
    });
    const { translated_text: translation = '' } = answer;
    return { text: translation.trim(), score: 0, complete: translation.trim() !== '' };
  }

  function start(): void {
    while (running < CONCURRENCY) {
      const [job] = queue.next({ rows: 1, tokens: MAX_CHARACTERS });
      if (!job) break;
      running++;
      void ask(job.request)
        .then(job.resolve, job.reject)
        .then(() => {
          running--;
          start();
        });
    }
    if (running === 0) onIdle?.();
  }

  async function translate(
    request: TranslationRequest,
    place: Place,
    signal: AbortSignal | undefined,
  ): Promise<Hypothesis> {
    const { text, source, target } = request;
    signal?.throwIfAborted();
    if (!supports(source, target)) {
      throw new NewsglotError(
        'unsupported_language',
        `${model.name} does not translate from ${source} to ${target}`,
      );
    }
    if (text.length > MAX_CHARACTERS)
      throw new NewsglotError(
        'content_too_large',
        `a sentence exceeds the model's ${MAX_CHARACTERS} characters`,
      );
    if (text.trim() === '') return { text: '', score: 0, complete: true };
    return new Promise<Hypothesis>((resolve, reject) => {
      const job: Job = { ...place, length: text.length, beams: 1, request, signal, resolve, reject };
      const leave = () => {
        queue.remove(job);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', leave, { once: true });
      queue.push(job);
      start();
    });
  }

  const facts = { model, supports, unreadable: () => [] };
  return {
    ...throughAdmission(admission, { facts, translate }),
    load: () => ({ sentences: queue.size, characters: admission.taken, batches: running }),
    async close() {
      admission.close();
      if (running > 0 || queue.size > 0) await new Promise<void>((resolve) => (onIdle = resolve));
    },
  };
}
